// From frames to messages: everything behind the containers.
#pragma once

#include <cstdint>

#include "capture/frame.hpp"
#include "capture/messages.hpp"
#include "capture/network.hpp"
#include "capture/outlet.hpp"
#include "capture/streams.hpp"

namespace confstate::capture {

class Packets {
 public:
  explicit Packets(Collector& outlet);

  void take(const Frame& frame);
  // Gives what is held and the notices that were counted.
  void finish();
  // Bytes that are held; at most limits.memory.
  [[nodiscard]] std::uint64_t held() const { return network_.held() + streams_.held(); }

 private:
  void look_at_time(const Frame& frame);

  Collector& outlet_;
  std::int64_t previous_ = 0;  // time of the last frame
  Messages messages_;
  Streams streams_;
  Network network_;
};

}  // namespace confstate::capture
