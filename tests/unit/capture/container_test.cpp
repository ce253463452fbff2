#include <string>

#include <doctest/doctest.h>

#include "capture/container.hpp"
#include "capture/pcapng_interface.hpp"
#include "support/packets.hpp"
#include "unit/capture/reading.hpp"

using namespace confstate;
using capture::NoticeKind;
using tests::capture_of;
using tests::read_trace;
using tests::Trace;

namespace {

constexpr std::string_view kMessage =
    "OPTIONS sip:b@example.com SIP/2.0\\r\\nCall-ID: 1\\r\\nContent-Length: 0\\r\\n\\r\\n";

std::string datagrams(int count) {
  std::string script;
  for (int i = 1; i <= count; ++i) {
    script += "udp " + std::to_string(i) + " | " + std::string(kMessage) + "\n";
  }
  return script;
}

std::string failure_of(const std::string& bytes) {
  const Trace trace = read_trace(bytes);
  return trace.totals ? "" : trace.totals.error().message + "|" + trace.totals.error().hint;
}

}  // namespace

TEST_CASE("times in all resolutions of pcapng") {
  capture::Interface interface;
  CHECK(capture::time_of(interface, 1'788'192'000'000'001) == 1'788'192'000'000'001'000);
  interface.resolution = 9;
  CHECK(capture::time_of(interface, 1'788'192'000'000'000'001) == 1'788'192'000'000'000'001);
  interface.resolution = 0;
  CHECK(capture::time_of(interface, 1'788'192'000) == 1'788'192'000'000'000'000);
  interface.resolution = 12;
  CHECK(capture::time_of(interface, 7'000'000'001'999) == 7'000'000'001);
  interface.resolution = 0x8a;  // 1/1024 s
  CHECK(capture::time_of(interface, 3 * 1024 + 512) == 3'500'000'000);
  interface.resolution = 0xc0;  // 2^-64
  CHECK(capture::time_of(interface, ~std::uint64_t{0}) == 0);
  interface.resolution = 0xbf;  // 2^-63
  CHECK(capture::time_of(interface, std::uint64_t{3} << 62U) == 1'500'000'000);
  interface.resolution = 0;
  CHECK(capture::time_of(interface, ~std::uint64_t{0}) > 2'000'000'000'000'000'000);
  interface.offset_seconds = 100;
  CHECK(capture::time_of(interface, 1) == 101'000'000'000);
}

TEST_CASE("damage ends the reading with its offset, or is skipped") {
  std::string script = datagrams(6) + "damage 3\n";
  const Trace stopped = read_trace(capture_of(script));
  CHECK(stopped.messages.size() == 2);
  REQUIRE(!stopped.totals);
  const std::size_t size = capture_of(datagrams(1)).size() - 24;
  CHECK(stopped.totals.error().message.substr(0, 20) == "damaged at byte " + std::to_string(24 + 2 * size) + ":");
  CHECK(stopped.totals.error().hint.find("--salvage") != std::string::npos);
  capture::Settings settings;
  settings.salvage = true;
  const Trace salvaged = read_trace(capture_of(script), settings);
  CHECK(salvaged.totals);
  CHECK(salvaged.messages.size() == 5);
  REQUIRE(salvaged.notices.size() == 1);
  CHECK(salvaged.notices[0].count == size);
}

TEST_CASE("bytes lost from a pcapng file cost the blocks that they were in") {
  std::string bytes = capture_of("pcapng\n" + datagrams(6));
  bytes.erase(bytes.size() / 2, 41);
  CHECK(!read_trace(bytes).totals);
  capture::Settings settings;
  settings.salvage = true;
  const Trace trace = read_trace(bytes, settings);
  CHECK(trace.totals);
  CHECK(trace.messages.size() >= 4);
  CHECK(trace.kinds().front() == NoticeKind::damaged);
}

TEST_CASE("a capture may end at any byte") {
  for (const char* kind : {"", "pcapng\n"}) {
    const std::string whole = capture_of(kind + datagrams(2));
    for (std::size_t size = 4; size < whole.size(); ++size) {
      const Trace trace = read_trace(std::string_view(whole).substr(0, size));
      CHECK(trace.messages.size() <= 2);
    }
  }
}

TEST_CASE("addresses are written as RFC 5952 says") {
  const auto written = [](const std::vector<unsigned>& groups, std::uint16_t port) {
    capture::Endpoint endpoint;
    endpoint.family = 6;
    endpoint.port = port;
    for (std::size_t i = 0; i < 8; ++i) {
      endpoint.address[2 * i] = static_cast<std::uint8_t>(groups[i] >> 8U);
      endpoint.address[2 * i + 1] = static_cast<std::uint8_t>(groups[i] & 0xffU);
    }
    return capture::write_endpoint(endpoint);
  };
  CHECK(written({0x2001, 0xdb8, 0, 0, 0, 0, 0, 1}, 5060) == "[2001:db8::1]:5060");
  CHECK(written({0, 0, 0, 0, 0, 0, 0, 0}, 0) == "::");
  CHECK(written({0x2001, 0xdb8, 0, 1, 0, 0, 0, 0}, 0) == "2001:db8:0:1::");
  CHECK(written({0, 0, 1, 0, 0, 0, 1, 0x10}, 0) == "0:0:1::1:10");
  CHECK(written({1, 0, 2, 0, 3, 0, 4, 0}, 0) == "1:0:2:0:3:0:4:0");
  CHECK(capture::write_endpoint({}) == "?");
}

TEST_CASE("what is not read is named, with the command that helps") {
  CHECK(failure_of("\xa1\xb2\xcd\x34" + std::string(20, '\0')).find("modified") != std::string::npos);
  CHECK(failure_of("\x34\xcd\xb2\xa1" + std::string(20, '\0')).find("editcap -F pcapng") != std::string::npos);
  CHECK(failure_of(std::string("\xfd") + "7zXZ" + std::string(20, '\0')).find("xz -dc FILE |") != std::string::npos);
  CHECK(failure_of("BZh91AY").find("bzip2 -dc FILE |") != std::string::npos);
  CHECK(failure_of("\x04\x22\x4d\x18zzzz").find("lz4 -dc FILE |") != std::string::npos);
  CHECK(failure_of(std::string("snoop\0\0\0\0\0\0\2", 12)).find("editcap -F pcapng") != std::string::npos);
  CHECK(failure_of("").find("empty") != std::string::npos);
  CHECK(failure_of("\x01\x02\x03").find("no trace") != std::string::npos);
}

TEST_CASE("a file that ends within a record gives what is there, and says so") {
  const Trace trace = read_trace(capture_of(datagrams(2) + "cut 5\n"));
  CHECK(trace.totals);
  REQUIRE(trace.messages.size() == 2);
  CHECK(trace.messages[1].record.truncated);
  CHECK(trace.kinds() == std::vector<NoticeKind>{NoticeKind::cut_record});
  CHECK(trace.notices[0].count == 5);
}
