// What else the logs of programs hold, and what is broken in them.
#include <string>

#include <doctest/doctest.h>

#include "capture/text_ends.hpp"
#include "support/text_traces.hpp"

using namespace confstate;
using capture::Format;
using capture::NoticeKind;
using tests::hear;

namespace {

const std::string kVia = "Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bKa\r\n";
const std::string kBye = "BYE sip:conf1@192.0.2.10 SIP/2.0\r\n" + kVia + "Content-Length: 0\r\n\r\n";
const std::string kInfo = "INFO sip:conf1@192.0.2.10 SIP/2.0\r\n" + kVia + "Content-Length: 6\r\n\r\na\r\nb\r\n";

tests::Sent sent(const std::string& bytes, std::int64_t seconds = 0) {
  return {(1'795'255'200 + seconds) * 1'000'000'000, "198.51.100.7:5060", "192.0.2.10:5060", "udp", false, bytes};
}

capture::Settings in_utc() {
  capture::Settings settings;
  settings.zone = 0;
  settings.date = base::Date{2026, 11, 21};
  return settings;
}

}  // namespace

TEST_CASE("sipdump: a record without its end is cut, one without a message is said") {
  std::string cut = tests::write_sipdump(sent(kInfo));
  cut.resize(cut.find("||||"));
  const tests::Heard heard =
      hear(cut + tests::write_sipdump(sent(kBye)) + "====================\ntag: rcv\n", Format::sipdump);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.messages[0].bytes == kInfo);
  CHECK(!heard.messages[1].record.truncated);
  CHECK(heard.count(NoticeKind::log_record) == 1);
}

TEST_CASE("sipdump: processes disorder the file by a little, their times are exact") {
  const tests::Sent late{1'000'020'000'000, "198.51.100.7:5060", "192.0.2.10:5060", "udp", false, kInfo};
  const tests::Sent early{1'000'000'000'000, "198.51.100.7:5060", "192.0.2.10:5060", "udp", false, kBye};
  const tests::Heard heard = hear(tests::write_sipdump(late) + tests::write_sipdump(early), Format::sipdump);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == kBye);
  CHECK(heard.messages[0].record.frame == 2);
}

TEST_CASE("sngrep: more than memory holds is sorted in parts, and that is said") {
  capture::Settings settings;
  settings.limits.memory = 3000;
  std::string log;
  for (int i = 30; i > 0; --i) {
    log += tests::write_sngrep(sent(kBye, i));
  }
  const tests::Heard heard = hear(log, Format::sngrep, settings);
  CHECK(heard.messages.size() == 30);
  CHECK(heard.count(NoticeKind::memory_limit) == 1);
  CHECK(hear(log, Format::sngrep).count(NoticeKind::memory_limit) == 0);
}

TEST_CASE("a message with less body than it says is truncated, one with more has surplus") {
  const tests::Heard heard = hear(
      tests::write_sngrep(sent(kInfo.substr(0, kInfo.size() - 4))) + tests::write_sngrep(sent(kBye + "garbage", 1)),
      Format::sngrep);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.messages[1].bytes == kBye);
  CHECK(heard.count(NoticeKind::surplus) == 1);
}

TEST_CASE("pjsip: other lines of the log are no part of a message") {
  const std::string other = "[Nov 21 10:00:00] NOTICE[1201] chan.c: something else\n";
  const tests::Heard heard =
      hear(other + tests::write_pjsip(sent(kInfo)) + other + other + tests::write_pjsip(sent(kBye, 1)) + other,
           Format::pjsip);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == tests::with_line_feeds(kInfo));
  CHECK(heard.messages[1].bytes == tests::with_line_feeds(kBye));
  CHECK(heard.count(NoticeKind::log_length) == 0);
}

TEST_CASE("pjsip: a console has no times, and lines that Content-Length keeps out") {
  std::string one = tests::write_pjsip(sent(kInfo));
  one.erase(0, one.find("<---"));
  const tests::Heard heard = hear(one + "    -- Executing [conf1@default:1]\n" + one, Format::pjsip);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == tests::with_line_feeds(kInfo));
  CHECK(heard.messages[0].record.quality == capture::TimeQuality::none);
  CHECK(heard.notices.empty());
}

