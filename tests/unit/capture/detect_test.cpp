#include <string>

#include <doctest/doctest.h>

#include "capture/read.hpp"

using namespace confstate;
using capture::detect;
using capture::Format;

namespace {

// A log that begins with lines of another kind.
std::string behind_noise(const std::string& text) {
  return "one line\n\n" + std::string(2000, 'x') + "\n{not json}\n---\n<->\n" + text;
}

}  // namespace

TEST_CASE("the kind of a capture is told by its magic") {
  CHECK(detect({"\xa1\xb2\xc3\xd4\0\x02\0\x04", 8}) == Format::pcap);
  CHECK(detect({"\xd4\xc3\xb2\xa1\x02\0\x04\0", 8}) == Format::pcap);
  CHECK(detect({"\xa1\xb2\x3c\x4d\0\x02\0\x04", 8}) == Format::pcap);
  CHECK(detect({"\x4d\x3c\xb2\xa1\x02\0\x04\0", 8}) == Format::pcap);
  CHECK(detect({"\x0a\x0d\x0d\x0a\x1c\0\0\0\x4d\x3c\x2b\x1a", 12}) == Format::pcapng);
  CHECK(detect({"HEP3\0\x20\0\0\0\x01\0\x07\x02", 13}) == Format::hep);
}

TEST_CASE("the kind of a log is told by the first line of a message, whatever stands before") {
  const std::string dashes(47, '-');
  CHECK(detect(behind_noise(dashes + " 2026-11-21 10:00:00.000100\nUDP message sent (1 bytes):\n")) == Format::sipp);
  CHECK(detect(behind_noise("====================\ntag: rcv\n")) == Format::sipdump);
  CHECK(detect(behind_noise("2026/11/21 10:00:00.000100 198.51.100.7:5060 -> 192.0.2.10:5060\n")) == Format::sngrep);
  CHECK(detect(behind_noise("U 2026/11/21 10:00:00.000100 198.51.100.7:5060 -> 192.0.2.10:5060 #1\n")) ==
        Format::ngrep);
  CHECK(detect(behind_noise("T 198.51.100.7:5060 -> 192.0.2.10:5060 [AP]\n")) == Format::ngrep);
  CHECK(detect(behind_noise("U +0.000100 2001:db8::7:5060 -> 2001:db8::10:5060 #1\n")) == Format::ngrep);
  CHECK(detect(behind_noise("<--- Received SIP request (312 bytes) from UDP:198.51.100.7:5060 --->\n")) ==
        Format::pjsip);
  CHECK(detect(behind_noise("<--- SIP read from UDP:198.51.100.7:5060 --->\n")) == Format::chan_sip);
  CHECK(detect(behind_noise("<-- SIP read from 198.51.100.7:5060:\n")) == Format::chan_sip);
  CHECK(detect(behind_noise("Retransmitting #2 (NAT) to 198.51.100.7:5060:\n")) == Format::chan_sip);
  CHECK(detect(behind_noise("recv 312 bytes from udp/[198.51.100.7]:5060 at 10:00:00.000100:\n")) ==
        Format::freeswitch);
  CHECK(detect(behind_noise("\x1b[32m6b1c2a-11 2026-11-21 10:00:00.1 send 9 bytes to tls/[2001:db8::7]:5061 at "
                            "10:00:00.000100:\x1b[0m\n")) == Format::freeswitch);
}

TEST_CASE("single messages, and the JSON of tshark") {
  CHECK(detect("\r\n\r\nBYE sip:conf1@192.0.2.10 SIP/2.0\r\n") == Format::sip);
  CHECK(detect("SIP/2.0 200 OK\n") == Format::sip);
  CHECK(detect(" [\n {\n \"_index\": \"x\", \"_source\": {\"layers\": {") == Format::tshark_json);
  CHECK(detect("[\n\n]\n") == Format::tshark_json);
}

TEST_CASE("what is no trace is none") {
  for (const char* text :
       {"", "\n", "hello", "<conference-info/>", "{}", "[1,2]", "HTTP/1.1 200 OK\r\n\r\n", "----", "recv 1 bytes",
        "====================\n====================\n", "U -> #1", "HEP", "\xa1\xb2"}) {
    CAPTURE(text);
    CHECK(!detect(text));
  }
}
