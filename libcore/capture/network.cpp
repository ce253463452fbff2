#include "capture/network.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

#include "capture/link.hpp"
#include "capture/octets.hpp"
#include "sip/framing.hpp"

namespace confstate::capture {
namespace {

constexpr std::uint8_t kHopOptions = 0;
constexpr std::uint8_t kIpv4InIp = 4;
constexpr std::uint8_t kTcp = 6;
constexpr std::uint8_t kUdp = 17;
constexpr std::uint8_t kIpv6InIp = 41;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestinationOptions = 60;
constexpr std::uint8_t kGre = 47;
constexpr std::uint8_t kSctp = 132;
constexpr std::uint8_t kMobility = 135;
constexpr std::uint16_t kVxlanPort = 4789;
constexpr char kVxlanFlags = 0x08;  // RFC 7348 5
constexpr int kMostLayers = 8;
constexpr int kMostExtensions = 32;
constexpr std::size_t kUdpHeader = 8;

void set_address(Endpoint& endpoint, std::string_view packet, std::size_t at, std::uint8_t family) {
  endpoint.family = family;
  endpoint.port = 0;
  endpoint.address = {};
  std::memcpy(endpoint.address.data(), packet.data() + at, family == 4 ? 4 : 16);
}

}  // namespace

// Where we are in a packet.
struct Network::Layer {
  Carrier carrier;
  Stamp stamp;
  std::string_view rest;      // from the next header on
  std::uint8_t protocol = 0;  // of that header
  std::uint16_t vlan = 0;
  std::uint32_t missing = 0;   // bytes behind `rest` that were not recorded
  bool cut = false;            // the file ends within the frame
  std::uint32_t fragment = 0;  // identification, where it is one
};

Network::Network(Collector& outlet, Listener listener)
    : outlet_(outlet),
      listener_(std::move(listener)),
      defragmenter_(outlet.limits().memory / 4, outlet, [this](const LostDatagram& lost) { lose(lost); }) {}

void Network::take(const Frame& frame) {
  const Link link = strip_link(frame);
  Layer layer;
  Carrier& carrier = layer.carrier;
  carrier.now = {frame.number, frame.time, frame.offset};
  carrier.begun = carrier.now;
  carrier.interface = frame.interface;
  carrier.comment = frame.comment;
  carrier.direction = frame.direction == Direction::unknown ? link.direction : frame.direction;
  carrier.quality = frame.timed ? TimeQuality::exact : TimeQuality::none;
  if (link.inside == Inside::unknown) {
    const std::string_view name = name_of_link(frame.link);
    outlet_.count(NoticeKind::unknown_link, carrier,
                  name.empty() ? "link type " + std::to_string(frame.link) : std::string(name));
  }
  if (link.inside != Inside::ip) {
    return;
  }
  layer.rest = link.packet;
  layer.vlan = link.vlan;
  layer.cut = frame.cut;
  const auto header = static_cast<std::size_t>(link.packet.data() - frame.bytes.data());
  layer.stamp.way = hash_bytes(frame.bytes.substr(0, header), frame.interface);
  for (int i = 0; i < kMostLayers && take_ip(layer); ++i) {
    if (layer.protocol != kIpv4InIp && layer.protocol != kIpv6InIp) {
      take_transport(layer);
      return;
    }
  }
}

bool Network::take_ip(Layer& layer) {
  const unsigned version = layer.rest.empty() ? 0 : octet(layer.rest, 0) >> 4U;
  return version == 4 ? take_ipv4(layer) : version == 6 && take_ipv6(layer);
}

bool Network::take_ipv4(Layer& layer) {
  constexpr std::size_t kShortest = 20;
  const std::string_view packet = layer.rest;
  const std::size_t header = std::size_t{octet(packet, 0) & 0xfU} * 4;
  if (packet.size() < kShortest || header < kShortest) {
    return false;
  }
  // The length is 0 where the network card was to cut the packet into pieces.
  const std::size_t total = big16(packet, 2) == 0 ? packet.size() : big16(packet, 2);
  if (total < header || packet.size() < header) {
    return false;
  }
  set_address(layer.carrier.source, packet, 12, 4);
  set_address(layer.carrier.destination, packet, 16, 4);
  layer.protocol = octet(packet, 9);
  layer.stamp.id = big16(packet, 4);
  layer.stamp.way = mix(layer.stamp.way, octet(packet, 8));
  layer.rest = packet.substr(header, total - header);
  layer.missing = static_cast<std::uint32_t>(total - header - layer.rest.size());
  layer.fragment = layer.stamp.id;
  const std::uint16_t place = big16(packet, 6);
  const bool more = (place & 0x2000U) != 0;
  const std::uint32_t offset = (place & 0x1fffU) * 8U;
  return (!more && offset == 0) || join(layer, offset, more, layer.protocol);
}

bool Network::take_ipv6(Layer& layer) {
  constexpr std::size_t kHeader = 40;
  const std::string_view packet = layer.rest;
  if (packet.size() < kHeader) {
    return false;
  }
  const std::size_t length = big16(packet, 4) == 0 ? packet.size() - kHeader : big16(packet, 4);
  set_address(layer.carrier.source, packet, 8, 6);
  set_address(layer.carrier.destination, packet, 24, 6);
  layer.protocol = octet(packet, 6);
  layer.stamp.id = 0;
  layer.stamp.way = mix(layer.stamp.way, octet(packet, 7));
  layer.rest = packet.substr(kHeader, length);
  layer.missing = static_cast<std::uint32_t>(length - layer.rest.size());
  return take_extensions(layer);
}

// RFC 8200 4: each header says what follows it.
bool Network::take_extensions(Layer& layer) {
  for (int i = 0; i < kMostExtensions; ++i) {
    const std::uint8_t type = layer.protocol;
    const bool options = type == kHopOptions || type == kRouting || type == kDestinationOptions || type == kMobility;
    if (!options && type != kFragment && type != kAuthentication) {
      return true;
    }
    if (layer.rest.size() < 8) {
      return false;
    }
    const std::size_t length = type == kAuthentication ? (std::size_t{octet(layer.rest, 1)} + 2) * 4
                               : type == kFragment     ? 8
                                                       : (std::size_t{octet(layer.rest, 1)} + 1) * 8;
    const std::string_view header = layer.rest;
    layer.protocol = octet(header, 0);
    layer.rest.remove_prefix(std::min(length, header.size()));
    if (type != kFragment) {
      continue;
    }
    const std::uint16_t place = big16(header, 2);
    layer.fragment = big32(header, 4);
    const bool is_fragment = (place & 0xfff9U) != 0;
    if (is_fragment && !join(layer, place & 0xfff8U, (place & 1U) != 0, 0)) {
      return false;
    }
  }
  return false;
}

// Puts a fragment to the others; true when that gave the whole, with which the layer goes on.
bool Network::join(Layer& layer, std::uint32_t offset, bool more, std::uint8_t protocol) {
  Fragment fragment;
  fragment.key = {layer.carrier.source, layer.carrier.destination, layer.fragment, layer.vlan, protocol};
  fragment.offset = offset;
  fragment.more = more;
  fragment.cut = layer.missing > 0;
  fragment.protocol = layer.protocol;
  fragment.bytes = layer.rest;
  const std::optional<WholeDatagram> whole = defragmenter_.add(fragment, layer.carrier);
  if (!whole) {
    return false;
  }
  layer.rest = whole->payload;
  layer.protocol = whole->protocol;
  layer.carrier.begun = whole->begun;
  layer.missing = 0;
  return true;
}

void Network::take_transport(Layer& layer) {
  if (layer.protocol == kUdp) {
    take_udp(layer);
  } else if (layer.protocol == kTcp) {
    take_tcp(layer);
  } else if (layer.protocol == kGre || layer.protocol == kSctp) {
    outlet_.count(NoticeKind::unknown_link, layer.carrier, layer.protocol == kGre ? "GRE tunnels" : "SCTP");
  }
}

void Network::take_udp(Layer& layer) {
  if (layer.rest.size() < kUdpHeader) {
    return;
  }
  Carrier& carrier = layer.carrier;
  const std::size_t there = layer.rest.size() - kUdpHeader;
  const std::size_t length = big16(layer.rest, 4) == 0 ? there + kUdpHeader : big16(layer.rest, 4);
  if (length < kUdpHeader) {
    return;
  }
  carrier.transport = Transport::udp;
  carrier.source.port = big16(layer.rest, 0);
  carrier.destination.port = big16(layer.rest, 2);
  if (carrier.destination.port == kVxlanPort && there > 0 && layer.rest[kUdpHeader] == kVxlanFlags) {
    outlet_.count(NoticeKind::unknown_link, carrier, "VXLAN tunnels");
    return;
  }
  carrier.truncated = length - kUdpHeader > there;
  carrier.snapped = carrier.truncated && !layer.cut;
  listener_.datagram(carrier, layer.rest.substr(kUdpHeader, length - kUdpHeader), layer.stamp);
}

void Network::take_tcp(const Layer& layer) const {
  constexpr std::size_t kShortest = 20;
  const std::string_view packet = layer.rest;
  const std::size_t header = packet.size() < kShortest ? 0 : static_cast<std::size_t>(octet(packet, 12) >> 4U) * 4;
  if (header < kShortest || packet.size() < header) {
    return;
  }
  Segment segment;
  segment.carrier = layer.carrier;
  segment.carrier.transport = Transport::tcp;
  segment.carrier.source.port = big16(packet, 0);
  segment.carrier.destination.port = big16(packet, 2);
  segment.sequence = big32(packet, 4);
  segment.acknowledged = big32(packet, 8);
  const unsigned flags = octet(packet, 13);
  segment.fin = (flags & 0x01U) != 0;
  segment.syn = (flags & 0x02U) != 0;
  segment.reset = (flags & 0x04U) != 0;
  segment.has_acknowledged = (flags & 0x10U) != 0;
  segment.data = packet.substr(header);
  segment.missing = layer.missing;
  listener_.segment(segment);
}

// The begin of a message may be there, and then it is told; what is surely none of SIP is left alone.
void Network::lose(const LostDatagram& lost) {
  const bool known = !lost.begin.empty();
  const bool udp = known ? lost.protocol == kUdp : lost.key.protocol == kUdp || lost.key.source.family == 6;
  if (!udp || (known && lost.begin.size() < kUdpHeader)) {
    return;
  }
  Carrier carrier = lost.carrier;
  carrier.source = lost.key.source;
  carrier.destination = lost.key.destination;
  carrier.transport = Transport::udp;
  carrier.truncated = true;
  if (known) {
    const std::string_view payload = lost.begin.substr(kUdpHeader);
    carrier.source.port = big16(lost.begin, 0);
    carrier.destination.port = big16(lost.begin, 2);
    const std::size_t first = std::min(payload.find_first_not_of("\r\n"), payload.size());
    if (sip::start_at(payload.substr(first)) == sip::Start::none && payload.substr(0, 4) != "HEP3") {
      return;
    }
    listener_.datagram(carrier, payload, {lost.key.id, hash_endpoint(lost.key.source, lost.key.vlan)});
  }
  const NoticeKind kind = lost.for_memory ? NoticeKind::memory_limit : NoticeKind::fragment_lost;
  outlet_.notice(kind, carrier, 0, lost.for_memory ? "fragments of a datagram" : lost.missing);
}

}  // namespace confstate::capture
