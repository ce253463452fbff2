#include "capture/pcap_writer.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "capture/wire.hpp"

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
  put_big(header, from.peer.port, 2);
  put_big(header, to.peer.port, 2);
  put_big(header, from.sequence, 4);
  put_big(header, (flags & kAck) != 0 ? to.sequence : 0, 4);
  put_big(header, 5U << 4U, 1);  // five words of header
  put_big(header, flags, 1);
  put_big(header, 65'535, 2);  // window
  put_big(header, 0, 4);       // checksum, urgent pointer
  std::string pseudo;
  put_big(pseudo, from.peer.address, 4);
  put_big(pseudo, to.peer.address, 4);
  put_big(pseudo, kTcp, 2);
  put_big(pseudo, header.size() + payload.size(), 2);
  set_big16(header, 16, finish_sum(add_words(add_words(add_words(0, pseudo), header), payload)));
  return header.append(payload);
}

std::string TcpCapture::datagram(const End& from, const End& to, std::string_view segment) {
  std::string header;
  put_big(header, 0x45, 1);  // IPv4, five words of header
  put_big(header, 0, 1);
  put_big(header, 20 + segment.size(), 2);
  put_big(header, identification_++, 2);
  put_big(header, 0x4000, 2);  // not to be fragmented
  put_big(header, 64, 1);      // time to live
  put_big(header, kTcp, 1);
  put_big(header, 0, 2);
  put_big(header, from.peer.address, 4);
  put_big(header, to.peer.address, 4);
  set_big16(header, 10, finish_sum(add_words(0, header)));
  return header.append(segment);
}

void TcpCapture::packet(bool from_client, unsigned flags, std::string_view payload, std::uint64_t at) {
  End& from = from_client ? client_ : server_;
  End& to = from_client ? server_ : client_;
  std::string frame;
  put_big(frame, to.peer.mac, 6);
  put_big(frame, from.peer.mac, 6);
  put_big(frame, 0x0800, 2);
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
