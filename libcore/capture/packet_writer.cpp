#include "capture/packet_writer.hpp"

#include <algorithm>
#include <utility>

#include "capture/wire.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint8_t kTcp = 6;
constexpr std::uint8_t kUdp = 17;
constexpr std::uint8_t kFragment = 44;
constexpr std::size_t kMostInIp = 65'535;
constexpr std::size_t kMostWays = 200'000;  // a way that is forgotten goes on as if it began anew
constexpr std::int64_t kNanosOfSecond = 1'000'000'000;
constexpr std::uint64_t kHere = 0x020000000001;  // locally administered: no device has them
constexpr std::uint64_t kThere = 0x020000000002;
constexpr unsigned kFin = 0x01;
constexpr unsigned kSyn = 0x02;
constexpr unsigned kPush = 0x08;
constexpr unsigned kAck = 0x10;

bool is_ipv6(const OutgoingPacket& packet) {
  return packet.source.family == 6 || packet.destination.family == 6;
}

std::string address_of(const Endpoint& endpoint, bool ipv6) {
  return {reinterpret_cast<const char*>(endpoint.address.data()), ipv6 ? 16U : 4U};
}

void put_address(std::string& out, unsigned type, const Endpoint& endpoint) {
  const std::string address = address_of(endpoint, endpoint.family == 6);
  put_big(out, 0, 2);
  put_big(out, type + (endpoint.family == 6 ? 2 : 0), 2);
  put_big(out, 6 + address.size(), 2);
  out += address;
}

void put_chunk(std::string& out, unsigned type, std::uint64_t value, std::size_t bytes) {
  put_big(out, 0, 2);
  put_big(out, type, 2);
  put_big(out, 6 + bytes, 2);
  put_big(out, value, bytes);
}

std::uint8_t hep_protocol(Transport transport) {
  constexpr std::uint8_t kSctp = 132;
  switch (transport) {
    case Transport::udp:
      return kUdp;
    case Transport::tcp:
    case Transport::tls:
      return kTcp;
    case Transport::sctp:
      return kSctp;
    default:
      return 0;  // WebSocket has none
  }
}

}  // namespace

// What an IP packet carries.
struct PacketWriter::Content {
  std::string header;  // of UDP or TCP, with an empty checksum
  std::uint8_t protocol = 0;
  std::size_t checksum_at = 0;
  bool is_fragment = false;
  std::uint16_t fragment_offset = 0;  // in units of eight bytes
  bool more = false;
};

