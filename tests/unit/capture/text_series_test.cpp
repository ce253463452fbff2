// The same messages, written as each program logs them, read back the same: as far as the log can say it.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "capture/clock.hpp"
#include "capture/text_ends.hpp"
#include "support/text_traces.hpp"

using namespace confstate;
using capture::Direction;
using capture::Format;
using tests::Sent;

namespace {

constexpr std::int64_t kTen = 1'795'255'200'000'000'000;  // 2026-11-21 10:00:00 UTC

std::string message(const std::string& start, const std::string& via, const std::string& cseq,
                    const std::string& body) {
  return start + "\r\nVia: " + via +
         "\r\nFrom: <sip:alice@example.com>;tag=1\r\nTo: <sip:conf1@example.net>;tag=2\r\n" +
         "Call-ID: a1@example.com\r\nCSeq: " + cseq + "\r\n" + (body.empty() ? "" : "Content-Type: text/plain\r\n") +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

// A call as the focus logs it, over one transport; a body with CRLF, one with LF and without an end, and a long one.
std::vector<Sent> series(const std::string& transport, const std::string& peer, const std::string& self) {
  const std::string name = tests::upper(transport);
  const std::string theirs = "SIP/2.0/" + name + " " + peer + ";branch=z9hG4bKa";
  const std::string ours = "SIP/2.0/" + name + " " + self + ";branch=z9hG4bKb";
  const std::string xml =
      "<?xml version=\"1.0\"?>\n<conference-info>\n" + std::string(3000, 'x') + "\n</conference-info>";
  const auto in = [&](int millis, const std::string& bytes) {
    return Sent{kTen + millis * 1'000'000LL, peer, self, transport, false, bytes};
  };
  const auto out = [&](int millis, const std::string& bytes) {
    return Sent{kTen + millis * 1'000'000LL, self, peer, transport, true, bytes};
  };
  return {in(0, message("INVITE sip:conf1@example.net SIP/2.0", theirs, "1 INVITE", "v=0\r\ns=-\r\n")),
          out(4, message("SIP/2.0 100 Trying", theirs, "1 INVITE", "")),
          out(9, message("SIP/2.0 200 OK", theirs, "1 INVITE", "v=0\r\ns=-\r\nm=audio 1 RTP/AVP 0\r\n")),
          in(15, message("ACK sip:conf1@example.net SIP/2.0", theirs, "1 ACK", "")),
          out(1200, message("NOTIFY sip:alice@example.com SIP/2.0", ours, "1 NOTIFY", xml)),
          in(1300, message("SIP/2.0 200 OK", ours, "1 NOTIFY", "")),
          in(62'000, message("BYE sip:conf1@example.net SIP/2.0", theirs, "2 BYE", "a\n\n\nb\n")),
          out(62'001, message("SIP/2.0 200 OK", theirs, "2 BYE", ""))};
}

std::vector<std::vector<Sent>> all_series() {
  return {series("udp", "198.51.100.7:5060", "192.0.2.10:5060"), series("tcp", "198.51.100.7:40112", "192.0.2.10:5060"),
          series("tls", "[2001:db8::7]:5061", "[2001:db8::10]:5061")};
}

template <class Write>
std::string written(const std::vector<Sent>& all, const Write& write) {
  std::string out;
  for (const Sent& sent : all) {
    out += write(sent);
  }
  return out;
}

// What a format can say about a message.
struct Knows {
  std::int64_t resolution = 1000;  // of its times, in nanoseconds
  bool both_ends = true;
  bool direction = true;
  bool line_ends = true;
};

void check_same(const std::vector<Sent>& all, const tests::Heard& heard, const Knows& knows) {
  REQUIRE(heard.messages.size() == all.size());
  CHECK(heard.count(capture::NoticeKind::log_record) == 0);
  CHECK(heard.count(capture::NoticeKind::log_length) == 0);
  CHECK(heard.count(capture::NoticeKind::surplus) == 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(i);
    const auto& [record, bytes] = heard.messages[i];
    CHECK(bytes == (knows.line_ends ? all[i].bytes : tests::with_line_feeds(all[i].bytes)));
    CHECK(record.time == all[i].time / knows.resolution * knows.resolution);
    CHECK(record.lossy == !knows.line_ends);
    CHECK(!record.truncated);
    CHECK(record.transport == capture::read_transport(all[i].transport));
    const Direction direction = all[i].is_out ? Direction::out : Direction::in;
    CHECK(record.direction == (knows.direction ? direction : Direction::unknown));
    CHECK(record.source == capture::read_endpoint(all[i].from));
    CHECK(record.destination == capture::read_endpoint(all[i].to));
  }
  CHECK(heard.totals.messages == all.size());
}

capture::Settings settings() {
  capture::Settings out;
  out.zone = 0;
  out.date = base::Date{2026, 11, 21};
  return out;
}

}  // namespace

TEST_CASE("SIPp, in the spellings of its versions") {
  for (const auto& all : all_series()) {
    for (const int spelling : {0, 1, 2}) {
      const std::string log = written(all, [&](const Sent& sent) { return tests::write_sipp(sent, spelling); });
      CHECK(capture::detect(log) == Format::sipp);
      check_same(all, tests::hear(log, Format::sipp, settings()), {});
    }
  }
}

TEST_CASE("Kamailio's sipdump") {
  for (const auto& all : all_series()) {
    const std::string log = written(all, tests::write_sipdump);
    CHECK(capture::detect(log) == Format::sipdump);
    check_same(all, tests::hear(log, Format::sipdump), {});
  }
}

TEST_CASE("sngrep's text, sorted by time") {
  for (auto all : all_series()) {
    const std::vector<Sent> ordered = all;
    std::swap(all[1], all[6]);
    const std::string log = written(all, tests::write_sngrep);
    CHECK(capture::detect(log) == Format::sngrep);
    Knows knows;
    knows.direction = false;
    check_same(ordered, tests::hear(log, Format::sngrep, settings()), knows);
  }
}

TEST_CASE("ngrep's packets put together") {
  const std::vector<Sent> udp = series("udp", "198.51.100.7:5060", "192.0.2.10:5060");
  const std::vector<Sent> tcp = series("tcp", "198.51.100.7:40112", "192.0.2.10:5060");
  for (const std::size_t size : {1460U, 100U, 333U, 65'536U}) {
    for (const auto& all : {udp, tcp}) {
      CAPTURE(size);
      std::string log = "input: t.pcap\nfilter: ip\n";
      for (const Sent& sent : all) {
        log += tests::write_ngrep(sent, sent.transport == "udp" && size < 1460 ? 1472 : size);
      }
      CHECK(capture::detect(log) == Format::ngrep);
      const tests::Heard heard = tests::hear(log, Format::ngrep, settings());
      REQUIRE(heard.messages.size() == all.size());
      for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(heard.messages[i].bytes == all[i].bytes);
        CHECK(heard.messages[i].record.lossy);
        CHECK(!heard.messages[i].record.truncated);
        CHECK(heard.messages[i].record.source == capture::read_endpoint(all[i].from));
      }
    }
  }
}

TEST_CASE("Asterisk's PJSIP logger") {
  for (const auto& all : all_series()) {
    const std::string log = written(all, [](const Sent& sent) { return tests::write_pjsip(sent); });
    CHECK(capture::detect(log) == Format::pjsip);
    Knows knows;
    knows.resolution = capture::kSecond;
    knows.line_ends = false;
    check_same(all, tests::hear(log, Format::pjsip, settings()), knows);
  }
}

TEST_CASE("Asterisk's chan_sip, with the prefix on every line or on the first") {
  for (const auto& all : all_series()) {
    for (const bool prefixed : {false, true}) {
      const std::string log = written(all, [&](const Sent& sent) { return tests::write_chan_sip(sent, prefixed); });
      CHECK(capture::detect(log) == Format::chan_sip);
      Knows knows;
      knows.resolution = capture::kSecond;
      knows.line_ends = false;
      check_same(all, tests::hear(log, Format::chan_sip, settings()), knows);
    }
  }
}

TEST_CASE("FreeSWITCH, both dialects") {
  for (const auto& all : all_series()) {
    for (const bool old_dialect : {false, true}) {
      const std::string log =
          written(all, [&](const Sent& sent) { return tests::write_freeswitch(sent, old_dialect); });
      CHECK(capture::detect(log) == Format::freeswitch);
      Knows knows;
      knows.line_ends = false;
      check_same(all, tests::hear(log, Format::freeswitch, settings()), knows);
    }
  }
}

TEST_CASE("tshark's JSON") {
  for (const auto& all : all_series()) {
    std::string log;
    for (const Sent& sent : all) {
      log += (log.empty() ? "[\n  " : ",\n  ") + tests::write_tshark(sent);
    }
    log += "\n]\n";
    CHECK(capture::detect(log) == Format::tshark_json);
    Knows knows;
    knows.resolution = 1;
    knows.direction = false;
    check_same(all, tests::hear(log, Format::tshark_json), knows);
  }
}

TEST_CASE("one message in a file") {
  const std::vector<Sent> all = series("udp", "198.51.100.7:5060", "192.0.2.10:5060");
  for (const Sent& sent : all) {
    CHECK(capture::detect(sent.bytes) == Format::sip);
    const tests::Heard heard = tests::hear(sent.bytes, Format::sip);
    REQUIRE(heard.messages.size() == 1);
    CHECK(heard.messages[0].bytes == sent.bytes);
    CHECK(heard.messages[0].record.quality == capture::TimeQuality::none);
    CHECK(heard.notices.empty());
  }
}
