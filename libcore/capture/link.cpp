#include "capture/link.hpp"

#include <array>

#include "capture/octets.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint16_t kIpv4 = 0x0800;
constexpr std::uint16_t kIpv6 = 0x86dd;
constexpr std::uint16_t kVlan = 0x8100;
constexpr std::uint16_t kServiceVlan = 0x88a8;
constexpr std::uint16_t kOldServiceVlan = 0x9100;
constexpr std::uint16_t kPppoe = 0x8864;
constexpr std::uint16_t kMpls = 0x8847;
constexpr std::uint16_t kMplsMulticast = 0x8848;
constexpr std::uint16_t kPppIpv4 = 0x0021;
constexpr std::uint16_t kPppIpv6 = 0x0057;
constexpr std::uint16_t kLongestLlc = 1500;  // above it is a type, up to here a length
constexpr int kMostTags = 16;

// Makes a link without a packet of one.
void give_up(Link& link) {
  link.inside = Inside::none;
  link.packet = {};
}

bool drop(Link& link, std::size_t size) {
  if (link.packet.size() < size) {
    give_up(link);
    return false;
  }
  link.packet.remove_prefix(size);
  return true;
}

void take_ip(Link& link) {
  const unsigned version = link.packet.empty() ? 0 : octet(link.packet, 0) >> 4U;
  link.inside = version == 4 || version == 6 ? Inside::ip : Inside::none;
}

// Labels up to the last one (RFC 3032); what follows tells itself by its first bits.
void take_mpls(Link& link) {
  for (int i = 0; i < kMostTags && link.packet.size() >= 4; ++i) {
    const bool bottom = (octet(link.packet, 2) & 1U) != 0;
    link.packet.remove_prefix(4);
    if (bottom) {
      take_ip(link);
      return;
    }
  }
  give_up(link);
}

// RFC 2516: version, code and session, length, then the protocol of PPP.
void take_pppoe(Link& link) {
  if (!drop(link, 8)) {
    return;
  }
  const std::string_view header(link.packet.data() - 2, 2);
  const std::uint16_t protocol = big16(header, 0);
  if (protocol == kPppIpv4 || protocol == kPppIpv6) {
    take_ip(link);
  } else {
    give_up(link);
  }
}

// What a length instead of a type begins: LLC, and with SNAP again a type.
bool take_snap(Link& link, std::uint16_t& type) {
  constexpr std::string_view kSnap("\xaa\xaa\x03\0\0\0", 6);
  if (link.packet.size() < 8 || link.packet.substr(0, 6) != kSnap) {
    give_up(link);
    return false;
  }
  type = big16(link.packet, 6);
  return drop(link, 8);
}

bool is_vlan(std::uint16_t type) {
  return type == kVlan || type == kServiceVlan || type == kOldServiceVlan;
}

// `link.packet` begins behind the type.
void take_type(Link& link, std::uint16_t type) {
  for (int i = 0; i < kMostTags; ++i) {
    if (type == kIpv4 || type == kIpv6) {
      take_ip(link);
      return;
    }
    if (is_vlan(type) && link.packet.size() >= 4) {
      link.vlan = big16(link.packet, 0) & 0x0fffU;
      type = big16(link.packet, 2);
      link.packet.remove_prefix(4);
    } else if (type == kMpls || type == kMplsMulticast) {
      take_mpls(link);
      return;
    } else if (type == kPppoe) {
      take_pppoe(link);
      return;
    } else if (type > kLongestLlc || !take_snap(link, type)) {
      break;
    }
  }
  give_up(link);
}

void take_ethernet(Link& link) {
  if (link.packet.size() < 14) {
    give_up(link);
    return;
  }
  const std::uint16_t type = big16(link.packet, 12);
  link.packet.remove_prefix(14);
  take_type(link, type);
}

Direction direction_of(unsigned packet_type) {
  constexpr unsigned kToUs = 0;
  constexpr unsigned kOutgoing = 4;
  return packet_type == kToUs ? Direction::in : packet_type == kOutgoing ? Direction::out : Direction::unknown;
}

void take_cooked(Link& link) {
  if (link.packet.size() < 16) {
    give_up(link);
    return;
  }
  const std::uint16_t type = big16(link.packet, 14);
  link.direction = direction_of(big16(link.packet, 0));
  link.packet.remove_prefix(16);
  take_type(link, type);
}

void take_cooked2(Link& link) {
  if (link.packet.size() < 20) {
    give_up(link);
    return;
  }
  const std::uint16_t type = big16(link.packet, 0);
  link.device = big32(link.packet, 4);
  link.direction = direction_of(octet(link.packet, 10));
  link.packet.remove_prefix(20);
  take_type(link, type);
}

// The address family of the system that recorded, in its byte order.
void take_family(Link& link) {
  if (!drop(link, 4)) {
    return;
  }
  const std::string_view header(link.packet.data() - 4, 4);
  const std::uint32_t family = big32(header, 0) <= 0xffU ? big32(header, 0) : little32(header, 0);
  constexpr std::array<std::uint32_t, 5> kFamilies{2, 10, 24, 28, 30};  // IPv4; IPv6 of Linux and of the BSDs
  for (const std::uint32_t known : kFamilies) {
    if (family == known) {
      take_ip(link);
    }
  }
}

struct LinkName {
  std::uint16_t link;
  std::string_view name;
};

constexpr LinkName kLinkNames[] = {
    {6, "Token Ring"},
    {9, "PPP"},
    {105, "IEEE 802.11"},
    {127, "IEEE 802.11 with radiotap"},
    {192, "PPI"},
    {220, "USB"},
    {249, "USBPcap"},
    {251, "Bluetooth LE"},
    {187, "Bluetooth HCI"},
    {189, "USB"},
    {119, "IEEE 802.11 Prism"},
    {147, "user-defined 0"},
    {195, "IEEE 802.15.4"},
    {248, "SCTP"},
    {50, "PPP in HDLC"},
    {51, "PPP over Ethernet"},
    {104, "Cisco HDLC"},
    {252, "Wireshark upper PDUs"},
};

}  // namespace

Link strip_link(const Frame& frame) {
  Link link;
  link.packet = frame.bytes;
  switch (frame.link) {
    case kLinkEthernet:
      take_ethernet(link);
      break;
    case kLinkRaw:
    case 12:  // what some systems wrote for it
    case 14:
    case kLinkIpv4:
    case kLinkIpv6:
      take_ip(link);
      break;
    case kLinkNull:
    case kLinkLoop:
      take_family(link);
      break;
    case kLinkCooked:
      take_cooked(link);
      break;
    case kLinkCooked2:
      take_cooked2(link);
      break;
    default:
      link.inside = Inside::unknown;
      break;
  }
  return link;
}

std::string_view name_of_link(std::uint16_t link) {
  for (const LinkName& row : kLinkNames) {
    if (row.link == link) {
      return row.name;
    }
  }
  return {};
}

}  // namespace confstate::capture
