#include "capture/pcap_writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace confstate::capture {
namespace {

constexpr std::size_t kMostPayload = 1460;  // 1500 bytes of Ethernet payload without two headers of 20
constexpr unsigned kFin = 0x01;
constexpr unsigned kSyn = 0x02;
constexpr unsigned kPush = 0x08;
constexpr unsigned kAck = 0x10;
constexpr std::uint8_t kTcp = 6;
constexpr std::uint64_t kMicroseconds = 1'000'000;
constexpr std::uint64_t kHop = 100;  // microseconds between a packet and its answer

void put_little(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

// In the order of the network.
void put(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i > 0; --i) {
    out += static_cast<char>(value >> (8 * (i - 1)) & 0xffU);
  }
}

// Adds the 16-bit words of a text (RFC 1071).
std::uint32_t add_words(std::uint32_t sum, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = static_cast<unsigned char>(text[i]);
    const auto low = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    sum += (static_cast<std::uint32_t>(high) << 8U) | low;
  }
  return sum;
}

std::uint16_t finish(std::uint32_t sum) {
  while (sum > 0xffffU) {
    sum = (sum & 0xffffU) + (sum >> 16U);
  }
  return static_cast<std::uint16_t>(~sum);
}

void set_checksum(std::string& header, std::size_t at, std::uint16_t value) {
  header[at] = static_cast<char>(value >> 8U);
  header[at + 1] = static_cast<char>(value & 0xffU);
}

}  // namespace

TcpCapture::TcpCapture(std::string& out, const Peer& client, const Peer& server, std::uint64_t at)
    : out_(out), client_{client, 1000}, server_{server, 500'000} {
  put_little(out_, 0xa1b2c3d4U, 4);  // times in microseconds
  put_little(out_, 2, 2);            // version 2.4 of the format
  put_little(out_, 4, 2);
  put_little(out_, 0, 8);        // zone and accuracy, never used
  put_little(out_, 262'144, 4);  // longest packet
  put_little(out_, 1, 4);        // Ethernet
  packet(true, kSyn, {}, at);
  packet(false, kSyn | kAck, {}, at + kHop);
  packet(true, kAck, {}, at + 2 * kHop);
}

std::string TcpCapture::segment(const End& from, const End& to, unsigned flags, std::string_view payload) const {
  std::string header;
  put(header, from.peer.port, 2);
  put(header, to.peer.port, 2);
  put(header, from.sequence, 4);
  put(header, (flags & kAck) != 0 ? to.sequence : 0, 4);
  put(header, 5U << 4U, 1);  // five words of header
  put(header, flags, 1);
  put(header, 65'535, 2);  // window
  put(header, 0, 4);       // checksum, urgent pointer
  std::string pseudo;
  put(pseudo, from.peer.address, 4);
  put(pseudo, to.peer.address, 4);
  put(pseudo, kTcp, 2);
  put(pseudo, header.size() + payload.size(), 2);
  set_checksum(header, 16, finish(add_words(add_words(add_words(0, pseudo), header), payload)));
  return header.append(payload);
}

std::string TcpCapture::datagram(const End& from, const End& to, std::string_view segment) {
  std::string header;
  put(header, 0x45, 1);  // IPv4, five words of header
  put(header, 0, 1);
  put(header, 20 + segment.size(), 2);
  put(header, identification_++, 2);
  put(header, 0x4000, 2);  // not to be fragmented
  put(header, 64, 1);      // time to live
  put(header, kTcp, 1);
  put(header, 0, 2);
  put(header, from.peer.address, 4);
  put(header, to.peer.address, 4);
  set_checksum(header, 10, finish(add_words(0, header)));
  return header.append(segment);
}

void TcpCapture::packet(bool from_client, unsigned flags, std::string_view payload, std::uint64_t at) {
  End& from = from_client ? client_ : server_;
  End& to = from_client ? server_ : client_;
  std::string frame;
  put(frame, to.peer.mac, 6);
  put(frame, from.peer.mac, 6);
  put(frame, 0x0800, 2);
  frame += datagram(from, to, segment(from, to, flags, payload));
  frame.resize(std::max<std::size_t>(frame.size(), 60));  // shorter frames are padded
  put_little(out_, at / kMicroseconds, 4);
  put_little(out_, at % kMicroseconds, 4);
  put_little(out_, frame.size(), 4);
  put_little(out_, frame.size(), 4);
  out_ += frame;
  from.sequence += static_cast<std::uint32_t>(payload.size()) + ((flags & (kSyn | kFin)) != 0 ? 1U : 0U);
}

void TcpCapture::send(bool from_client, std::string_view message, std::uint64_t at) {
  for (std::size_t sent = 0; sent < message.size(); sent += kMostPayload) {
    const bool last = sent + kMostPayload >= message.size();
    packet(from_client, kAck | (last ? kPush : 0U), message.substr(sent, kMostPayload), at);
  }
  packet(!from_client, kAck, {}, at + kHop);
}

void TcpCapture::close(std::uint64_t at) {
  packet(true, kFin | kAck, {}, at);
  packet(false, kFin | kAck, {}, at + kHop);
  packet(true, kAck, {}, at + 2 * kHop);
}

}  // namespace confstate::capture
