#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "support/packets.hpp"
#include "unit/capture/reading.hpp"

using namespace confstate;
using capture::NoticeKind;
using tests::read_trace;
using tests::Trace;
using Kinds = std::vector<NoticeKind>;

namespace {

std::string request(int number, const std::string& body = "ok") {
  return "OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: " + std::to_string(number) +
         "\\r\\nContent-Length: " + std::to_string(tests::unescaped(body).size()) + "\\r\\n\\r\\n" + body;
}

std::size_t size_of(const std::string& text) {
  return tests::unescaped(text).size();
}

Trace traced(const std::string& script, const capture::Settings& settings = {}) {
  return read_trace(tests::capture_of(script), settings);
}

std::string tcp(std::size_t at, const std::string& text) {
  return "tcp " + std::to_string(at) + " | " + text + "\n";
}

}  // namespace

TEST_CASE("messages of a stream carry the frames in which they begin and end") {
  const Trace trace = traced("syn\n" + tcp(0, request(1).substr(0, 40)) + tcp(38, request(1).substr(40) + request(2)));
  REQUIRE(trace.messages.size() == 2);
  const capture::Record& first = trace.messages[0].record;
  CHECK(first.first_frame == 3);
  CHECK(first.frame == 4);
  CHECK(first.time - first.began == 1'000'000);
  CHECK(trace.messages[1].record.first_frame == 4);
  CHECK(first.transport == capture::Transport::tcp);
  CHECK(capture::write_endpoint(first.source) == "192.0.2.10:40000");
  CHECK(capture::write_endpoint(first.destination) == "198.51.100.7:5060");
  CHECK(trace.notices.empty());
}

TEST_CASE("a hole within a body costs that message alone: its end is known") {
  const std::string body = "0123456789abcdefghij";
  const std::size_t one = size_of(request(1, body));
  // The last fifteen bytes of the first message are missing.
  const Trace trace = traced("syn\n" + tcp(0, request(1, body).substr(0, request(1, body).size() - 15)) +
                             tcp(one, request(2) + request(3)));
  REQUIRE(trace.messages.size() == 3);
  CHECK(trace.messages[0].record.truncated);
  CHECK_FALSE(trace.messages[1].record.reframed);
  CHECK(trace.kinds() == Kinds{NoticeKind::stream_hole});
  CHECK(trace.notices[0].count == 15);
}

TEST_CASE("behind a hole of unknown contents the next start line is looked for") {
  const Trace trace = traced("syn\n" + tcp(0, request(1)) + tcp(5000, "k: v\\r\\n\\r\\n" + request(2)));
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[1].record.reframed);
  CHECK(trace.kinds() == Kinds{NoticeKind::stream_hole});
}

TEST_CASE("a hole is given up 50 ms after the other end acknowledged what is missing") {
  const std::string late = "syn\n" + tcp(0, request(1)) + tcp(500, request(2));
  const Trace waits = traced(late + "time 9000\nudp 1 | " + request(3) + "\n");
  REQUIRE(waits.messages.size() == 3);
  CHECK(waits.messages[1].bytes == tests::unescaped(request(3)));
  const Trace old = traced(late + "time 10100\nudp 1 | " + request(3) + "\n");
  REQUIRE(old.messages.size() == 3);
  CHECK(old.messages[2].bytes == tests::unescaped(request(3)));
}

TEST_CASE("a wrong Content-Length is survived: the rest is no message, the next start line is found") {
  const Trace trace = traced("syn\n" + tcp(0, request(1) + "surplus\\r\\n" + request(2)));
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[1].record.reframed);
  CHECK(trace.kinds() == Kinds{NoticeKind::not_sip});
  CHECK(trace.notices[0].count == 9);
}

TEST_CASE("a message over the limit is given up, the next one is read") {
  capture::Settings settings;
  settings.limits.message = 1000;
  const std::string large = request(1, std::string(3000, 'x'));
  const Trace trace = traced(
      "syn\n" + tcp(0, large.substr(0, 700)) + tcp(size_of(large.substr(0, 700)), large.substr(700) + request(2)),
      settings);
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[0].record.truncated);
  CHECK(trace.messages[0].bytes.size() < 200);
  CHECK_FALSE(trace.messages[1].record.truncated);
  CHECK(trace.kinds() == Kinds{NoticeKind::message_limit});
}

