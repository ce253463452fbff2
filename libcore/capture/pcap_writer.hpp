// Writes captures: one TCP connection over Ethernet and IPv4, as if it had been recorded.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::capture {

// One end of a connection.
struct Peer {
  std::uint64_t mac = 0;      // 48 bits
  std::uint32_t address = 0;  // IPv4, the first byte the highest
  std::uint16_t port = 0;
};

// Writes a pcap file (little-endian, microseconds, Ethernet) of one TCP connection onto a string: with its handshake,
// segments of at most 1460 bytes, each message acknowledged, all checksums right. Times are microseconds since 1970
// and must not go backwards.
class TcpCapture {
 public:
  TcpCapture(std::string& out, const Peer& client, const Peer& server, std::uint64_t at);

  // One message from an end, acknowledged by the other.
  void send(bool from_client, std::string_view message, std::uint64_t at);
  // The client, then the server closes.
  void close(std::uint64_t at);

 private:
  struct End {
    Peer peer;
    std::uint32_t sequence = 0;  // of the next byte that it sends
  };

  void packet(bool from_client, unsigned flags, std::string_view payload, std::uint64_t at);
  [[nodiscard]] std::string segment(const End& from, const End& to, unsigned flags, std::string_view payload) const;
  [[nodiscard]] std::string datagram(const End& from, const End& to, std::string_view segment);

  std::string& out_;
  End client_;
  End server_;
  std::uint16_t identification_ = 1;  // of the next datagram
};

}  // namespace confstate::capture
