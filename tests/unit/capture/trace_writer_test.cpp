// What is written reads back as it was given.
#include "capture/trace_writer.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/capture/reading.hpp"

using namespace confstate;
using capture::NoticeKind;
using capture::Transport;

namespace {

const std::string kMessage =
    "OPTIONS sip:x@example.com SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.10;branch=z9hG4bK7\r\nContent-Length: 4\r\n\r\nbody";

capture::Endpoint four(std::uint8_t last, std::uint16_t port) {
  return {{192, 0, 2, last}, port, 4};
}

capture::Record record(Transport transport, std::string_view bytes, std::int64_t time) {
  capture::Record one;
  one.bytes = bytes;
  one.time = time;
  one.began = time;
  one.source = four(10, 5060);
  one.destination = four(20, 5061);
  one.transport = transport;
  return one;
}

capture::Notice notice(NoticeKind kind, std::uint64_t count, std::int64_t time = 1'000'000'000) {
  capture::Notice one;
  one.kind = kind;
  one.count = count;
  one.time = time;
  one.source = four(10, 5060);
  one.destination = four(20, 5061);
  one.transport = Transport::tcp;
  return one;
}

// Writes in a form, reads again.
struct Written {
  explicit Written(capture::TraceForm form) : writer(form, [this](std::string_view piece) { file += piece; }) {}

  tests::Trace read() {
    writer.finish();
    return tests::read_trace(file);
  }

  std::string file;
  capture::TraceWriter writer;
};

}  // namespace

