#include "capture/packets.hpp"

#include <algorithm>

namespace confstate::capture {

Packets::Packets(Outlet& outlet)
    : outlet_(outlet),
      messages_(outlet),
      streams_(outlet.limits().memory / 2, messages_),
      network_(outlet, {[this](const Carrier& carrier, std::string_view payload, const Stamp& stamp) {
                          messages_.take_datagram(carrier, payload, stamp);
                        },
                        [this](const Segment& segment) { streams_.add(segment); }}) {}

void Packets::take(const Frame& frame) {
  Totals& totals = outlet_.totals();
  if (frame.timed) {
    totals.first = totals.frames == 0 ? frame.time : std::min(totals.first, frame.time);
    totals.last = totals.frames == 0 ? frame.time : std::max(totals.last, frame.time);
  }
  ++totals.frames;
  network_.take(frame);
}

void Packets::finish() {
  network_.finish();
  streams_.finish();
  outlet_.finish();
}

}  // namespace confstate::capture
