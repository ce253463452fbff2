// Writes captures packet by packet: pcap in nanoseconds over Ethernet, with UDP datagrams, TCP segments and HEP3
// records whose lengths and checksums are right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/sink.hpp"
#include "capture/record.hpp"

namespace confstate::capture {

// One packet on its way; both ends are of one family, an end without address is 0.0.0.0.
struct OutgoingPacket {
  Endpoint source;
  Endpoint destination;
  std::int64_t time = 0;  // nanoseconds since 1970
  std::string_view payload;
  std::uint32_t missing = 0;  // bytes behind the payload that were sent, but are not recorded
};

// What a TCP segment does beside carrying bytes.
enum class SegmentKind : std::uint8_t { data, begin, end };

class PacketWriter {
 public:
  // Writes the header of the file.
  explicit PacketWriter(base::Sink sink);

  // A datagram of at most 65,507 bytes over IPv4, 65,527 over IPv6; what is longer is cut.
  void datagram(const OutgoingPacket& packet);
  // The first fragment of a datagram whose others were lost; without payload, the last one.
  void lost_fragment(const OutgoingPacket& packet);
  // A segment. Each way of a connection has its own sequence; one that did not `begin` was recorded from its middle on.
  void segment(const OutgoingPacket& packet, SegmentKind kind);
  // A HEP3 record in a datagram from this host to itself, for what plain packets cannot say.
  void hep(const OutgoingPacket& packet, Transport transport);

 private:
  struct Content;

  void write(const OutgoingPacket& packet, Content content);
  [[nodiscard]] std::uint32_t& sequence(const Endpoint& source, const Endpoint& destination);

  base::Sink sink_;
  std::uint16_t identification_ = 0;  // of the last datagram
  std::uint32_t start_ = 0;           // where the sequence of the last way began
  std::unordered_map<std::string, std::uint32_t> sequences_;
};

}  // namespace confstate::capture
