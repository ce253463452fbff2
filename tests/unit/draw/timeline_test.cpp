#include "draw/timeline.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "draw/timeline_axis.hpp"
#include "support/picture_laws.hpp"
#include "support/pictures.hpp"

namespace confstate::tests {
namespace {

std::string drawn(const draw::Timeline& timeline, std::size_t width, bool unicode = true) {
  std::string out = "\n";
  draw::draw_timeline(timeline, {.color = false, .unicode = unicode, .width = width},
                      [&out](std::string_view piece) { out += piece; });
  return out;
}

std::string svg_of(const draw::Timeline& timeline) {
  std::string out;
  draw::draw_timeline_svg(timeline, [&out](std::string_view piece) { out += piece; });
  return out;
}

TEST_CASE("a timeline in eighty columns") {
  CHECK(drawn(small_timeline(), 80) == R"(
sips:conf233@example.com  2026-11-21 20:00:00 to 20:02:00 UTC, 2 min
      20:00:00          20:00:30         20:01:00          20:01:30     20:02:00
          ┬─────────────────┬────────────────┬─────────────────┬───────────────┬
alice     ██████████████████████████████████████████████████████████████████████
bob             ░░░▒▒▒███████████████████████████████████▄▄▄▄▄▄▄▄▄▄▄━━━━━━━━━━━━
mike      ███████████████████████···············································
notified  ◆     ╵     ╵                ✗                     ◆                 ◇
stale                            ╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱╱

· gone  ░ pending  ▒ alerting  █ connected  ▄ on hold  ━ muted  ╵ partial
◆ full  ◇ deleted  ✗ rejected  ╱ stale
╱ 20:00:40.000 to 20:01:28.000, 48 s: version 3 never arrived
)");
}

TEST_CASE("a timeline in forty columns and ASCII") {
  CHECK(drawn(small_timeline(), 40, false) == R"(
sips:conf233@example.com
2026-11-21 20:00:00 to 20:02:00 UTC, 2
min
        20:00                      20:02
          +----------------------------+
alice     ==============================
bob          ?~===============ooooo-----
mike      ==========....................
notified  F  | |       X        F      D
stale               ////////////

. gone  ? pending  ~ alerting
= connected  o on hold  - muted
| partial  F full  D deleted  X rejected
/ stale
/ 20:00:40.000 to 20:01:28.000, 48 s:
version 3 never arrived
)");
}

TEST_CASE("what is shorter than a column is seen, also between longer spans and at the very end") {
  using Span = draw::TimelineSpan::Kind;
  draw::Timeline timeline{"", at(0), at(1'000'000), {{"a", "", {}}}, {}, {}};
  timeline.rows[0].spans = {{at(500'000), at(500'001), Span::muted, ""},
                            {at(0), at(1'000'000), Span::connected, ""},
                            {at(1'000'000), at(1'000'000), Span::gone, ""},
                            {at(2'000'000), at(3'000'000), Span::pending, ""}};
  const std::string text = drawn(timeline, 60, false);
  CHECK(text.find("\na         =========================-=======================.\n") != std::string::npos);
  CHECK(text.find("pending") == std::string::npos);
}

TEST_CASE("of notifications in one column the one that says most is shown") {
  using Tick = draw::TimelineTick::Kind;
  draw::Timeline timeline{"", at(0), at(1'000'000), {}, {}, {}};
  timeline.ticks = {{at(0), Tick::rejected, {}, ""}, {at(1), Tick::partial, {}, ""}, {at(-1), Tick::full, {}, ""}};
  const std::string text = drawn(timeline, 60, false);
  CHECK(text.find("\nnotified  X\n") != std::string::npos);
  CHECK(text.find("full") == std::string::npos);
}

TEST_CASE("what concerns one row stands in that row") {
  draw::Timeline timeline = small_timeline();
  timeline.stale = {{at(40'000), at(88'000), "the departure was not told", 2}};
  timeline.ticks = {{at(60'000), draw::TimelineTick::Kind::full, 0, ""}};
  const std::string text = drawn(timeline, 60, false);
  CHECK(text.find("\nalice     =========================F========================\n") != std::string::npos);
  CHECK(text.find("\nmike      =================////////////////////.............\n") != std::string::npos);
  CHECK(text.find("48 s (mike): the") != std::string::npos);
}

std::string labels_of(std::int64_t milliseconds, std::size_t most) {
  std::string out;
  for (const draw::AxisMark& mark : draw::marks_of({at(0), at(milliseconds)}, most)) {
    out += mark.label + " ";
  }
  return out;
}

TEST_CASE("marks of the axis stand at round times, midnight has its date") {
  CHECK(labels_of(252'000, 6) == "20:00 20:01 20:02 20:03 20:04 ");
  CHECK(labels_of(10, 6) == "20:00:00.000 20:00:00.005 20:00:00.010 ");
  CHECK(labels_of(7'000, 8) == "20:00:00 20:00:02 20:00:04 20:00:06 ");
  CHECK(labels_of(24 * 3'600'000, 6) == "11-22 06:00 12:00 18:00 ");
  CHECK(labels_of(std::int64_t{20} * 86'400'000, 6) == "11-23 11-28 12-03 12-08 ");
}

TEST_CASE("the longest of times has marks") {
  using Limits = std::numeric_limits<std::int64_t>;
  const draw::Timeline timeline{"", Limits::min(), Limits::max(), {}, {}, {}};
  const auto marks = draw::marks_of(draw::range_of(timeline), 10);
  CHECK(marks.size() >= 4);
  CHECK(marks.size() <= 10);
  CHECK(draw::part_at(draw::range_of(timeline), Limits::max()) == 1.0);
}

TEST_CASE("a timeline without end or rows is drawn") {
  const draw::Timeline timeline{"", at(0), at(-5), {}, {}, {}};
  CHECK(broken_by_timeline(timeline, {}) == "");
}

TEST_CASE("SVG: bars, hatches and notifications have their titles") {
  const std::string svg = svg_of(small_timeline());
  CHECK(broken_by_svg(svg) == "");
  CHECK(svg == svg_of(small_timeline()));
  CHECK(svg.find("<title>bob: on hold, 20:01:20.000 to 20:01:40.000</title>") != std::string::npos);
  CHECK(svg.find("<title>alice: connected, 20:00:00.000 to 20:02:00.000, dialed-in</title>") != std::string::npos);
  CHECK(svg.find("<title>stale: 20:00:40.000 to 20:01:28.000, 48 s: version 3 never arrived</title>") !=
        std::string::npos);
  CHECK(svg.find("<title>20:00:50.000, rejected, v4</title>") != std::string::npos);
  CHECK(count_of(svg, "class=\"connected\"") == 4);  // three bars and the legend
  CHECK(svg.find("href") == std::string::npos);
}

TEST_CASE("SVG: of many stale spans the first are told in words") {
  draw::Timeline timeline = small_timeline();
  timeline.stale.resize(30, timeline.stale[0]);
  const std::string svg = svg_of(timeline);
  CHECK(count_of(svg, ">stale 20:00:40.000") == 20);
  CHECK(svg.find(">and 10 more</text>") != std::string::npos);
}

}  // namespace
}  // namespace confstate::tests
