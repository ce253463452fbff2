// The way of records from a text log to the listener.
#include <algorithm>
#include <utility>

#include "capture/text_log.hpp"

namespace confstate::capture {
namespace {

constexpr std::int64_t kWindow = kSecond / 20;  // as for captures
constexpr std::size_t kHeldForEnds = 32;
constexpr std::size_t kHeldForOrder = 1024;

}  // namespace

LogOutlet::LogOutlet(const Settings& settings, const Listener& listener, Format format)
    : listener_(listener), memory_(settings.limits.memory / 2), small_memory_(settings.limits.message) {
  totals_.format = format;
}

void LogOutlet::message(const Record& record) {
  ++totals_.messages;
  if (record.quality != TimeQuality::none) {
    totals_.first = totals_.first == 0 ? record.time : std::min(totals_.first, record.time);
    totals_.last = std::max(totals_.last, record.time);
  }
  if (learns_) {
    ends_.learn(record);
  }
  if (order_ == Order::file && held_.empty() && (!learns_ || ends_.is_complete())) {
    Record own = record;
    give(own);
    return;
  }
  hold(record);
  release();
}

void LogOutlet::notice(Notice notice) {
  if (listener_.notice) {
    listener_.notice(notice);
  }
}

void LogOutlet::give(Record& record) {
  if (learns_) {
    ends_.fill(record);
    record.is_self_source = record.direction == Direction::out && record.source.family == 0;
  }
  if (listener_.record) {
    listener_.record(record);
  }
}

void LogOutlet::hold(const Record& record) {
  Held held{record, std::string(record.bytes)};
  held.record.bytes = {};
  held_bytes_ += held.bytes.size() + sizeof(Held);
  newest_ = std::max(newest_, record.time);
  auto place = held_.end();
  if (order_ == Order::window) {
    place = std::upper_bound(held_.begin(), held_.end(), record.time,
                             [](std::int64_t time, const Held& other) { return time < other.record.time; });
  }
  held_.insert(place, std::move(held));
}

void LogOutlet::give_held(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    held_bytes_ -= held_[i].bytes.size() + sizeof(Held);
    held_[i].record.bytes = held_[i].bytes;
    give(held_[i].record);
  }
  held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(count));
}

void LogOutlet::sort_held() {
  std::ranges::stable_sort(held_, {}, [](const Held& held) { return held.record.time; });
}

// How many of the held records may go.
std::size_t LogOutlet::ready() const {
  const bool full = held_bytes_ > small_memory_;
  if (order_ == Order::file) {
    return ends_.is_complete() || held_.size() >= kHeldForEnds || full ? held_.size() : 0;
  }
  if (full || held_.size() >= kHeldForOrder) {
    return held_.size() / 2 + 1;
  }
  const auto early = [&](const Held& held) { return held.record.time < newest_ - kWindow; };
  return static_cast<std::size_t>(std::ranges::partition_point(held_, early) - held_.begin());
}

void LogOutlet::release() {
  if (order_ != Order::sorted) {
    give_held(ready());
    return;
  }
  if (held_bytes_ <= memory_) {
    return;
  }
  if (!std::exchange(cost_something_, true)) {
    Notice notice;
    notice.kind = NoticeKind::memory_limit;
    notice.count = held_.size();
    notice.detail = "messages are sorted by time in parts";
    this->notice(std::move(notice));
  }
  sort_held();
  give_held(held_.size());
}

void LogOutlet::flush() {
  if (order_ == Order::sorted) {
    sort_held();
  }
  give_held(held_.size());
}

}  // namespace confstate::capture
