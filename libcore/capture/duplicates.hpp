// Packets that were recorded twice: on a bridge and its port, with and without VLAN tag, by two agents.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "capture/outlet.hpp"

namespace confstate::capture {

// What tells the copies of one packet from a packet that was sent again.
struct Stamp {
  std::uint32_t id = 0;   // of the IP datagram; 0 where it has none that tells anything
  std::uint64_t way = 0;  // where and in what wrapping it was seen: interface, VLAN, hops
};

// Remembers the last thousand packets.
class Duplicates {
 public:
  // True where the same payload went the same way at most 50 ms before, with the same IP identification; without one,
  // only where it was seen in another place.
  [[nodiscard]] bool is_double(const Carrier& carrier, std::string_view payload, const Stamp& stamp);

 private:
  struct Seen {
    std::uint64_t what = 0;
    std::uint64_t way = 0;
    std::int64_t time = 0;
  };
  static constexpr std::size_t kRows = 256;  // that many times four packets in 50 ms
  static constexpr std::size_t kPlaces = 4;

  std::array<std::array<Seen, kPlaces>, kRows> seen_{};
  std::array<std::uint8_t, kRows> oldest_{};
};

}  // namespace confstate::capture
