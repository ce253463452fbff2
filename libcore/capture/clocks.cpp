#include "capture/clocks.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <string>
#include <tuple>

#include "base/hash.hpp"

namespace confstate::capture {
namespace {

constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1000 * kMillisecond;
constexpr std::size_t kEnough = 3;                   // messages that have to agree
constexpr std::int64_t kWindow = 50 * kMillisecond;  // between two exact clocks that were put right
constexpr std::int64_t kCoarse = 3 * kSecond / 2;    // where one of them has whole seconds
constexpr std::size_t kMostSeen = 100'000;           // messages within the window

std::uint64_t print_of(const Record& record) {
  return base::hash_bytes(record.bytes, 0);
}

bool is_forth(const Record& record) {
  const auto key = [](const Endpoint& end) { return std::tie(end.family, end.address, end.port); };
  return key(record.source) < key(record.destination);
}

// The one in the middle; `values` must not be empty.
std::int64_t median(std::vector<std::int64_t>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// How far apart the clocks are, by differences of messages in each of the two directions.
std::int64_t middle_of(std::array<std::vector<std::int64_t>, 2>& ways) {
  if (ways[0].empty() || ways[1].empty()) {
    return median(ways[0].empty() ? ways[1] : ways[0]);
  }
  const std::int64_t one = median(ways[0]);
  return one + (median(ways[1]) - one) / 2;
}

bool do_agree(const std::array<std::vector<std::int64_t>, 2>& ways, std::int64_t offset) {
  std::vector<std::int64_t> distances;
  for (const std::vector<std::int64_t>& way : ways) {
    std::ranges::transform(way, std::back_inserter(distances),
                           [offset](std::int64_t one) { return std::abs(one - offset); });
  }
  return median(distances) <= kSecond;
}

}  // namespace

std::optional<Notice> notice_of(const Shift& shift) {
  if (shift.offset == 0) {
    return std::nullopt;
  }
  Notice notice;
  notice.kind = NoticeKind::clock_shift;
  notice.count = static_cast<std::uint64_t>(std::abs(shift.offset));
  notice.detail = std::string(shift.offset > 0 ? "behind" : "ahead of") + " the traces before, by " +
                  std::to_string(shift.shared) + " messages that are in both";
  return notice;
}

void Sketch::take(const Record& record) {
  if (record.quality == TimeQuality::none) {
    return;
  }
  first_ = last_ == 0 ? record.time : std::min(first_, record.time);
  last_ = std::max(last_, record.time);
  const std::uint64_t print = print_of(record);
  if (sample_.size() == kMost && print > sample_.rbegin()->first) {
    return;
  }
  sample_.try_emplace(print, Sighting{record.time, is_forth(record)});
  if (sample_.size() > kMost) {
    sample_.erase(std::prev(sample_.end()));
  }
}

Shift Clocks::add(const Sketch& sketch) {
  std::array<std::vector<std::int64_t>, 2> ways;
  for (const auto& [print, sighting] : sketch.sample()) {
    if (const auto known = seen_.find(print); known != seen_.end()) {
      ways[sighting.is_forth ? 1 : 0].push_back(known->second - sighting.time);
    }
  }
  Shift shift;
  shift.shared = ways[0].size() + ways[1].size();
  if (shift.shared >= kEnough) {
    const std::int64_t offset = middle_of(ways);
    shift.offset = std::abs(offset) >= kMillisecond && do_agree(ways, offset) ? offset : 0;
  }
  for (const auto& [print, sighting] : sketch.sample()) {
    seen_.try_emplace(print, sighting.time + shift.offset);
  }
  return shift;
}

void Copies::expire(std::int64_t now) {
  while (!seen_.empty() && (seen_.front().time + kCoarse < now || seen_.size() >= kMostSeen)) {
    const auto newest = newest_.find(seen_.front().print);
    if (newest != newest_.end() && newest->second == expired_) {
      newest_.erase(newest);
    }
    seen_.pop_front();
    ++expired_;
  }
}

bool Copies::is_copy(const Record& record, std::uint32_t input) {
  if (record.quality == TimeQuality::none) {
    return false;
  }
  expire(record.time);
  const std::uint64_t print = print_of(record);
  const bool is_exact = record.quality != TimeQuality::seconds;
  const auto [newest, is_new] = newest_.try_emplace(print, expired_ + seen_.size());
  if (!is_new) {
    Seen& seen = seen_[newest->second - expired_];
    const bool is_near = record.time - seen.time <= (is_exact && seen.is_exact ? kWindow : kCoarse);
    if (is_near && std::ranges::find(seen.inputs, input) == seen.inputs.end()) {
      seen.inputs.push_back(input);
      return true;
    }
    newest->second = expired_ + seen_.size();
  }
  seen_.push_back({print, record.time, is_exact, {input}});
  return false;
}

}  // namespace confstate::capture
