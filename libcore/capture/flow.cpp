#include "capture/flow.hpp"

#include <algorithm>
#include <utility>

namespace confstate::capture {
namespace {

constexpr std::uint64_t kStart = std::uint64_t{1} << 40U;  // so that places before the first byte have a number
constexpr std::int64_t kFar = 16 << 20;                    // no window of SIP is that wide
constexpr std::int64_t kReorder = 50'000'000;              // nanoseconds
constexpr std::int64_t kPatience = 10'000'000'000;
constexpr std::uint64_t kOverhead = 128;  // of one piece, beside its bytes

std::int64_t distance(std::uint32_t from, std::uint32_t to) {
  return static_cast<std::int32_t>(to - from);
}

}  // namespace

void Flow::begin(const Segment& segment) {
  begun_ = true;
  next_ = kStart;
  next_sequence_ = segment.sequence + (segment.syn ? 1U : 0U);
  if (!segment.syn) {
    framer_.begin_in_middle();
  }
}

bool Flow::is_other(const Segment& segment) const {
  if (!begun_ || !segment.syn) {
    return false;
  }
  const std::int64_t ahead = distance(next_sequence_, segment.sequence + 1);
  const auto given = static_cast<std::int64_t>(next_ - kStart);
  return ahead > 0 || ahead < -given;
}

void Flow::add(const Segment& segment) {
  if (done_ || framer_.is_foreign()) {
    done_ = done_ || segment.fin;  // near enough for what nobody reads
    return;
  }
  carrier_ = segment.carrier;
  if (!begun_) {
    if (!segment.syn && segment.data.empty()) {
      return;
    }
    begin(segment);
  }
  const std::int64_t ahead = ahead_of(segment);
  const std::uint64_t at = next_ + static_cast<std::uint64_t>(ahead);
  const Moment& now = segment.carrier.now;
  if (segment.fin) {
    end_ = at + segment.data.size() + segment.missing;
  }
  insert(at, segment.data, now);
  if (segment.missing > 0 && at + segment.data.size() == next_) {
    jump(segment.missing);
    give_waiting(now);
  }
  while (waiting_ > messages_.outlet().limits().message) {
    close_gap();
  }
  look_at_time(now);
  check_end();
}

// How far the segment is ahead of what was given. One that is far from it, be it ahead or before the begin, is where
// the stream goes on: then much is missing, or the ports are used again and the handshake is missing.
std::int64_t Flow::ahead_of(const Segment& segment) {
  const std::uint32_t sequence = segment.sequence + (segment.syn ? 1U : 0U);
  const auto is_far = [this](std::int64_t ahead) {
    return ahead > kFar || (ahead < -kFar && ahead + static_cast<std::int64_t>(next_ - kStart) < 0);
  };
  if (!is_far(distance(next_sequence_, sequence))) {
    return distance(next_sequence_, sequence);
  }
  while (!pieces_.empty()) {
    close_gap();
  }
  const std::int64_t ahead = distance(next_sequence_, sequence);
  if (!is_far(ahead)) {
    return ahead;
  }
  if (ahead > 0) {
    jump(static_cast<std::uint64_t>(ahead));
  } else {
    framer_.gap(0, carrier_);
    next_sequence_ = sequence;
  }
  return 0;
}

void Flow::check_end() {
  if (end_ && next_ >= *end_) {
    finish();
  }
}

void Flow::give(std::string_view data, const Moment& begun, const Moment& now) {
  carrier_.begun = begun;
  carrier_.now = now;
  next_ += data.size();
  next_sequence_ += static_cast<std::uint32_t>(data.size());
  framer_.feed(data, carrier_);
}

void Flow::insert(std::uint64_t at, std::string_view data, const Moment& moment) {
  if (at < next_) {
    data.remove_prefix(static_cast<std::size_t>(std::min<std::uint64_t>(next_ - at, data.size())));
    at = next_;
  }
  if (data.empty()) {
    return;
  }
  if (at == next_ && pieces_.empty()) {
    give(data, moment, moment);
    return;
  }
  put(at, data, moment);
  if (pieces_.begin()->first == next_) {
    give_waiting(moment);
  }
}

// Puts what is not there yet between the pieces.
void Flow::put(std::uint64_t at, std::string_view data, const Moment& moment) {
  if (pieces_.empty()) {
    since_ = moment.time;
  }
  const std::uint64_t end = at + data.size();
  auto after = pieces_.upper_bound(at);
  if (after != pieces_.begin()) {
    --after;
  }
  bool same = true;
  const std::uint64_t first = at;
  for (; at < end; ++after) {
    const std::uint64_t until = after == pieces_.end() ? end : std::min(end, after->first);
    if (at < until) {
      Piece piece{std::string(data.substr(at - first, until - at)), moment};
      waiting_ += piece.bytes.capacity() + kOverhead;
      pieces_.emplace_hint(after, at, std::move(piece));
      at = until;
    }
    if (after == pieces_.end()) {
      break;
    }
    const std::uint64_t both = std::min(end, after->first + after->second.bytes.size());
    if (both > at) {
      same = same && data.substr(at - first, both - at) ==
                         std::string_view(after->second.bytes).substr(at - after->first, both - at);
      at = both;
    }
  }
  if (!same && !std::exchange(differs_, true)) {
    messages_.outlet().notice(NoticeKind::stream_overlap, carrier_, 0);
  }
}

// Gives the pieces that are in order now. `now` is the frame that closed the hole; without one, each is its own.
void Flow::give_waiting(const std::optional<Moment>& now) {
  while (!pieces_.empty() && pieces_.begin()->first <= next_) {
    const auto node = pieces_.extract(pieces_.begin());
    const Piece& piece = node.mapped();
    waiting_ -= piece.bytes.capacity() + kOverhead;
    const auto known = static_cast<std::size_t>(std::min<std::uint64_t>(next_ - node.key(), piece.bytes.size()));
    give(std::string_view(piece.bytes).substr(known), piece.moment, now.value_or(piece.moment));
  }
  acknowledged_.reset();
  if (!pieces_.empty() && now) {
    since_ = now->time;
  }
}

void Flow::jump(std::uint64_t size) {
  if (size > 0) {
    framer_.gap(size, carrier_);
  }
  next_ += size;
  next_sequence_ += static_cast<std::uint32_t>(size);
}

// What is missing in front of the first piece will not come.
void Flow::close_gap() {
  if (!pieces_.empty()) {
    carrier_.now = pieces_.begin()->second.moment;
    jump(pieces_.begin()->first - next_);
    give_waiting({});
  }
}

void Flow::acknowledge(std::uint32_t sequence, const Moment& now) {
  if (pieces_.empty() || acknowledged_) {
    return;
  }
  const std::int64_t ahead = distance(next_sequence_, sequence);
  if (ahead > 0 && ahead < kFar && next_ + static_cast<std::uint64_t>(ahead) >= pieces_.begin()->first) {
    acknowledged_ = now.time;
  }
}

std::optional<std::int64_t> Flow::due() const {
  if (pieces_.empty()) {
    return std::nullopt;
  }
  return acknowledged_ ? *acknowledged_ + kReorder : since_ + kPatience;
}

void Flow::look_at_time(const Moment& now) {
  const std::optional<std::int64_t> end = due();
  if (end && now.time > *end) {
    close_gap();
    since_ = now.time;
    check_end();
  }
}

void Flow::finish() {
  if (done_) {
    return;
  }
  while (!pieces_.empty()) {
    close_gap();
  }
  framer_.end();
  done_ = true;
}

}  // namespace confstate::capture
