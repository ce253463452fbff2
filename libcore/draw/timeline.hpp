// The timeline: one row per participant over time, what was notified when, and when the subscriber's view was stale.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/sink.hpp"
#include "draw/sheet.hpp"

namespace confstate::draw {

// Instants are nanoseconds since 1970.
struct TimelineSpan {
  enum class Kind : std::uint8_t { gone, pending, alerting, connected, on_hold, muted };
  std::int64_t from = 0;
  std::int64_t to = 0;
  Kind kind = Kind::connected;
  std::string note;  // for pictures that have a place to hide it: "dialed-in"; may be empty
};

// A participant. Where no span is, there is nothing in the row.
struct TimelineRow {
  std::string name;    // "alice"
  std::string detail;  // "sip:alice@example.com"; may be empty
  std::vector<TimelineSpan> spans;
};

// A notification.
struct TimelineTick {
  enum class Kind : std::uint8_t { partial, full, deleted, rejected };
  std::int64_t time = 0;
  Kind kind = Kind::partial;
  std::optional<std::size_t> row;  // unset: in the line of all notifications
  std::string note;                // "v43 · −mike"; may be empty
};

// When what the subscriber held was not what was so.
struct StaleSpan {
  std::int64_t from = 0;
  std::int64_t to = 0;
  std::string why;                 // "version 42 never arrived"
  std::optional<std::size_t> row;  // unset: all of it
};

// What lies wholly outside of [from, to] is not drawn. Years 1830 to 2110 or so.
struct Timeline {
  std::string title;  // "sips:conf233@example.com"
  std::int64_t from = 0;
  std::int64_t to = 0;  // not before `from`, else taken as `from`
  std::vector<TimelineRow> rows;
  std::vector<TimelineTick> ticks;
  std::vector<StaleSpan> stale;
};

// Text: a line for each row scaled to style.width (at least 40 columns are taken), an axis, the notifications, the
// stale spans and why, and a legend of what is there. A span that is shorter than a column still has one; where several
// would stand in one column, the shortest is shown.
void draw_timeline(const Timeline& timeline, const Style& style, const base::Sink& sink);

// One SVG of its own, for browsers and printers, as draw_ladder_svg.
void draw_timeline_svg(const Timeline& timeline, const base::Sink& sink);

}  // namespace confstate::draw
