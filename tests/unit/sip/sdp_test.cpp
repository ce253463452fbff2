#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sip/sdp.hpp"

using namespace confstate;
using sip::FaultKind;
using sip::Sdp;
using sip::SdpDirection;

namespace {

const std::string kOffer =
    "v=0\r\no=alice 2890844526 2890842807 IN IP4 192.0.2.10\r\ns=board\r\nc=IN IP4 192.0.2.10\r\nt=0 "
    "0\r\na=sendonly\r\n"
    "a=fingerprint:sha-256 AA:BB\r\nm=audio 49170/2 RTP/SAVP 0 8\r\na=mid:1\r\na=rtpmap:0 PCMU/8000\r\n"
    "m=video 0 RTP/AVP 31\r\nc=IN IP6 2001:db8::1\r\na=recvonly\r\na=label:9\r\n";

std::vector<FaultKind> kinds(std::string_view text) {
  Sdp sdp;
  sdp.read(text);
  std::vector<FaultKind> all;
  for (const sip::Fault& fault : sdp.faults()) {
    CHECK(fault.span.begin <= fault.span.end);
    CHECK(fault.span.end <= text.size());
    all.push_back(fault.kind);
  }
  return all;
}

std::string with(std::string_view old, std::string_view fresh) {
  std::string text = kOffer;
  text.replace(text.find(old), old.size(), fresh);
  return text;
}

using Kinds = std::vector<FaultKind>;

}  // namespace

TEST_CASE("an offer is read with its streams and their directions") {
  Sdp sdp;
  REQUIRE(sdp.read(kOffer));
  CHECK(sdp.faults().empty());
  CHECK(sdp.origin().user == "alice");
  CHECK(sdp.origin().version == "2890842807");
  CHECK(sdp.name() == "board");
  REQUIRE(sdp.media().size() == 2);
  const sip::SdpMedia& audio = sdp.media()[0];
  CHECK(audio.type == "audio");
  CHECK(audio.port == 49170);
  CHECK(audio.count == 2);
  CHECK(audio.proto == "RTP/SAVP");
  CHECK(audio.formats == "0 8");
  CHECK(audio.connection.address == "192.0.2.10");
  CHECK(audio.direction == SdpDirection::sendonly);
  CHECK(sdp.attributes().size() == 2);
  CHECK(sdp.attributes(audio).size() == 2);
  CHECK(sdp.attribute(audio, "mid") == "1");
  CHECK(sdp.attribute(audio, "fingerprint") == "sha-256 AA:BB");
  CHECK(sdp.attribute(audio, "label").data() == nullptr);
  const sip::SdpMedia& video = sdp.media()[1];
  CHECK(video.port == 0);
  CHECK(video.port_ok);
  CHECK(video.connection.address_type == "IP6");
  CHECK(video.direction == SdpDirection::recvonly);
}

TEST_CASE("ports that are none are faults, with their place") {
  for (const std::string_view port : {"70001", "-5", "99999999999", "447c", "x", "1/x", "65536"}) {
    CAPTURE(port);
    CHECK(kinds(with("49170/2", port)) == Kinds{FaultKind::sdp_port});
  }
  CHECK(kinds(with("49170/2", "65535")).empty());
}

TEST_CASE("lines that cannot be read are faults, each once") {
  CHECK(kinds("") == Kinds{FaultKind::sdp_version});
  CHECK(kinds(with("v=0\r\n", "")) == Kinds{FaultKind::sdp_version});
  CHECK(kinds(with("v=0", "v=1")) == Kinds{FaultKind::sdp_version});
  CHECK(kinds(with("s=board\r\n", "")) == Kinds{FaultKind::sdp_missing});
  CHECK(kinds(with("t=0 0\r\n", "t=0 0\r\nw=1\r\n")) == Kinds{FaultKind::sdp_line});
  CHECK(kinds(with("2890844526", "x")) == Kinds{FaultKind::sdp_origin});
  CHECK(kinds(with("c=IN IP4 192.0.2.10", "c=IN 192.0.2.10")) == Kinds{FaultKind::sdp_connection});
  CHECK(kinds(with("c=IN IP4 192.0.2.10\r\n", "")) == Kinds{FaultKind::sdp_no_address});
  CHECK(kinds(with(" RTP/SAVP 0 8", " RTP/SAVP")) == Kinds{FaultKind::sdp_media});
  CHECK(kinds(with("a=mid:1", "a=sendrecv\r\na=inactive")) == Kinds{FaultKind::sdp_direction});
  CHECK(kinds(with("a=mid:1", "s=late")) == Kinds{FaultKind::sdp_order});
}

TEST_CASE("descriptions on which other parsers hang are read") {
  for (const std::string_view line :
       {"m=audio 447 udp ?", "m=audio 447 FOO /x", "m=audio 447c=IN IP6 ::36 RTP/AVP 0"}) {
    Sdp sdp;
    sdp.read(with("m=audio 49170/2 RTP/SAVP 0 8", line));
    CHECK(sdp.media().size() == 2);
  }
}
