#include "draw/timeline_axis.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/instant.hpp"

namespace confstate::draw {
namespace {

constexpr std::int64_t kFarthest = 4'500'000'000'000'000'000;  // the difference of two such fits in 64 bits
constexpr std::int64_t kMilli = 1'000'000;
constexpr std::int64_t kSecond = base::kNanoseconds;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

constexpr auto kSteps = std::to_array<std::int64_t>(
    {kMilli,       2 * kMilli,  5 * kMilli,   10 * kMilli,  20 * kMilli,  50 * kMilli,  100 * kMilli, 200 * kMilli,
     500 * kMilli, kSecond,     2 * kSecond,  5 * kSecond,  10 * kSecond, 15 * kSecond, 30 * kSecond, kMinute,
     2 * kMinute,  5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute, kHour,        2 * kHour,    3 * kHour,
     6 * kHour,    12 * kHour,  kDay,         2 * kDay,     5 * kDay,     10 * kDay,    20 * kDay,    50 * kDay,
     100 * kDay,   200 * kDay,  500 * kDay,   1000 * kDay,  2000 * kDay,  5000 * kDay,  10000 * kDay, 20000 * kDay});

// The first multiple that is not before the instant.
std::int64_t round_up(std::int64_t instant, std::int64_t step) {
  const std::int64_t past = instant % step;
  return past == 0 ? instant : instant - past + (past > 0 ? step : 0);
}

std::string label_of(std::int64_t time, std::int64_t step) {
  if (step >= 100 * kDay) {
    return base::write_date(base::day_of(time));
  }
  if (step >= kDay || time % kDay == 0) {
    return base::write_date(base::day_of(time)).substr(5);
  }
  const std::string text = base::write_time(time, step < kSecond ? 3 : 0);
  return step < kMinute ? text : text.substr(0, 5);
}

}  // namespace

TimeRange range_of(const Timeline& timeline) {
  const std::int64_t from = std::clamp(timeline.from, -kFarthest, kFarthest - kMilli);
  return {from, std::max(std::clamp(timeline.to, -kFarthest, kFarthest), from + kMilli)};
}

bool is_in(const TimeRange& range, std::int64_t from, std::int64_t to) {
  return from <= to && from <= range.to && to >= range.from;
}

double part_at(const TimeRange& range, std::int64_t instant) {
  const std::int64_t passed = std::clamp(instant, range.from, range.to) - range.from;
  return static_cast<double>(passed) / static_cast<double>(range.to - range.from);
}

std::vector<const TimelineSpan*> spans_in(const TimeRange& range, const TimelineRow& row) {
  std::vector<const TimelineSpan*> spans;
  for (const TimelineSpan& span : row.spans) {
    if (is_in(range, span.from, span.to)) {
      spans.push_back(&span);
    }
  }
  std::stable_sort(spans.begin(), spans.end(), [&range](const TimelineSpan* a, const TimelineSpan* b) {
    return part_at(range, a->to) - part_at(range, a->from) > part_at(range, b->to) - part_at(range, b->from);
  });
  return spans;
}

std::vector<std::vector<const TimelineTick*>> ticks_by_row(const Timeline& timeline) {
  const TimeRange range = range_of(timeline);
  std::vector<std::vector<const TimelineTick*>> rows(timeline.rows.size() + 1);
  for (const TimelineTick& tick : timeline.ticks) {
    if (is_in(range, tick.time, tick.time)) {
      rows[std::min(tick.row.value_or(timeline.rows.size()), timeline.rows.size())].push_back(&tick);
    }
  }
  for (auto& row : rows) {
    std::stable_sort(row.begin(), row.end(), [](const auto* a, const auto* b) { return a->kind < b->kind; });
  }
  return rows;
}

std::vector<std::vector<const StaleSpan*>> stale_by_row(const Timeline& timeline) {
  const TimeRange range = range_of(timeline);
  std::vector<std::vector<const StaleSpan*>> rows(timeline.rows.size() + 1);
  for (const StaleSpan& stale : timeline.stale) {
    if (is_in(range, stale.from, stale.to)) {
      rows[std::min(stale.row.value_or(timeline.rows.size()), timeline.rows.size())].push_back(&stale);
    }
  }
  return rows;
}

std::vector<AxisMark> marks_of(const TimeRange& range, std::size_t most) {
  const std::int64_t length = range.to - range.from;
  const auto intervals = static_cast<std::int64_t>(std::max<std::size_t>(most, 2) - 1);
  const auto* const step =
      std::find_if(kSteps.begin(), kSteps.end() - 1, [&](std::int64_t s) { return length / s < intervals; });
  std::vector<AxisMark> marks;
  for (std::int64_t time = round_up(range.from, *step); time <= range.to && marks.size() < most; time += *step) {
    marks.push_back({time, label_of(time, *step)});
  }
  return marks;
}

std::string_view word_of(TimelineSpan::Kind kind) {
  constexpr auto kWords =
      std::to_array<std::string_view>({"gone", "pending", "alerting", "connected", "on hold", "muted"});
  return kWords[static_cast<std::size_t>(kind)];
}

std::string_view word_of(TimelineTick::Kind kind) {
  constexpr auto kWords = std::to_array<std::string_view>({"partial", "full", "deleted", "rejected"});
  return kWords[static_cast<std::size_t>(kind)];
}

std::string story_of(const Timeline& timeline, const StaleSpan& stale) {
  const TimeRange range = range_of({{}, stale.from, stale.to, {}, {}, {}});
  const bool one = stale.row && *stale.row < timeline.rows.size();
  const std::string whose = one ? fmt::format(" ({})", timeline.rows[*stale.row].name) : "";
  return fmt::format("{} to {}, {}{}{}{}", base::write_time(range.from, 3), base::write_time(range.to, 3),
                     base::write_duration(range.to - range.from), whose, stale.why.empty() ? "" : ": ", stale.why);
}

std::string story_of(const TimeRange& range) {
  const std::string day = base::write_date(base::day_of(range.from));
  const std::string last = base::write_date(base::day_of(range.to));
  return fmt::format("{} {} to {}{} UTC, {}", day, base::write_time(range.from, 0), last == day ? "" : last + " ",
                     base::write_time(range.to, 0), base::write_duration(range.to - range.from));
}

}  // namespace confstate::draw
