#include "capture/packets.hpp"

#include <algorithm>

namespace confstate::capture {

Packets::Packets(Collector& outlet)
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
    look_at_time(frame);
    totals.first = totals.frames == 0 ? frame.time : std::min(totals.first, frame.time);
    totals.last = totals.frames == 0 ? frame.time : std::max(totals.last, frame.time);
  }
  ++totals.frames;
  network_.take(frame);
}

// Small steps back are usual where several interfaces are recorded.
void Packets::look_at_time(const Frame& frame) {
  constexpr std::int64_t kUsual = 50'000'000;  // nanoseconds
  if (outlet_.totals().frames > 0 && frame.time < previous_ - kUsual) {
    Carrier carrier;
    carrier.now = {frame.number, frame.time, frame.offset};
    outlet_.notice(NoticeKind::clock_back, carrier, static_cast<std::uint64_t>(previous_ - frame.time));
  }
  previous_ = frame.time;
  streams_.look_at_time({frame.number, frame.time, frame.offset});
}

void Packets::finish() {
  network_.finish();
  streams_.finish();
  outlet_.finish();
}

}  // namespace confstate::capture
