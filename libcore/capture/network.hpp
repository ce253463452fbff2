// From frames to what UDP and TCP carry.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "capture/defragment.hpp"
#include "capture/duplicates.hpp"
#include "capture/frame.hpp"
#include "capture/outlet.hpp"

namespace confstate::capture {

// One segment of TCP.
struct Segment {
  Carrier carrier;
  std::uint32_t sequence = 0;
  std::uint32_t acknowledged = 0;
  bool has_acknowledged : 1 = false;
  bool syn : 1 = false;
  bool fin : 1 = false;
  bool reset : 1 = false;
  std::string_view data;
  std::uint32_t missing = 0;  // bytes behind `data` that were sent, but not recorded
};

class Network {
 public:
  struct Listener {
    std::function<void(const Carrier&, std::string_view payload, const Stamp&)> datagram;
    std::function<void(const Segment&)> segment;
  };

  Network(Collector& outlet, Listener listener);

  // Takes a frame apart: link, IPv4 and IPv6 (fragments, extension headers, tunnels of IP in IP), UDP, TCP.
  void take(const Frame& frame);
  // Reports the datagrams that were not completed.
  void finish() { defragmenter_.finish(); }
  [[nodiscard]] std::uint64_t held() const { return defragmenter_.held(); }

 private:
  struct Layer;

  [[nodiscard]] bool take_ip(Layer& layer);
  [[nodiscard]] bool take_ipv4(Layer& layer);
  [[nodiscard]] bool take_ipv6(Layer& layer);
  [[nodiscard]] bool take_extensions(Layer& layer);
  [[nodiscard]] bool join(Layer& layer, std::uint32_t offset, bool more, std::uint8_t protocol);
  void take_transport(Layer& layer);
  void take_udp(Layer& layer);
  void take_tcp(const Layer& layer) const;
  void lose(const LostDatagram& lost);

  Collector& outlet_;
  Listener listener_;
  Defragmenter defragmenter_;
};

}  // namespace confstate::capture