PacketWriter::PacketWriter(base::Sink sink) : sink_(std::move(sink)) {
  std::string header;
  put_little(header, 0xa1b23c4dU, 4);  // times in nanoseconds
  put_little(header, 2, 2);            // version 2.4 of the format
  put_little(header, 4, 2);
  put_little(header, 0, 8);        // zone and accuracy, never used
  put_little(header, 262'144, 4);  // longest packet
  put_little(header, 1, 4);        // Ethernet
  sink_(header);
}

// The checksum counts a header of its own (RFC 9293 section 3.1, RFC 768, RFC 8200 section 8.1). Of a packet that was
// not recorded whole it cannot be right.
void PacketWriter::write(const OutgoingPacket& packet, Content content) {
  const bool ipv6 = is_ipv6(packet);
  const std::string addresses = address_of(packet.source, ipv6) + address_of(packet.destination, ipv6);
  const std::size_t length = content.header.size() + packet.payload.size() + packet.missing;
  std::string pseudo = addresses;
  put_big(pseudo, content.protocol, 2);
  put_big(pseudo, length, 4);
  if (!content.header.empty()) {
    const std::uint16_t sum = finish_sum(add_words(add_words(add_words(0, pseudo), content.header), packet.payload));
    set_big16(content.header, content.checksum_at, sum == 0 && content.protocol == kUdp ? 0xffffU : sum);
  }
  const bool extension = ipv6 && content.is_fragment;
  std::string frame;
  put_big(frame, kThere, 6);
  put_big(frame, kHere, 6);
  put_big(frame, ipv6 ? 0x86dd : 0x0800, 2);
  ++identification_;
  if (ipv6) {
    put_big(frame, 6U << 28U, 4);
    put_big(frame, length + (extension ? 8 : 0), 2);
    put_big(frame, extension ? kFragment : content.protocol, 1);
    put_big(frame, 64, 1);
    frame += addresses;
  } else {
    std::string header;
    put_big(header, 0x4500, 2);  // IPv4, five words of header
    put_big(header, 20 + length, 2);
    put_big(header, identification_, 2);
    put_big(header, content.is_fragment ? (content.more ? 0x2000U : 0U) | content.fragment_offset : 0x4000U, 2);
    put_big(header, 64, 1);
    put_big(header, content.protocol, 1);
    put_big(header, 0, 2);
    header += addresses;
    set_big16(header, 10, finish_sum(add_words(0, header)));
    frame += header;
  }
  if (extension) {
    put_big(frame, content.protocol, 2);
    put_big(frame, (unsigned{content.fragment_offset} << 3U) | (content.more ? 1U : 0U), 2);
    put_big(frame, identification_, 4);
  }
  frame += content.header;
  frame += packet.payload;
  std::string out;
  const std::int64_t time = std::max<std::int64_t>(packet.time, 0);
  put_little(out, static_cast<std::uint64_t>(time / kNanosOfSecond), 4);
  put_little(out, static_cast<std::uint64_t>(time % kNanosOfSecond), 4);
  put_little(out, frame.size(), 4);
  put_little(out, frame.size() + packet.missing, 4);
  sink_(out += frame);
}

void PacketWriter::datagram(const OutgoingPacket& packet) {
  OutgoingPacket cut = packet;
  const std::size_t most = kMostInIp - 8 - (is_ipv6(packet) ? 0 : 20);
  cut.payload = packet.payload.substr(0, most);
  cut.missing = static_cast<std::uint32_t>(std::min<std::size_t>(packet.missing, most - cut.payload.size()));
  Content content;
  put_big(content.header, packet.source.port, 2);
  put_big(content.header, packet.destination.port, 2);
  put_big(content.header, 8 + cut.payload.size() + cut.missing, 2);
  put_big(content.header, 0, 2);
  content.protocol = kUdp;
  content.checksum_at = 6;
  write(cut, std::move(content));
}

void PacketWriter::lost_fragment(const OutgoingPacket& packet) {
  OutgoingPacket piece = packet;
  Content content;
  content.protocol = kUdp;
  content.is_fragment = true;
  if (packet.payload.empty()) {
    content.fragment_offset = 185;  // behind 1480 bytes
    piece.payload = "00000000";
    write(piece, std::move(content));
    return;
  }
  content.more = true;
  content.checksum_at = 6;
  piece.payload = packet.payload.substr(0, 65'504);  // a fragment that has others behind it counts in eights
  piece.payload.remove_suffix(piece.payload.size() % 8);
  piece.missing = 0;
  put_big(content.header, packet.source.port, 2);
  put_big(content.header, packet.destination.port, 2);
  put_big(content.header, std::min<std::size_t>(8 + packet.payload.size() + 8, kMostInIp), 2);
  put_big(content.header, 0, 2);
  write(piece, std::move(content));
}

std::uint32_t& PacketWriter::sequence(const Endpoint& source, const Endpoint& destination) {
  std::string key = address_of(source, true) + address_of(destination, true);
  put_big(key, source.port, 2);
  put_big(key, destination.port, 2);
  return sequences_.try_emplace(std::move(key), 1000).first->second;
}

void PacketWriter::segment(const OutgoingPacket& packet, SegmentKind kind) {
  constexpr std::size_t kMost = 65'400;
  constexpr std::uint32_t kStep = 0x9e3779b9;  // far from one before that had the same ports
  if (sequences_.size() > kMostWays) {
    sequences_.clear();
  }
  std::uint32_t& next = sequence(packet.source, packet.destination);
  next = kind == SegmentKind::begin ? start_ += kStep : next;
  std::string_view rest = packet.payload;
  do {
    OutgoingPacket piece = packet;
    piece.payload = rest.substr(0, kMost);
    rest.remove_prefix(piece.payload.size());
    piece.missing =
        rest.empty() ? static_cast<std::uint32_t>(std::min<std::size_t>(packet.missing, kMost - piece.payload.size()))
                     : 0;
    const unsigned flags = kind == SegmentKind::begin                 ? kSyn
                           : kind == SegmentKind::end && rest.empty() ? kFin | kAck
                                                                      : kAck;
    Content content;
    put_big(content.header, packet.source.port, 2);
    put_big(content.header, packet.destination.port, 2);
    put_big(content.header, next, 4);
    put_big(content.header, kind == SegmentKind::begin ? 0 : sequence(packet.destination, packet.source), 4);
    put_big(content.header, 0x50, 1);  // five words of header
    put_big(content.header, flags | (piece.payload.empty() ? 0U : kPush), 1);
    put_big(content.header, 65'535, 2);  // window
    put_big(content.header, 0, 4);       // checksum, urgent pointer
    content.protocol = kTcp;
    content.checksum_at = 16;
    write(piece, std::move(content));
    std::uint32_t& behind = sequence(packet.source, packet.destination);
    behind += static_cast<std::uint32_t>(piece.payload.size()) + piece.missing + (kind == SegmentKind::data ? 0U : 1U);
  } while (!rest.empty());
}

void PacketWriter::hep(const OutgoingPacket& packet, Transport transport) {
  std::string chunks;
  put_chunk(chunks, 1, is_ipv6(packet) ? 10 : 2, 1);
  put_chunk(chunks, 2, hep_protocol(transport), 1);
  put_address(chunks, 3, packet.source);
  put_address(chunks, 4, packet.destination);
  put_chunk(chunks, 7, packet.source.port, 2);
  put_chunk(chunks, 8, packet.destination.port, 2);
  put_chunk(chunks, 9, static_cast<std::uint64_t>(packet.time / kNanosOfSecond), 4);
  put_chunk(chunks, 10, static_cast<std::uint64_t>(packet.time % kNanosOfSecond / 1000), 4);
  put_chunk(chunks, 11, 1, 1);
  const std::string_view payload = packet.payload.substr(0, 65'000);
  put_big(chunks, 15, 4);
  put_big(chunks, 6 + payload.size(), 2);
  chunks += payload;
  std::string record = "HEP3";
  put_big(record, 6 + chunks.size(), 2);
  record += chunks;
  OutgoingPacket outer;
  outer.source = {{127, 0, 0, 1}, 9060, 4};
  outer.destination = outer.source;
  outer.time = packet.time;
  outer.payload = record;
  outer.missing = packet.missing;
  datagram(outer);
}

}  // namespace confstate::capture
