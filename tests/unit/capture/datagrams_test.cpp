#include <algorithm>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "support/packets.hpp"
#include "unit/capture/reading.hpp"

using namespace confstate;
using capture::NoticeKind;
using tests::capture_of;
using tests::read_trace;
using tests::Trace;
using Kinds = std::vector<NoticeKind>;

namespace {

std::string request(int number) {
  return "OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: " + std::to_string(number) +
         "\\r\\nSubject: something to make it longer\\r\\nContent-Length: 2\\r\\n\\r\\nok";
}

std::string udp(int id, const std::string& part, const std::string& text) {
  return "udp " + std::to_string(id) + (part.empty() ? "" : " " + part) + " | " + text + "\n";
}

}  // namespace

TEST_CASE("fragments in every order give the message once") {
  const std::string parts[] = {udp(1, "0-48", request(1)), udp(1, "48-96", request(1)), udp(1, "96-900", request(1))};
  int order[] = {0, 1, 2};
  do {
    std::string script;
    for (const int which : order) {
      script += parts[which];
    }
    const Trace trace = read_trace(capture_of(script));
    REQUIRE(trace.messages.size() == 1);
    CHECK(trace.messages[0].bytes == tests::unescaped(request(1)));
    CHECK(trace.messages[0].record.frame == 3);
    CHECK(trace.notices.empty());
  } while (std::next_permutation(std::begin(order), std::end(order)));
}

TEST_CASE("fragments recorded twice give the message once") {
  const std::string one = udp(1, "0-48", request(1));
  const std::string two = udp(1, "48-900", request(1));
  for (const std::string& script : {one + one + two + two, one + two + one + two, two + two + one + one}) {
    const Trace trace = read_trace(capture_of(script));
    CHECK(trace.messages.size() == 1);
    CHECK(trace.kinds() == Kinds{NoticeKind::doubled});
  }
}

TEST_CASE("the begin of a message whose fragments are missing is told after 30 seconds") {
  const Trace trace = read_trace(capture_of(udp(1, "0-48", request(1)) + "time 29000\n" + udp(2, "0-48", request(2)) +
                                            "time 2000\n" + udp(3, "0-48", request(3)) + udp(3, "48-900", request(3))));
  REQUIRE(trace.messages.size() == 3);
  CHECK(trace.messages[0].record.truncated);
  CHECK(trace.messages[0].bytes.size() == 40);
  CHECK_FALSE(trace.messages[1].record.truncated);
  CHECK(trace.kinds() == Kinds{NoticeKind::fragment_lost, NoticeKind::fragment_lost});
  CHECK(trace.notices[0].detail == "all behind byte 48 of the datagram");
}

TEST_CASE("without its first fragment nothing is known but that a datagram is missing") {
  const Trace trace = read_trace(capture_of(udp(1, "48-900", request(1)) + udp(2, "", request(2))));
  CHECK(trace.messages.size() == 1);
  REQUIRE(trace.kinds() == Kinds{NoticeKind::fragment_lost});
  CHECK(trace.notices[0].detail == "bytes 0 to 47 of the datagram");
}

TEST_CASE("the same packet is a copy, the same payload in a new packet is sent again") {
  CHECK(read_trace(capture_of(udp(7, "", request(1)) + udp(7, "", request(1)))).messages.size() == 1);
  CHECK(read_trace(capture_of(udp(7, "", request(1)) + udp(8, "", request(1)))).messages.size() == 2);
  CHECK(read_trace(capture_of(udp(7, "", request(1)) + "time 60\n" + udp(7, "", request(1)))).messages.size() == 2);
  CHECK(read_trace(capture_of(udp(0, "", request(1)) + udp(0, "", request(1)))).messages.size() == 2);
}

TEST_CASE("what is in a datagram beside a message") {
  const Trace blank = read_trace(capture_of(udp(1, "", "\\r\\n\\r\\n" + request(1)) + udp(2, "", "\\r\\n\\r\\n")));
  CHECK(blank.messages.size() == 1);
  CHECK(blank.notices.empty());
  const Trace surplus = read_trace(capture_of(udp(1, "", request(1) + "more")));
  REQUIRE(surplus.messages.size() == 1);
  CHECK(surplus.messages[0].bytes == tests::unescaped(request(1)));
  CHECK(surplus.notices.at(0).count == 4);
  const Trace short_body = read_trace(capture_of(udp(1, "", request(1).substr(0, request(1).size() - 1))));
  REQUIRE(short_body.messages.size() == 1);
  CHECK_FALSE(short_body.messages[0].record.truncated);  // recorded as it was sent: that is for the rules of SIP
  CHECK(read_trace(capture_of(udp(1, "", "\\x80\\x00\\x01") + udp(2, "", ""))).messages.empty());
}