TEST_CASE("captures: bytes, ends, transports and nanoseconds come back; each message is a frame") {
  Written written(capture::TraceForm::pcap);
  capture::Record six = record(Transport::udp, kMessage, 3'000'000'007);
  six.source = {{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 5060, 6};
  six.destination = {{0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2}, 5060, 6};
  const std::string large =
      "MESSAGE sip:x@example.com SIP/2.0\r\nContent-Length: 65000\r\n\r\n" + std::string(65'000, 'm');
  const std::vector<capture::Record> records{record(Transport::udp, kMessage, 1'000'000'001), six,
                                             record(Transport::udp, large, 4'000'000'000),
                                             record(Transport::sctp, kMessage, 5'000'000'000)};
  for (const capture::Record& one : records) {
    written.writer.write(one);
  }
  const tests::Trace trace = written.read();
  REQUIRE(trace.totals);
  REQUIRE(trace.messages.size() == records.size());
  CHECK(trace.notices.empty());
  for (std::size_t i = 0; i < records.size(); ++i) {
    CHECK(trace.messages[i].bytes == records[i].bytes);
    CHECK(trace.messages[i].record.time == records[i].time);
    CHECK(trace.messages[i].record.frame == i + 1);
    CHECK(trace.messages[i].record.source == records[i].source);
    CHECK(trace.messages[i].record.destination == records[i].destination);
    CHECK(trace.messages[i].record.transport == records[i].transport);
  }
}

TEST_CASE("TCP: a connection, longer messages than a segment, and one from its middle on") {
  Written written(capture::TraceForm::pcap);
  const std::string large =
      "MESSAGE sip:x@example.com SIP/2.0\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'm');
  written.writer.write(record(Transport::tcp, kMessage, 1'000'000'000));
  written.writer.write(record(Transport::tcp, large, 2'000'000'000));
  capture::Record back = record(Transport::tcp, kMessage, 3'000'000'000);
  std::swap(back.source, back.destination);
  capture::Notice middle = notice(NoticeKind::stream_middle, 0);
  std::swap(middle.source, middle.destination);
  written.writer.write(middle);
  written.writer.write(back);
  const tests::Trace trace = written.read();
  REQUIRE(trace.messages.size() == 3);
  CHECK(trace.messages[0].bytes == kMessage);
  CHECK(trace.messages[1].bytes == large);
  CHECK(trace.messages[2].record.source == four(20, 5061));
  CHECK(trace.kinds() == std::vector{NoticeKind::stream_middle});
}

TEST_CASE("what was lost is lost again: cut messages, holes within and between messages, what is no SIP") {
  Written written(capture::TraceForm::pcap);
  const std::string cut = kMessage.substr(0, kMessage.size() - 2);
  capture::Record snapped = record(Transport::udp, cut, 1'000'000'000);
  snapped.truncated = true;
  written.writer.write(snapped);
  written.writer.write(record(Transport::tcp, kMessage, 1'100'000'000));
  written.writer.write(notice(NoticeKind::stream_hole, 2, 1'100'000'000));
  snapped.transport = Transport::tcp;
  snapped.time = 1'150'000'000;
  written.writer.write(snapped);
  written.writer.write(record(Transport::tcp, kMessage, 1'200'000'000));
  written.writer.write(notice(NoticeKind::stream_hole, 300, 1'300'000'000));
  written.writer.write(record(Transport::tcp, kMessage, 1'300'000'000));
  written.writer.write(notice(NoticeKind::not_sip, 20, 1'400'000'000));
  written.writer.write(record(Transport::tcp, kMessage, 1'400'000'000));
  const tests::Trace trace = written.read();
  REQUIRE(trace.messages.size() == 6);
  std::string truncated;
  for (const tests::Message& message : trace.messages) {
    truncated += message.record.truncated ? 't' : '-';
    CHECK(message.bytes == (message.record.truncated ? cut : kMessage));
  }
  CHECK(truncated == "t-t---");
  CHECK(trace.kinds() ==
        std::vector{NoticeKind::stream_hole, NoticeKind::stream_hole, NoticeKind::not_sip, NoticeKind::snapped});
  CHECK(trace.notices[1].count == 300);
  CHECK(trace.notices[2].count == 20);
}

TEST_CASE("a stream that ends within a message, and ports that are used again") {
  Written written(capture::TraceForm::pcap);
  const std::string cut = kMessage.substr(0, kMessage.size() - 2);
  capture::Record ended = record(Transport::tcp, cut, 1'000'000'000);
  ended.truncated = true;
  written.writer.write(ended);
  written.writer.write(record(Transport::tcp, kMessage, 2'000'000'000));
  const tests::Trace trace = written.read();
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[0].bytes == cut);
  CHECK(trace.messages[0].record.truncated);
  CHECK(trace.messages[1].bytes == kMessage);
  CHECK(trace.notices.empty());
}

TEST_CASE("a lost fragment, with and without its begin, and bytes behind a message") {
  Written written(capture::TraceForm::pcap);
  const std::string begin = kMessage.substr(0, 64);
  capture::Record first = record(Transport::udp, begin, 1'000'000'000);
  first.truncated = true;
  first.frame = 7;
  written.writer.write(first);
  capture::Notice lost = notice(NoticeKind::fragment_lost, 0);
  lost.transport = Transport::udp;
  lost.frame = 7;
  written.writer.write(lost);
  lost.frame = 8;
  lost.source = four(30, 0);
  written.writer.write(lost);
  capture::Record whole = record(Transport::udp, kMessage, 1'100'000'000);
  whole.frame = 9;
  written.writer.write(whole);
  capture::Notice surplus = notice(NoticeKind::surplus, 12);
  surplus.transport = Transport::udp;
  surplus.frame = 9;
  written.writer.write(surplus);
  const tests::Trace trace = written.read();
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[0].bytes == kMessage);
  CHECK(trace.messages[1].bytes == begin);
  CHECK(trace.messages[1].record.truncated);
  CHECK(trace.kinds() == std::vector{NoticeKind::surplus, NoticeKind::fragment_lost, NoticeKind::fragment_lost});
  CHECK(trace.notices[0].count == 12);
}

TEST_CASE("logs: sipdump keeps ends, transports and microseconds; SIPp's log keeps directions") {
  Written sipdump(capture::TraceForm::sipdump);
  capture::Record one = record(Transport::wss, kMessage, 1'795'255'200'000'100'000);
  one.direction = capture::Direction::out;
  sipdump.writer.write(one);
  one.source = {};
  sipdump.writer.write(one);
  const tests::Trace trace = sipdump.read();
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[0].bytes == kMessage);
  CHECK(trace.messages[0].record.time == one.time);
  CHECK(trace.messages[0].record.transport == Transport::wss);
  CHECK(trace.messages[0].record.source == four(10, 5060));
  CHECK(trace.messages[0].record.direction == capture::Direction::out);
  CHECK(trace.messages[1].record.source.family == 0);

  Written sipp(capture::TraceForm::sipp);
  sipp.writer.write(one);
  one.direction = capture::Direction::in;
  sipp.writer.write(one);
  const tests::Trace log = sipp.read();
  REQUIRE(log.totals);
  CHECK(log.totals->format == capture::Format::sipp);
  REQUIRE(log.messages.size() == 2);
  CHECK(log.messages[0].bytes == kMessage);
  CHECK(log.messages[0].record.time == one.time);
  CHECK(log.messages[0].record.direction == capture::Direction::out);
  CHECK(log.messages[1].record.direction == capture::Direction::in);
}
