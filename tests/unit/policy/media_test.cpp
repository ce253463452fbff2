#include <doctest/doctest.h>

#include "policy/media.hpp"

namespace confstate::policy {
namespace {

Media strict() {
  Media media;
  media.standard = Security::secured_only;
  media.must_have = {MediaType::audio};
  media.keying = {Keying::dtls_srtp, Keying::sdes, Keying::tls};
  media.srtp.suites = {"AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM"};
  media.srtp.min_auth_tag_bits = 80;
  media.srtp.min_key_bits = 128;
  media.srtp.forbid_params = {CryptoParam::unencrypted_srtp, CryptoParam::unencrypted_srtcp,
                              CryptoParam::unauthenticated_srtp};
  media.sdes_signalling = SdesSignalling::tls_hop;
  media.dtls.hashes = {"sha-256"};
  media.capneg = Capneg::use_secured_config;
  return media;
}

MediaLine dtls(MediaType type = MediaType::audio) {
  MediaLine line;
  line.type = type;
  line.line_class = LineClass::dtls;
  line.keying = Keying::dtls_srtp;
  line.hash = "sha-256";
  return line;
}

MediaLine sdes() {
  MediaLine line = dtls();
  line.line_class = LineClass::sdes;
  line.keying = Keying::sdes;
  line.suite = "AES_CM_128_HMAC_SHA1_80";
  line.auth_bits = 80;
  line.key_bits = 128;
  line.exposure = Exposure::hop;
  return line;
}

MediaLine plain(MediaType type = MediaType::audio) {
  MediaLine line;
  line.type = type;
  line.line_class = LineClass::plain;
  return line;
}

LineReason why(const Media& media, const MediaLine& line) {
  const LineDecision decision = decide_line(media, line);
  CHECK(decision.taken != Truth::yes);
  return decision.reason;
}

}  // namespace

TEST_CASE("a secured line is taken, a plain one is not") {
  CHECK(decide_line(strict(), dtls()).taken == Truth::yes);
  CHECK(decide_line(strict(), sdes()).taken == Truth::yes);
  CHECK(decide_line(strict(), sdes()).secured == Truth::yes);
  CHECK(why(strict(), plain()) == LineReason::plain);
}

TEST_CASE("what weakens a line is named") {
  MediaLine line = sdes();
  line.suite = "AES_CM_128_HMAC_SHA1_32";
  CHECK(why(strict(), line) == LineReason::weak_suite);
  line = sdes();
  line.confidential = false;
  CHECK(why(strict(), line) == LineReason::forbidden_parameter);
  line = sdes();
  line.rtcp_confidential = false;
  CHECK(why(strict(), line) == LineReason::forbidden_parameter);
  line = sdes();
  line.auth_bits = 0;
  CHECK(why(strict(), line) == LineReason::forbidden_parameter);
  line = sdes();
  line.exposure = Exposure::plain;
  CHECK(why(strict(), line) == LineReason::exposed_key);
  line = dtls();
  line.hash = "sha-1";
  CHECK(why(strict(), line) == LineReason::weak_hash);
  line = dtls();
  line.line_class = LineClass::keyless;
  CHECK(why(strict(), line) == LineReason::keyless);
  line = dtls();
  line.keying = Keying::mikey;
  line.line_class = LineClass::mikey;
  CHECK(why(strict(), line) == LineReason::keying_not_allowed);
}

TEST_CASE("a null cipher that the policy does not forbid is taken, and still not secured") {
  Media media = strict();
  media.srtp.forbid_params = {};
  MediaLine line = sdes();
  line.confidential = false;
  CHECK(decide_line(media, line).taken == Truth::yes);
  CHECK(decide_line(media, line).secured == Truth::no);
  media.sdes_signalling = SdesSignalling::any;
  line = sdes();
  line.exposure = Exposure::plain;
  CHECK(decide_line(media, line).taken == Truth::yes);
  CHECK(decide_line(media, line).secured == Truth::no);
}

TEST_CASE("a key that only its ends may read is unknown until it is shown") {
  Media media = strict();
  media.sdes_signalling = SdesSignalling::e2e;
  MediaLine line = sdes();
  line.end_to_end = Truth::unknown;
  CHECK(decide_line(media, line).taken == Truth::unknown);
  line.end_to_end = Truth::yes;
  CHECK(decide_line(media, line).taken == Truth::yes);
  media.sdes_signalling = SdesSignalling::sips;
  CHECK(decide_line(media, line).taken == Truth::no);
}

TEST_CASE("opportunistic SRTP counts by the policy's word (RFC 8643)") {
  MediaLine line = sdes();
  line.line_class = LineClass::osrtp;
  Media media = strict();
  media.osrtp = Osrtp::reject;
  CHECK(decide_line(media, line).taken == Truth::no);
  media.osrtp = Osrtp::answer_keyed;
  CHECK(decide_line(media, line).keyed_answer);
  CHECK(decide_line(media, line).secured == Truth::yes);
  media.osrtp = Osrtp::allow_fallback;
  CHECK(decide_line(media, line).taken == Truth::yes);
  CHECK(decide_line(media, line).secured == Truth::no);
}

TEST_CASE("a secured configuration of capability negotiation is chosen where the policy says so (RFC 5939)") {
  MediaLine line = dtls();
  line.line_class = LineClass::capneg;
  Media media = strict();
  CHECK(decide_line(media, line).configured);
  media.capneg = Capneg::ignore;
  CHECK(decide_line(media, line).taken == Truth::no);
}

TEST_CASE("an offer loses its insecure lines, and is refused where too little is left") {
  Media media = strict();
  OfferDecision offer = decide_offer(media, {dtls(), plain(MediaType::video)});
  CHECK(offer.refused == Truth::no);
  CHECK(offer.partial == Truth::yes);
  CHECK(decide_offer(media, {plain(), dtls(MediaType::video)}).refused == Truth::yes);
  CHECK(decide_offer(media, {}).refused == Truth::yes);
  media.reject = RejectMedia::call;
  CHECK(decide_offer(media, {dtls(), plain(MediaType::video)}).refused == Truth::yes);
  media.must_have = {};
  media.reject = RejectMedia::stream;
  CHECK(decide_offer(media, {plain(), dtls(MediaType::video)}).refused == Truth::no);
}

TEST_CASE("a disabled line is ignored, and a type has its own words") {
  Media media = strict();
  MediaLine off = plain(MediaType::video);
  off.line_class = LineClass::disabled;
  const OfferDecision offer = decide_offer(media, {dtls(), off});
  CHECK(offer.partial == Truth::no);
  CHECK(offer.lines[1].taken == Truth::no);
  MediaTypePolicy video;
  video.type = MediaType::video;
  video.allow = false;
  MediaTypePolicy audio;
  audio.type = MediaType::audio;
  audio.security = Security::any;
  audio.max_lines = 1;
  media.types = {video, audio};
  CHECK(why(media, dtls(MediaType::video)) == LineReason::type_not_allowed);
  const OfferDecision two = decide_offer(media, {plain(), plain()});
  CHECK(two.lines[0].taken == Truth::yes);
  CHECK(two.lines[1].reason == LineReason::too_many_lines);
}

TEST_CASE("suites are known by their registered names") {
  REQUIRE(find_suite("AEAD_AES_256_GCM") != nullptr);
  CHECK(find_suite("AEAD_AES_256_GCM")->key_bits == 256);
  CHECK(find_suite("F8_128_HMAC_SHA1_80")->deprecated);
  CHECK(find_suite("AES_CM_128_HMAC_SHA1_81") == nullptr);
}

}  // namespace confstate::policy