TEST_CASE("pjsip: a year and a fraction are read where they are configured") {
  const tests::Heard heard = hear(tests::write_pjsip(sent(kBye), "%Y-%m-%d %H:%M:%S.250"), Format::pjsip);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.time == 1'795'255'200'250'000'000);
}

TEST_CASE("pjsip: a message that the log cut short is said") {
  std::string log = tests::write_pjsip(sent(kInfo));
  log.resize(log.size() - 5);
  const tests::Heard heard = hear(log, Format::pjsip);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.truncated);
  CHECK(heard.count(NoticeKind::log_length) == 1);
}

TEST_CASE("chan_sip: keep-alives are no messages, retransmissions are") {
  const std::string log =
      "<--- SIP read from UDP:198.51.100.7:5060 --->\n\n<------------->\n"
      "Retransmitting #1 (NAT) to 198.51.100.7:5060:\n" +
      tests::with_line_feeds(kBye) + "\n---\n";
  const tests::Heard heard = hear(log, Format::chan_sip);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.direction == capture::Direction::out);
  CHECK(heard.messages[0].record.transport == capture::Transport::udp);
  CHECK(heard.notices.empty());
}

TEST_CASE("FreeSWITCH: lines of its own log give the date, colours and identifiers are passed over") {
  const std::string log = "2026-11-21 09:59:59.000000 [DEBUG] sofia.c:1 x\n\x1b[36m6b1c-11 " +
                          tests::replaced(tests::write_freeswitch(sent(kInfo)), ":\n---", ":\x1b[0m\n---") +
                          "6b1c-11 2026-11-21 10:00:01.000000 [NOTICE] sofia.c:2 y\n";
  const tests::Heard heard = hear(log, Format::freeswitch, in_utc());
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].bytes == tests::with_line_feeds(kInfo));
  CHECK(heard.messages[0].record.time == 1'795'255'200'000'000'000);
  CHECK(heard.messages[0].record.quality == capture::TimeQuality::exact);
  CHECK(heard.notices.empty());
}

TEST_CASE("FreeSWITCH: midnight passes, the old dialect leaves out a default port") {
  std::string log =
      tests::write_freeswitch(sent(kBye, 50'399), true) + tests::write_freeswitch(sent(kBye, 50'401), true);
  log = tests::replaced(log, "]:5060 at", "] at");
  const tests::Heard heard = hear(log, Format::freeswitch, in_utc());
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[1].record.time - heard.messages[0].record.time == 2'000'000'000);
  CHECK(heard.messages[0].record.source == capture::read_endpoint("198.51.100.7:5060"));
}

TEST_CASE("ngrep: fragments and segments without their first packet are said, and lost") {
  const tests::Sent late{1'795'255'200'000'000'000, "198.51.100.7:5060", "192.0.2.10:5060", "udp", false, kInfo};
  const tests::Heard heard =
      hear(tests::ngrep_packet(late, "rest of something", "198.51.100.7", "192.0.2.10", " +7@1480:20") +
               tests::ngrep_packet(late, "rest of something", "198.51.100.7:5060", "192.0.2.10:5060", "") +
               tests::ngrep_packet(late, kInfo.substr(0, kInfo.size() - 3), "198.51.100.7:5060", "192.0.2.10:5060", ""),
           Format::ngrep);
  CHECK(heard.count(NoticeKind::fragment_lost) == 1);
  CHECK(heard.count(NoticeKind::log_record) == 1);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.truncated);
}

TEST_CASE("ngrep: two flows do not mix, and a log through an editor has single line feeds") {
  tests::Sent other = sent(kInfo, 1);
  other.transport = "tcp";
  other.from = "198.51.100.8:40000";
  tests::Sent mine = other;
  mine.from = "198.51.100.9:40000";
  const auto part = [](const tests::Sent& which, const std::string& bytes) {
    return tests::ngrep_packet(which, bytes, which.from, which.to, " [AP]");
  };
  const std::string log = part(other, kInfo.substr(0, 60)) + part(mine, kInfo.substr(0, 90)) +
                          part(other, kInfo.substr(60)) + part(mine, kInfo.substr(90) + kBye);
  const tests::Heard heard = hear(log, Format::ngrep);
  REQUIRE(heard.messages.size() == 3);
  CHECK(heard.messages[0].bytes == kInfo);
  CHECK(heard.messages[1].bytes == kInfo);
  CHECK(heard.messages[2].bytes == kBye);
  CHECK(heard.messages[1].record.first_frame == 2);
  CHECK(heard.messages[1].record.frame == 4);
  const std::string edited =
      tests::replaced(tests::write_ngrep(sent(kBye)) + tests::write_ngrep(sent(kInfo)), "\n\n", "\n");
  CHECK(hear(edited, Format::ngrep).messages.size() == 2);
}

