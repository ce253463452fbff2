// The timeline as text.
#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "draw/canvas.hpp"
#include "draw/flow.hpp"
#include "draw/timeline.hpp"
#include "draw/timeline_axis.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kNarrowest = 40;
constexpr std::size_t kMostName = 24;     // columns
constexpr std::size_t kAxisStep = 10;     // columns from one mark to the next, at least
constexpr std::size_t kMostReasons = 50;  // stale spans that are told in words

struct Glyph {
  std::string_view unicode;
  std::string_view ascii;
  Tint tint;
};
// In the order of the kinds. No two that look like a command of a CI system where a line begins.
constexpr auto kSpanGlyphs = std::to_array<Glyph>({{"·", ".", Tint::dim},
                                                   {"░", "?", Tint::yellow},
                                                   {"▒", "~", Tint::cyan},
                                                   {"█", "=", Tint::green},
                                                   {"▄", "o", Tint::blue},
                                                   {"━", "-", Tint::dim}});
constexpr auto kTickGlyphs = std::to_array<Glyph>(
    {{"╵", "|", Tint::plain}, {"◆", "F", Tint::strong}, {"◇", "D", Tint::cyan}, {"✗", "X", Tint::red}});
constexpr Glyph kStaleGlyph{"╱", "/", Tint::red};

class TimelineText {
 public:
  TimelineText(const Timeline& timeline, const Style& style, const base::Sink& sink);

  void draw();

 private:
  void draw_head();
  void draw_axis();
  void draw_row(std::size_t number);
  void draw_ticks();
  void draw_stale();
  void draw_reasons();
  void draw_legend();
  void draw_flow(const Flow& flow);

  void put_name(std::string_view name, Tint tint);
  void put_span(std::int64_t from, std::int64_t to, const Glyph& glyph);
  void put_ticks(std::size_t row);
  void put_stale(std::size_t row);
  [[nodiscard]] std::size_t column_of(std::int64_t time) const;

  const Timeline& timeline_;
  TimeRange range_;
  Sheet sheet_;
  Canvas canvas_;
  std::size_t begin_ = 0;                                // column of the first instant
  std::size_t bars_ = 0;                                 // columns for the whole range
  std::vector<std::vector<const TimelineTick*>> ticks_;  // by row, those of all behind the last
  std::vector<std::vector<const StaleSpan*>> stale_;
  std::bitset<kSpanGlyphs.size()> seen_spans_;
  std::bitset<kTickGlyphs.size()> seen_ticks_;
};

std::string_view name_of(const TimelineRow& row) {
  return row.name.empty() ? row.detail : row.name;
}

TimelineText::TimelineText(const Timeline& timeline, const Style& style, const base::Sink& sink)
    : timeline_(timeline),
      range_(range_of(timeline)),
      sheet_({style.color, style.unicode, std::max(style.width, kNarrowest)}, sink),
      canvas_(sheet_.style().width),
      ticks_(ticks_by_row(timeline)),
      stale_(stale_by_row(timeline)) {
  std::size_t names = std::string_view("notified").size();
  for (const TimelineRow& row : timeline.rows) {
    names = std::max(names, columns_of(fitted(name_of(row), kMostName)));
  }
  begin_ = std::min(names, canvas_.width() / 3) + 2;
  bars_ = canvas_.width() - begin_;
}

std::size_t TimelineText::column_of(std::int64_t time) const {
  const double place = part_at(range_, time) * static_cast<double>(bars_);
  return begin_ + static_cast<std::size_t>(std::lround(place));
}

void TimelineText::put_name(std::string_view name, Tint tint) {
  canvas_.put(0, fitted(name, begin_ - 2), tint);
}

// At least one column, also at the very end.
void TimelineText::put_span(std::int64_t from, std::int64_t to, const Glyph& glyph) {
  const std::size_t begin = std::min(column_of(from), canvas_.width() - 1);
  canvas_.fill(begin, std::max(begin + 1, column_of(to)), sheet_.pick(glyph.unicode, glyph.ascii), glyph.tint);
}

// Where several notifications share a column, the one that says most is shown.
void TimelineText::put_ticks(std::size_t row) {
  for (const TimelineTick* tick : ticks_[row]) {
    const auto kind = static_cast<std::size_t>(tick->kind);
    put_span(tick->time, tick->time, kTickGlyphs[kind]);
    seen_ticks_.set(kind);
  }
}

