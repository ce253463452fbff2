// What stands in front of the IP packet in a frame.
#pragma once

#include <cstdint>
#include <string_view>

#include "capture/frame.hpp"

namespace confstate::capture {

enum class Inside : std::uint8_t {
  none,     // another protocol: ARP, spanning tree, ...
  unknown,  // a link type that is not read
  ip,       // IPv4 or IPv6, as the first four bits say
};

struct Link {
  Inside inside = Inside::none;
  std::string_view packet;                   // from the IP header to the end of the frame
  Direction direction = Direction::unknown;  // from the packet type of cooked captures
  std::uint32_t device = 0;                  // interface number of the host (cooked v2); else 0
  std::uint16_t vlan = 0;                    // the innermost VLAN; 0 without
};

// Takes off the link layer: Ethernet with VLAN tags (also stacked), MPLS labels, PPPoE sessions and LLC/SNAP, Linux
// cooked captures, raw IP, BSD loopback. Never reads behind the frame.
[[nodiscard]] Link strip_link(const Frame& frame);

// "IEEE 802.11" for a link type that is not read; empty where it has no name here.
[[nodiscard]] std::string_view name_of_link(std::uint16_t link);

}  // namespace confstate::capture
