// The time axis: instants as places, and where its marks stand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "draw/timeline.hpp"

namespace confstate::draw {

// From the begin of a timeline to its end, kept within what can be subtracted in 64 bits; never empty.
struct TimeRange {
  std::int64_t from = 0;
  std::int64_t to = 1;
};
[[nodiscard]] TimeRange range_of(const Timeline& timeline);

// Whether anything of [from, to] is in the range.
[[nodiscard]] bool is_in(const TimeRange& range, std::int64_t from, std::int64_t to);

// The part of the range that has passed at an instant: 0 to 1, also for instants outside of it.
[[nodiscard]] double part_at(const TimeRange& range, std::int64_t instant);

struct AxisMark {
  std::int64_t time = 0;
  std::string label;  // "20:00", "20:00:05", "20:00:05.200", "11-22"
};

// The spans of a row that are in the range, the longest first, so that later ones may hide earlier ones.
[[nodiscard]] std::vector<const TimelineSpan*> spans_in(const TimeRange& range, const TimelineRow& row);

// Marks at round instants (1, 2, 5, 10, 15, 30 seconds and minutes; 1, 2, 3, 6, 12 hours; days), midnights with their
// date, no more than `most`.
[[nodiscard]] std::vector<AxisMark> marks_of(const TimeRange& range, std::size_t most);

// What is in the range, by the row it belongs to; what belongs to all is behind the last row. Ticks of a row that say
// more (rejected, deleted, full) come after those that say less.
[[nodiscard]] std::vector<std::vector<const TimelineTick*>> ticks_by_row(const Timeline& timeline);
[[nodiscard]] std::vector<std::vector<const StaleSpan*>> stale_by_row(const Timeline& timeline);

// "pending", "on hold", and so on.
[[nodiscard]] std::string_view word_of(TimelineSpan::Kind kind);
[[nodiscard]] std::string_view word_of(TimelineTick::Kind kind);

// "20:00:07.412 to 20:00:55.000, 48 s: version 42 never arrived"; whose view it is where it is not everyone's.
[[nodiscard]] std::string story_of(const Timeline& timeline, const StaleSpan& stale);

// "2026-11-21 20:00:00 to 20:04:12 UTC, 4 min 12 s".
[[nodiscard]] std::string story_of(const TimeRange& range);

}  // namespace confstate::draw