TEST_CASE("a stream may hold sipfrag bodies: a status line in them is no message") {
  const Trace trace = traced("tcp 77 | middle of something\\r\\nSIP/2.0 100 Trying\\r\\n\\r\\n" + request(1) + "\n");
  REQUIRE(trace.messages.size() == 1);
  CHECK(trace.messages[0].bytes == tests::unescaped(request(1)));
  CHECK(trace.kinds() == Kinds{NoticeKind::stream_middle});
}

TEST_CASE("what is sent again after the close is known; a new connection on the same ports is another one") {
  const std::string first = "syn\n" + tcp(0, request(1)) + "fin " + std::to_string(size_of(request(1))) + "\n";
  const Trace again = traced(first + tcp(0, request(1)));
  CHECK(again.messages.size() == 1);
  const Trace other = traced(first + "syn\n" + tcp(0, request(1)));
  CHECK(other.messages.size() == 1);  // the same SYN: sent again
  CHECK(other.notices.empty());
}

TEST_CASE("the end of a capture gives what is there of a message") {
  const Trace trace = traced("syn\n" + tcp(0, request(1, "long body").substr(0, 80)));
  REQUIRE(trace.messages.size() == 1);
  CHECK(trace.messages[0].record.truncated);
  const Trace no_length = traced("syn\n" + tcp(0, "SIP/2.0 200 OK\\r\\nCall-ID: 1\\r\\n\\r\\nbody"));
  REQUIRE(no_length.messages.size() == 1);
  CHECK_FALSE(no_length.messages[0].record.truncated);
  CHECK(no_length.messages[0].bytes.substr(no_length.messages[0].bytes.size() - 4) == "body");
}

TEST_CASE("HEP3 in a stream, in pieces") {
  std::string chunks;
  const std::string message = tests::unescaped(request(1));
  const auto chunk = [&chunks](unsigned type, const std::string& value) {
    tests::put_big(chunks, type, 4);
    tests::put_big(chunks, 6 + value.size(), 2);
    chunks += value;
  };
  chunk(15, message);
  chunk(2, "\x06");
  chunk(3, "\xc0\xa8\x01\x02");
  chunk(7, "\x13\xc4");
  chunk(11, "\x01");
  std::string record = "HEP3";
  tests::put_big(record, 6 + chunks.size(), 2);
  record += chunks;
  std::string escaped;
  for (const char c : record + record) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    escaped += "\\x";
    escaped += kDigits[static_cast<unsigned char>(c) >> 4U];
    escaped += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  const Trace trace = traced("syn\n" + tcp(0, escaped.substr(0, 80)) + tcp(20, escaped.substr(80)));
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[0].bytes == message);
  CHECK(capture::write_endpoint(trace.messages[0].record.source) == "192.168.1.2:5060");
  CHECK(trace.messages[0].record.transport == capture::Transport::tcp);
  CHECK(read_trace(record + record).messages.size() == 2);  // as a file of its own
  CHECK(read_trace(record + "junk" + record).totals.error().message.find("no HEP3 record") != std::string::npos);
}

TEST_CASE("memory stays below its limit: connections that are silent for longest go first") {
  std::string script;
  for (int port = 0; port < 200; ++port) {
    script +=
        "port " + std::to_string(1000 + port) + "\nsyn\n" + tcp(0, request(port, std::string(900, 'x')).substr(0, 500));
  }
  capture::Settings settings;
  settings.limits.memory = 64U << 10U;
  const Trace trace = traced(script, settings);
  CHECK(trace.messages.size() == 200);
  const auto given_up = std::count_if(trace.notices.begin(), trace.notices.end(), [](const capture::Notice& notice) {
    return notice.kind == NoticeKind::memory_limit;
  });
  CHECK(given_up > 150);
}