TEST_CASE("tshark: several messages in a packet, packets without -x, and digits that are none") {
  const std::string two = tests::write_tshark(sent(kBye), {kInfo});
  std::string without = tests::replaced(tests::write_tshark(sent(kBye)), "sip_raw", "xip_raw");
  std::string bad = tests::replaced(tests::write_tshark(sent("zz")), tests::hex("zz"), "4g");
  const tests::Heard heard = hear("[" + two + "," + without + "," + bad + "]", Format::tshark_json);
  REQUIRE(heard.messages.size() == 2);
  CHECK(heard.messages[0].bytes == kBye);
  CHECK(heard.messages[1].bytes == kInfo);
  CHECK(heard.messages[1].record.frame == 4);
  CHECK(heard.count(NoticeKind::log_record) == 2);
}

TEST_CASE("tshark: JSON that ends early or nests without end is said, after what came before") {
  const std::string one = tests::write_tshark(sent(kBye));
  const tests::Heard cut = hear("[" + one + "," + one.substr(0, 200), Format::tshark_json);
  CHECK(cut.messages.size() == 1);
  CHECK(cut.count(NoticeKind::cut_record) == 1);
  const tests::Heard deep = hear("[" + one + "," + std::string(100'000, '['), Format::tshark_json);
  CHECK(deep.messages.size() == 1);
  CHECK(deep.count(NoticeKind::damaged) == 1);
  const tests::Heard broken = hear("[" + one + " nonsense", Format::tshark_json);
  CHECK(broken.messages.size() == 1);
  CHECK(broken.count(NoticeKind::damaged) == 1);
  capture::Settings settings;
  settings.limits.message = 1000;
  const tests::Heard huge =
      hear("[" + one + ",\"" + std::string(1'000'000, 'a') + "\"]", Format::tshark_json, settings);
  CHECK(huge.messages.size() == 1);
  CHECK(huge.count(NoticeKind::message_limit) == 1);
}

TEST_CASE("tshark: what an ICMP error quotes is not the sender of the packet") {
  const std::string log = tests::replaced(tests::write_tshark(sent(kBye)), "\"sip_raw\"",
                                          R"("icmp":{"ip":{"ip.src":"203.0.113.9"}},"sip_raw")");
  const tests::Heard heard = hear("[" + log + "]", Format::tshark_json);
  REQUIRE(heard.messages.size() == 1);
  CHECK(heard.messages[0].record.source == capture::read_endpoint("198.51.100.7:5060"));
}

TEST_CASE("a file may hold several messages, and something that is none") {
  CHECK(hear(kInfo + kBye + "\r\n" + kInfo, Format::sip).messages.size() == 3);
  CHECK(hear("", Format::sip).messages.empty());
  CHECK(hear("hello\n", Format::sip).count(NoticeKind::log_record) == 1);
}

TEST_CASE("ends that a log does not name come from what shows them") {
  using capture::contact_end;
  using capture::read_endpoint;
  using capture::via_end;
  CHECK(via_end("BYE x SIP/2.0\nv: SIP / 2.0 / UDP 10.0.0.1;received=198.51.100.7, SIP/2.0/UDP 1.1.1.1\n") ==
        read_endpoint("198.51.100.7:5060"));
  CHECK(via_end("BYE x SIP/2.0\nVIA : SIP/2.0/UDP 10.0.0.1:99;received=198.51.100.7;rport=1234\n") ==
        read_endpoint("198.51.100.7:1234"));
  CHECK(via_end("BYE x SIP/2.0\nv: SIP/2.0/UDP host.example;rport=1\n").family == 0);
  CHECK(contact_end("BYE x SIP/2.0\r\nm: \"x\" <sips:a@[2001:db8::1]:5061;x>;q=1\r\n\r\n") ==
        read_endpoint("[2001:db8::1]:5061"));
  CHECK(contact_end("BYE x SIP/2.0\r\n\r\nContact: <sip:a@192.0.2.1>\r\n").family == 0);
}