void TimelineText::put_stale(std::size_t row) {
  for (const StaleSpan* stale : stale_[row]) {
    put_span(stale->from, stale->to, kStaleGlyph);
  }
}

void TimelineText::draw_flow(const Flow& flow) {
  for (std::size_t line = 0; line < flow.lines(); ++line) {
    flow.paint(canvas_, line, 0);
    canvas_.flush(sheet_);
  }
}

void TimelineText::draw_head() {
  Flow flow(canvas_.width());
  flow.add(timeline_.title, Tint::strong, 3);
  flow.add(story_of(range_), Tint::dim);
  draw_flow(flow);
}

void TimelineText::draw_axis() {
  const std::vector<AxisMark> marks = marks_of(range_, bars_ / kAxisStep);
  std::size_t free = 0;
  for (const AxisMark& mark : marks) {
    const std::size_t half = mark.label.size() / 2;
    const std::size_t at = std::min(column_of(mark.time) - half, canvas_.width() - mark.label.size());
    if (at >= free) {
      canvas_.put(at, mark.label);
      free = at + mark.label.size() + 1;
    }
  }
  canvas_.flush(sheet_);
  canvas_.fill(begin_, canvas_.width(), sheet_.pick("─", "-"), Tint::dim);
  for (const AxisMark& mark : marks) {
    put_span(mark.time, mark.time, {"┬", "+", Tint::dim});
  }
  canvas_.flush(sheet_);
}

void TimelineText::draw_row(std::size_t number) {
  const TimelineRow& row = timeline_.rows[number];
  put_name(name_of(row), Tint::strong);
  for (const TimelineSpan* span : spans_in(range_, row)) {
    const auto kind = static_cast<std::size_t>(span->kind);
    put_span(span->from, span->to, kSpanGlyphs[kind]);
    seen_spans_.set(kind);
  }
  put_stale(number);
  put_ticks(number);
  canvas_.flush(sheet_);
}

void TimelineText::draw_ticks() {
  if (!timeline_.ticks.empty()) {
    put_name("notified", Tint::dim);
    put_ticks(timeline_.rows.size());
    canvas_.flush(sheet_);
  }
}

void TimelineText::draw_stale() {
  if (!timeline_.stale.empty()) {
    put_name("stale", Tint::dim);
    put_stale(timeline_.rows.size());
    canvas_.flush(sheet_);
  }
}

void TimelineText::draw_reasons() {
  for (std::size_t i = 0; i < std::min(timeline_.stale.size(), kMostReasons); ++i) {
    Flow flow(canvas_.width());
    flow.add(fmt::format("{} {}", sheet_.pick(kStaleGlyph.unicode, kStaleGlyph.ascii),
                         story_of(timeline_, timeline_.stale[i])),
             Tint::red, 3);
    draw_flow(flow);
  }
  if (timeline_.stale.size() > kMostReasons) {
    canvas_.put(0, fmt::format("and {} more", timeline_.stale.size() - kMostReasons));
    canvas_.flush(sheet_);
  }
}

void TimelineText::draw_legend() {
  Flow flow(canvas_.width());
  const auto add = [&](const Glyph& glyph, std::string_view word) {
    flow.add(fmt::format("{} {}", sheet_.pick(glyph.unicode, glyph.ascii), word), glyph.tint);
  };
  for (std::size_t kind = 0; kind < kSpanGlyphs.size(); ++kind) {
    seen_spans_.test(kind) ? add(kSpanGlyphs[kind], word_of(static_cast<TimelineSpan::Kind>(kind))) : void();
  }
  for (std::size_t kind = 0; kind < kTickGlyphs.size(); ++kind) {
    seen_ticks_.test(kind) ? add(kTickGlyphs[kind], word_of(static_cast<TimelineTick::Kind>(kind))) : void();
  }
  timeline_.stale.empty() ? void() : add(kStaleGlyph, "stale");
  draw_flow(flow);
}

void TimelineText::draw() {
  draw_head();
  draw_axis();
  for (std::size_t row = 0; row < timeline_.rows.size(); ++row) {
    draw_row(row);
  }
  draw_ticks();
  draw_stale();
  sheet_.blank();
  draw_legend();
  draw_reasons();
  sheet_.finish();
}

}  // namespace

void draw_timeline(const Timeline& timeline, const Style& style, const base::Sink& sink) {
  TimelineText(timeline, style, sink).draw();
}

}  // namespace confstate::draw
