#include "prove/offers.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

namespace confstate::prove {
namespace {

using policy::Exposure;
using policy::Keying;
using policy::LineClass;
using policy::MediaLine;
using policy::MediaType;
using policy::Truth;

// What DTLS-SRTP comes to at least (RFC 5764 section 4.1.2, its first profile): SDP does not show it.
constexpr std::int64_t kDtlsAuthBits = 80;
constexpr std::int64_t kDtlsKeyBits = 128;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

bool is_over_rtp(MediaType type) {
  return type == MediaType::audio || type == MediaType::video || type == MediaType::text;
}

// Suites that the sections name, the best first, and those of RFC 4568 that stand for what they do not name.
std::vector<const policy::Suite*> suites_of(std::span<const policy::Media* const> media) {
  std::set<std::string_view> names = {"AEAD_AES_256_GCM", "AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"};
  for (const policy::Media* one : media) {
    names.insert(one->srtp.suites.begin(), one->srtp.suites.end());
    for (const policy::MediaTypePolicy& type : one->types) {
      names.insert(type.suites.begin(), type.suites.end());
    }
  }
  std::vector<const policy::Suite*> suites;
  for (const std::string_view name : names) {
    if (const policy::Suite* suite = policy::find_suite(name)) {
      suites.push_back(suite);
    }
  }
  std::ranges::stable_sort(suites, [](const policy::Suite* a, const policy::Suite* b) {
    return a->auth_bits + a->key_bits > b->auth_bits + b->key_bits;
  });
  return suites;
}

std::vector<std::string> hashes_of(std::span<const policy::Media* const> media) {
  std::set<std::string> names = {"sha-256", "sha-1", "md5"};
  for (const policy::Media* one : media) {
    names.insert(one->dtls.hashes.begin(), one->dtls.hashes.end());
  }
  names.erase("");
  return {names.rbegin(), names.rend()};
}

constexpr std::array<Truth, 3> kTruths = {Truth::yes, Truth::unknown, Truth::no};

// Makes the lines of one type and one class.
class Maker {
 public:
  Maker(MediaType type, std::span<const policy::Media* const> media)
      : type_(type), suites_(suites_of(media)), hashes_(hashes_of(media)) {}

  void add_fingerprints(LineClass line_class, Keying keying) {
    for (const std::string& hash : hashes_) {
      for (const Truth bound : kTruths) {
        MediaLine line = begin(line_class, keying);
        line.hash = hash;
        line.bound = bound;
        lines_.push_back(line);
      }
    }
  }

  void add_crypto(LineClass line_class) {
    for (const policy::Suite* suite : suites_) {
      for (const Exposure exposure : {Exposure::none, Exposure::hop, Exposure::plain}) {
        for (unsigned flags = 0; flags < 8; ++flags) {
          add_crypto_line(line_class, *suite, exposure, flags);
        }
      }
    }
  }

  void add_other(LineClass line_class, Keying keying) { lines_.push_back(begin(line_class, keying)); }

  [[nodiscard]] std::vector<MediaLine> take() { return std::move(lines_); }

 private:
  [[nodiscard]] MediaLine begin(LineClass line_class, Keying keying) const {
    MediaLine line;
    line.type = type_;
    line.line_class = line_class;
    line.keying = keying;
    return line;
  }

  // Session parameters one by one; a key is end-to-end or not where the path does not say so already.
  void add_crypto_line(LineClass line_class, const policy::Suite& suite, Exposure exposure, unsigned flags) {
    MediaLine line = begin(line_class, Keying::sdes);
    line.suite = suite.name;
    line.auth_bits = (flags & 1U) != 0 ? 0 : suite.auth_bits;
    line.key_bits = suite.key_bits;
    line.confidential = (flags & 2U) == 0;
    line.rtcp_confidential = (flags & 4U) == 0;
    line.exposure = exposure;
    for (const Truth end_to_end : kTruths) {
      line.end_to_end = end_to_end;
      lines_.push_back(line);
    }
  }

