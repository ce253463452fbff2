#include <string>

#include <doctest/doctest.h>

#include "capture/text_ends.hpp"
#include "support/text_traces.hpp"

using namespace confstate;
using capture::Format;
using capture::NoticeKind;
using tests::hear;

namespace {

const std::string kDashes(47, '-');
const std::string kTime = " 2026-11-21 10:00:00.000100\n";
const std::string kBye =
    "BYE sip:conf1@192.0.2.10 SIP/2.0\r\nVia: SIP/2.0/UDP 198.51.100.7;branch=z9hG4bKa\r\nContent-Length: 0\r\n\r\n";

std::string sized(const std::string& bytes, std::size_t size) {
  return kDashes + kTime + "UDP message received [" + std::to_string(size) + "] bytes :\n\n" + bytes + "\n";
}

std::string record(const std::string& bytes) {
  return sized(bytes, bytes.size());
}

}  // namespace

TEST_CASE("SIPp: a record knows its line, its place, its time and its peer") {
  const tests::Heard heard = hear("noise\n" + record(kBye) + record(kBye), Format::sipp);
  REQUIRE(heard.messages.size() == 2);
  const auto& second = heard.messages[1].record;
  CHECK(heard.messages[0].record.line == 2);
  CHECK(heard.messages[0].record.offset == 6);
  CHECK(second.line == 10);
  CHECK(second.offset == 6 + record(kBye).size());
  CHECK(second.frame == 2);
  CHECK(second.time == 1'795'255'200'000'100'000);
  CHECK(second.quality == capture::TimeQuality::assumed);
  CHECK(second.source == capture::read_endpoint("198.51.100.7:5060"));
  CHECK(second.destination.family == 0);
  CHECK(heard.count(NoticeKind::clock_assumed) == 1);
  CHECK(heard.notices[0].detail == "zone UTC");
  CHECK(heard.totals.bytes == 6 + 2 * record(kBye).size());
}

TEST_CASE("SIPp: a body may look like the log around it, as long as the length holds") {
  const std::string body = "-----\nUDP message sent (5 bytes):\n";
  const std::string info =
      "INFO sip:a@192.0.2.1 SIP/2.0\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
  const tests::Heard heard = hear(record(info) + record(kBye), Format::sipp);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == info);
}

TEST_CASE("SIPp: a length that reaches into the next record is said, and costs no message") {
  const tests::Heard heard = hear(sized(kBye, kBye.size() + 40) + record(kBye), Format::sipp);
  CHECK(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == kBye);
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.count(NoticeKind::log_length) == 1);
  CHECK(!heard.messages[1].record.truncated);
}

TEST_CASE("SIPp: the file ends within a message") {
  const std::string log = record(kBye);
  const tests::Heard heard = hear(log.substr(0, log.size() - 20), Format::sipp);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.count(NoticeKind::log_length) == 1);
}

TEST_CASE("SIPp: an unexpected message is written twice and counts once") {
  const std::string again = kDashes + "\nUnexpected UDP message received:\n\n" + kBye + "\n";
  const tests::Heard heard = hear(record(kBye) + again + record(kBye), Format::sipp);
  CHECK(heard.messages.size() == 2);
  CHECK(heard.count(NoticeKind::doubled) == 1);
  const tests::Heard alone = hear(again + record(kBye), Format::sipp);
  REQUIRE(alone.messages.size() == 2);
  CHECK(alone.messages[0].bytes == kBye);
  CHECK(alone.messages[0].record.quality == capture::TimeQuality::none);
}

TEST_CASE("SIPp: what is no message is said") {
  const tests::Heard heard =
      hear(kDashes + kTime + "UDP control message sent\n\nhello\n" + record("hello\r\n\r\n") + kDashes + kTime,
           Format::sipp);
  CHECK(heard.messages.empty());
  CHECK(heard.count(NoticeKind::log_record) == 3);
}

TEST_CASE("SIPp: a message over the limit is cut, said, and the next one is found") {
  capture::Settings settings;
  settings.limits.message = 200;
  const std::string body(5000, 'b');
  const std::string big = "INFO sip:a@192.0.2.1 SIP/2.0\r\nContent-Length: 5000\r\n\r\n" + body;
  const tests::Heard heard = hear(record(big) + record(kBye), Format::sipp, settings);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == big.substr(0, 200));
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.count(NoticeKind::message_limit) == 1);
  CHECK(heard.count(NoticeKind::log_length) == 0);
  CHECK(heard.messages[1].bytes == kBye);
}

TEST_CASE("SIPp before 3.4 wrote the seconds since 1970 as well") {
  const std::string log = kDashes + " 2026-11-21\t11:00:00.000100\t1795255200.000100\n" + "UDP message sent [" +
                          std::to_string(kBye.size()) + "] bytes:\n\n" + kBye + "\n";
  CHECK(capture::detect(log) == Format::sipp);
  const tests::Heard heard = hear(log, Format::sipp);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.time == 1'795'255'200'000'100'000);
  CHECK(heard.messages[0].record.quality == capture::TimeQuality::exact);
  CHECK(heard.notices.empty());
}
