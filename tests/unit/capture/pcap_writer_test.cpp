#include "capture/pcap_writer.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace confstate;

namespace {

struct Packet {
  std::uint64_t at = 0;
  std::string frame;
};

std::uint32_t little(const std::string& text, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i > 0; --i) {
    value = value << 8U | static_cast<unsigned char>(text[at + i - 1]);
  }
  return value;
}

std::uint32_t big(const std::string& text, std::size_t at, std::size_t bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < bytes; ++i) {
    value = value << 8U | static_cast<unsigned char>(text[at + i]);
  }
  return value;
}

std::vector<Packet> packets_of(const std::string& file) {
  REQUIRE(little(file, 0) == 0xa1b2c3d4U);
  REQUIRE(little(file, 20) == 1);
  std::vector<Packet> packets;
  for (std::size_t at = 24; at < file.size();) {
    const std::uint32_t length = little(file, at + 8);
    packets.push_back({little(file, at) * 1'000'000ULL + little(file, at + 4), file.substr(at + 16, length)});
    at += 16 + length;
  }
  return packets;
}

constexpr capture::Peer kClient{0x020000000001, 0x0a000001, 40000};
constexpr capture::Peer kServer{0x020000000002, 0x0a000002, 5060};

}  // namespace

TEST_CASE("a connection begins with a handshake and ends with both closing") {
  std::string file;
  capture::TcpCapture capture(file, kClient, kServer, 1'000'000);
  capture.close(2'000'000);
  std::vector<std::uint32_t> flags;
  for (const Packet& packet : packets_of(file)) {
    CHECK(packet.frame.size() == 60);
    flags.push_back(big(packet.frame, 47, 1));
  }
  CHECK(flags == std::vector<std::uint32_t>{0x02, 0x12, 0x10, 0x11, 0x11, 0x10});
  CHECK(packets_of(file).front().at == 1'000'000);
}

TEST_CASE("a long message goes in segments that follow each other, and is acknowledged whole") {
  std::string file;
  capture::TcpCapture capture(file, kClient, kServer, 0);
  const std::size_t before = packets_of(file).size();
  const std::string message(3000, 'm');
  capture.send(true, message, 5'000'000);
  const std::vector<Packet> packets = packets_of(file);
  REQUIRE(packets.size() == before + 4);
  std::string seen;
  for (std::size_t i = before; i < before + 3; ++i) {
    const std::string& frame = packets[i].frame;
    CHECK(frame.size() <= 1514);
    CHECK(big(frame, 38, 4) == 1001 + seen.size());
    seen += frame.substr(54);
  }
  CHECK(seen == message);
  CHECK(big(packets.back().frame, 42, 4) == 1001 + message.size());
  CHECK(big(packets.back().frame, 34, 2) == 5060);
}