  MediaType type_;
  std::vector<const policy::Suite*> suites_;
  std::vector<std::string> hashes_;
  std::vector<MediaLine> lines_;
};

void add_rtp(Maker& maker) {
  maker.add_fingerprints(LineClass::dtls, Keying::dtls_srtp);
  maker.add_other(LineClass::mikey, Keying::mikey_ticket);
  maker.add_other(LineClass::mikey, Keying::mikey);
  maker.add_crypto(LineClass::sdes);
  maker.add_other(LineClass::zrtp, Keying::zrtp);
  for (const LineClass opportunistic : {LineClass::capneg, LineClass::osrtp}) {
    maker.add_fingerprints(opportunistic, Keying::dtls_srtp);
    maker.add_crypto(opportunistic);
    maker.add_other(opportunistic, Keying::zrtp);
  }
}

std::int64_t hash_bits(std::string_view hash) {
  constexpr std::array<std::pair<std::string_view, std::int64_t>, 6> kBits = {
      {{"sha-512", 256}, {"sha-384", 192}, {"sha-256", 128}, {"sha-224", 112}, {"sha-1", 63}, {"md5", 0}}};
  for (const auto& [name, bits] : kBits) {
    if (name == hash) {
      return bits;
    }
  }
  return 0;
}

bool has_fingerprint(const MediaLine& line) {
  return line.keying == Keying::dtls_srtp || line.keying == Keying::tls;
}

std::string_view profile_of(LineClass line_class) {
  constexpr std::array<std::string_view, policy::kLineClasses> kProfiles = {
      "unprotected (RTP/AVP, TCP/MSRP and the like)",
      "a secured profile without a key",
      "RTP/SAVP with a=crypto",
      "RTP/SAVP with MIKEY",
      "UDP/TLS/RTP/SAVP with a fingerprint",
      "RTP/AVP with a key beside it (OSRTP)",
      "RTP/AVP with a zrtp-hash",
      "TLS or DTLS with a fingerprint",
      "RTP/AVP that offers a secured configuration",
      "switched off",
      "an unknown protocol"};
  return kProfiles[static_cast<std::size_t>(line_class)];
}

}  // namespace

std::vector<MediaLine> lines_of(MediaType type, std::span<const policy::Media* const> media) {
  Maker maker(type, media);
  if (is_over_rtp(type)) {
    add_rtp(maker);
  } else {
    maker.add_fingerprints(LineClass::tls, Keying::tls);
    maker.add_other(LineClass::tls, Keying::tls_psk);
  }
  maker.add_other(LineClass::keyless, Keying::dtls_srtp);
  maker.add_other(LineClass::unknown, Keying::dtls_srtp);
  maker.add_other(LineClass::plain, Keying::dtls_srtp);
  return maker.take();
}

SecurityVector vector_of(const MediaLine& line, const policy::LineDecision& decision) {
  SecurityVector out;
  if (decision.secured == Truth::no && !(line.keying == Keying::sdes && line.line_class == LineClass::sdes)) {
    return out;
  }
  out.confidential = line.confidential && decision.secured != Truth::unknown ? 1 : 0;
  out.rtcp_confidential = line.rtcp_confidential && decision.secured != Truth::unknown ? 1 : 0;
  const bool shown = line.keying == Keying::sdes;
  out.auth_bits = shown ? line.auth_bits : kDtlsAuthBits;
  out.key_bits = shown ? line.key_bits : kDtlsKeyBits;
  out.hidden_key = shown ? 2 - static_cast<std::int64_t>(line.exposure) : 2;
  out.bound = !has_fingerprint(line) || line.bound == Truth::yes ? 1 : 0;
  out.hash_bits = has_fingerprint(line) ? hash_bits(line.hash) : kMost;
  return out;
}

bool is_as_good(const SecurityVector& one, const SecurityVector& other) {
  return one.confidential >= other.confidential && one.rtcp_confidential >= other.rtcp_confidential &&
         one.auth_bits >= other.auth_bits && one.key_bits >= other.key_bits && one.hidden_key >= other.hidden_key &&
         one.bound >= other.bound && one.hash_bits >= other.hash_bits;
}

bool is_secured(const MediaLine& line, const policy::LineDecision& decision) {
  const SecurityVector vector = vector_of(line, decision);
  return decision.secured == Truth::yes && vector.confidential > 0 && vector.auth_bits > 0 && vector.hidden_key > 0;
}

std::optional<std::vector<MediaLine>> acceptable_offer(const policy::Media& media) {
  const std::array<const policy::Media*, 1> sections{&media};
  const auto best = [&](MediaType type) -> std::optional<MediaLine> {
    for (const MediaLine& line : lines_of(type, sections)) {
      if (policy::decide_line(media, line).taken == Truth::yes) {
        return line;
      }
    }
    return std::nullopt;
  };
  std::vector<MediaLine> offer;
  for (std::size_t i = 0; i < media.must_have.size(); ++i) {
    if (const auto line = best(media.must_have[i])) {
      offer.push_back(*line);
    }
  }
  for (std::size_t type = 0; offer.empty() && type < policy::kMediaTypes.size(); ++type) {
    if (const auto line = best(static_cast<MediaType>(type))) {
      offer.push_back(*line);
    }
  }
  if (policy::decide_offer(media, offer).refused != Truth::no) {
    return std::nullopt;
  }
  return offer;
}

std::string describe(const MediaLine& line) {
  std::string text = fmt::format("{}, {}", line.type ? policy::word(*line.type) : "media of another type",
                                 profile_of(line.line_class));
  if (line.line_class == LineClass::plain || line.line_class == LineClass::keyless ||
      line.line_class == LineClass::unknown) {
    return text;
  }
  if (line.keying == Keying::sdes) {
    text +=
        fmt::format(", {}{}{}{}{}", line.suite, line.auth_bits == 0 ? " UNAUTHENTICATED_SRTP" : "",
                    line.confidential ? "" : " UNENCRYPTED_SRTP", line.rtcp_confidential ? "" : " UNENCRYPTED_SRTCP",
                    line.exposure == Exposure::plain ? ", its key readable on the way" : "");
  } else if (has_fingerprint(line)) {
    text += fmt::format(", {}{}", line.hash, line.bound == Truth::yes ? "" : ", bound to no identity");
  } else {
    text += fmt::format(", {}", policy::word(line.keying));
  }
  return text;
}

}  // namespace confstate::prove
