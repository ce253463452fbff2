// The timeline as SVG. Numbers are pixels.
#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "draw/canvas.hpp"
#include "draw/svg.hpp"
#include "draw/timeline.hpp"
#include "draw/timeline_axis.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kMargin = 24;
constexpr std::size_t kChart = 860;
constexpr std::size_t kRow = 34;
constexpr std::size_t kBar = 18;
constexpr std::size_t kAxis = 26;
constexpr std::size_t kMarks = 10;        // of the axis, at most
constexpr std::size_t kMostName = 32;     // columns
constexpr std::size_t kMostReasons = 20;  // stale spans that are told in words
constexpr std::size_t kReason = 18;       // from one of these to the next
constexpr std::size_t kReasonColumns = 110;
constexpr std::size_t kTicks = 4;  // kinds of notifications
constexpr double kThinnest = 1.5;  // a span that is over at once

constexpr std::string_view kRules = R"(.name{font-size:13px;font-weight:600}
.small{font-size:11px}
.grid{stroke:#d8dee4}
.axis{stroke:#57606a}
.strip{fill:#f6f8fa}
.gone{fill:none;stroke:#afb8c1;stroke-width:2;stroke-dasharray:2 4}
.pending{fill:#fff8e1;stroke:#bf8700;stroke-dasharray:3 2}
.alerting{fill:#f5cf6a;stroke:#bf8700}
.connected{fill:#2f9e57;stroke:#1f7a40}
.on-hold{fill:url(#held);stroke:#2f6fb3}
.muted{fill:url(#muted);stroke:#1f7a40}
.stale{fill:url(#stale)}
.hatch{stroke:#b3111e;stroke-width:2.2;stroke-opacity:.55}
.edge{stroke:#b3111e;stroke-dasharray:4 3}
.tick{stroke:#1b1f24;stroke-width:1.6;fill:none}
.full{fill:#1b1f24}
.deleted{fill:#fff}
.rejected{stroke:#b3111e;stroke-width:2.2}
)";
constexpr std::string_view kDark = R"(.grid{stroke:#30363d}
.axis{stroke:#9aa7b4}
.strip{fill:#161b22}
.gone{stroke:#57606a}
.pending{fill:#2b2410}
.tick{stroke:#e6edf3}
.full{fill:#e6edf3}
.deleted{fill:#0d1117}
.rejected{stroke:#ff7b72}
.hatch{stroke:#ff7b72;stroke-opacity:.8}
.edge{stroke:#ff7b72}
)";
// Kinds are told apart by their pattern too, as printers may have no colours.
constexpr std::string_view kPatterns = R"svg(<defs>
<pattern id="stale" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<path class="hatch" d="M0 0V8"/></pattern>
<pattern id="held" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#cfe3f7"/><path d="M0 3H6" stroke="#2f6fb3" stroke-width="1.6"/></pattern>
<pattern id="muted" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#bfe5cc"/><circle cx="3" cy="3" r="1.3" fill="#1f7a40"/></pattern>
</defs>
)svg";

// In the order of the kinds.
constexpr auto kSpanClasses =
    std::to_array<std::string_view>({"gone", "pending", "alerting", "connected", "on-hold", "muted"});

// One decimal, so that the picture is small and the same everywhere.
double rounded(double value) {
  return std::round(value * 10) / 10;
}

class TimelineSvg {
 public:
  TimelineSvg(const Timeline& timeline, const base::Sink& sink);

  void draw();

 private:
  void measure();
  void draw_head();
  void draw_axis();
  void draw_row(std::size_t number);
  void draw_bar(TimelineSpan::Kind kind, double x, double width, double y, std::string_view story);
  void draw_tick(TimelineTick::Kind kind, double x, double y, std::string_view story);
  void draw_ticks(std::size_t number, double y);
  void draw_stale(std::size_t number, std::size_t top, std::size_t height);
  void draw_legend();
  void draw_key(std::size_t column, std::string_view word);
  void draw_reasons();
  [[nodiscard]] double x_of(std::int64_t time) const;
  [[nodiscard]] std::size_t bottom() const { return top_ + timeline_.rows.size() * kRow; }

  const Timeline& timeline_;
  TimeRange range_;
  Svg svg_;
  std::vector<std::vector<const TimelineTick*>> ticks_;  // by row, those of all behind the last
  std::vector<std::vector<const StaleSpan*>> stale_;
  std::size_t left_ = 0;    // where the range begins
  std::size_t top_ = 0;     // of the first row
  std::size_t legend_ = 0;  // base line
  std::size_t width_ = 0;
  std::size_t height_ = 0;
  std::bitset<kSpanClasses.size()> seen_spans_;
  std::bitset<kTicks> seen_ticks_;
};

TimelineSvg::TimelineSvg(const Timeline& timeline, const base::Sink& sink)
    : timeline_(timeline),
      range_(range_of(timeline)),
      svg_(sink),
      ticks_(ticks_by_row(timeline)),
      stale_(stale_by_row(timeline)) {}

void TimelineSvg::measure() {
  std::size_t names = pixels_of(13, 12);  // "notifications"
  for (const TimelineRow& row : timeline_.rows) {
    names = std::max({names, pixels_of(columns_of(fitted(row.name, kMostName)), 14),
                      pixels_of(columns_of(fitted(row.detail, kMostName)), 11)});
  }
  left_ = kMargin + names + 16;
  top_ = kMargin + 44 + kAxis;
  width_ = left_ + kChart + 2 * kMargin;
  legend_ = bottom() + kRow + 30;
  const std::size_t reasons = std::min(timeline_.stale.size(), kMostReasons + 1);
  height_ = legend_ + 16 + reasons * kReason + kMargin;
}

double TimelineSvg::x_of(std::int64_t time) const {
  return rounded(static_cast<double>(left_) + part_at(range_, time) * static_cast<double>(kChart));
}

void TimelineSvg::draw_head() {
  svg_.text(kMargin, kMargin + 14, "title sans", fitted(timeline_.title, 100));
  svg_.text(kMargin, kMargin + 33, "soft sans", story_of(range_));
}

void TimelineSvg::draw_axis() {
  for (std::size_t row = 0; row <= timeline_.rows.size(); row += 2) {
    svg_.put("<rect class=\"strip\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", kMargin / 2, top_ + row * kRow,
             width_ - kMargin, kRow);
  }
  for (const AxisMark& mark : marks_of(range_, kMarks)) {
    const double x = x_of(mark.time);
    svg_.put("<path class=\"grid\" d=\"M{} {}V{}\"/>\n", x, top_ - 6, bottom() + kRow);
    svg_.text(x, static_cast<double>(top_) - 11, "soft mid", mark.label);
  }
  svg_.put("<path class=\"axis\" d=\"M{} {}h{}\"/>\n", left_, top_, kChart);
}

void TimelineSvg::draw_bar(TimelineSpan::Kind kind, double x, double width, double y, std::string_view story) {
  const std::string_view name = kSpanClasses[static_cast<std::size_t>(kind)];
  if (kind == TimelineSpan::Kind::gone) {
    svg_.put(R"(<path class="{}" d="M{} {}h{}">)", name, x, y + kBar / 2.0, width);
  } else {
    svg_.put(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2">)", name, x, y, width, kBar);
  }
  svg_.title(story);
  svg_.put("</{}>\n", kind == TimelineSpan::Kind::gone ? "path" : "rect");
}

std::string story_of(const TimelineSpan& span, std::string_view name) {
  return fmt::format("{}: {}, {} to {}{}{}", name, word_of(span.kind), base::write_time(span.from, 3),
                     base::write_time(span.to, 3), span.note.empty() ? "" : ", ", span.note);
}

void TimelineSvg::draw_row(std::size_t number) {
  const TimelineRow& row = timeline_.rows[number];
  const auto y = static_cast<double>(top_ + number * kRow);
  const bool both = !row.name.empty() && !row.detail.empty();
  svg_.text(kMargin, y + (both ? 15 : 21), "name sans", fitted(row.name.empty() ? row.detail : row.name, kMostName));
  if (both) {
    svg_.text(kMargin, y + 28, "small soft", fitted(row.detail, kMostName));
  }
  for (const TimelineSpan* span : spans_in(range_, row)) {
    const double x = x_of(span->from);
    const double width = rounded(std::max(x_of(span->to) - x, kThinnest));
    draw_bar(span->kind, x, width, y + (kRow - kBar) / 2.0, story_of(*span, row.name.empty() ? row.detail : row.name));
    seen_spans_.set(static_cast<std::size_t>(span->kind));
  }
}

void TimelineSvg::draw_tick(TimelineTick::Kind kind, double x, double y, std::string_view story) {
  using Kind = TimelineTick::Kind;
  svg_.put("<g>");
  if (!story.empty()) {
    svg_.title(story);
  }
  svg_.put(R"(<rect class="hit" x="{}" y="{}" width="10" height="20"/>)", rounded(x - 5), y - 10);
  if (kind == Kind::partial) {
    svg_.put(R"(<path class="tick" d="M{} {}v12"/>)", x, y - 6);
  } else if (kind == Kind::rejected) {
    svg_.put(R"(<path class="tick rejected" d="M{0} {1}l10 10m0 -10l-10 10"/>)", rounded(x - 5), y - 5);
  } else {
    svg_.put(R"(<path class="tick {}" d="M{} {}l5.5 6.5l-5.5 6.5l-5.5 -6.5z"/>)",
             kind == Kind::full ? "full" : "deleted", x, y - 6.5);
  }
  svg_.put("</g>\n");
}

void TimelineSvg::draw_ticks(std::size_t number, double y) {
  for (const TimelineTick* tick : ticks_[number]) {
    draw_tick(tick->kind, x_of(tick->time), y,
              fmt::format("{}, {}{}{}", base::write_time(tick->time, 3), word_of(tick->kind),
                          tick->note.empty() ? "" : ", ", tick->note));
    seen_ticks_.set(static_cast<std::size_t>(tick->kind));
  }
}

void TimelineSvg::draw_stale(std::size_t number, std::size_t top, std::size_t height) {
  for (const StaleSpan* stale : stale_[number]) {
    const double x = x_of(stale->from);
    const double width = rounded(std::max(x_of(stale->to) - x, kThinnest));
    svg_.put("<g>");
    svg_.title("stale: " + story_of(timeline_, *stale));
    svg_.put(R"(<rect class="stale" x="{0}" y="{1}" width="{2}" height="{3}"/><path class="edge" )"
             "d=\"M{0} {1}v{3}M{4} {1}v{3}\"/></g>\n",
             x, top, width, height, rounded(x + width));
  }
}

void TimelineSvg::draw_key(std::size_t column, std::string_view word) {
  svg_.text(static_cast<double>(column), static_cast<double>(legend_), "sans", word);
}

void TimelineSvg::draw_legend() {
  std::size_t x = kMargin;
  const auto y = static_cast<double>(legend_);
  for (std::size_t kind = 0; kind < kSpanClasses.size(); ++kind) {
    if (seen_spans_.test(kind)) {
      const auto value = static_cast<TimelineSpan::Kind>(kind);
      draw_bar(value, static_cast<double>(x), 26, y - 14, word_of(value));
      draw_key(x + 33, word_of(value));
      x += 33 + pixels_of(word_of(value).size(), 12) + 18;
    }
  }
  for (std::size_t kind = 0; kind < kTicks; ++kind) {
    if (seen_ticks_.test(kind)) {
      const auto value = static_cast<TimelineTick::Kind>(kind);
      draw_tick(value, static_cast<double>(x) + 8, y - 5, "");
      draw_key(x + 19, word_of(value));
      x += 19 + pixels_of(word_of(value).size(), 12) + 18;
    }
  }
  if (!timeline_.stale.empty()) {
    svg_.put("<rect class=\"stale\" x=\"{}\" y=\"{}\" width=\"26\" height=\"{}\"/>\n", x, y - 14, kBar);
    draw_key(x + 33, "stale");
  }
}

void TimelineSvg::draw_reasons() {
  auto y = static_cast<double>(legend_) + 12 + kReason;
  for (std::size_t i = 0; i < std::min(timeline_.stale.size(), kMostReasons); ++i, y += kReason) {
    svg_.text(kMargin, y, "error", fitted("stale " + story_of(timeline_, timeline_.stale[i]), kReasonColumns));
  }
  if (timeline_.stale.size() > kMostReasons) {
    svg_.text(kMargin, y, "error", fmt::format("and {} more", timeline_.stale.size() - kMostReasons));
  }
}

void TimelineSvg::draw() {
  measure();
  svg_.begin(width_, height_, timeline_.title.empty() ? "Timeline" : timeline_.title, kRules, kDark);
  svg_.put("{}", kPatterns);
  draw_head();
  draw_axis();
  for (std::size_t row = 0; row < timeline_.rows.size(); ++row) {
    draw_row(row);
    draw_stale(row, top_ + row * kRow + 3, kRow - 6);
    draw_ticks(row, static_cast<double>(top_ + row * kRow) + kRow / 2.0);
  }
  draw_stale(timeline_.rows.size(), top_, bottom() + kRow - top_);
  svg_.text(kMargin, static_cast<double>(bottom()) + 21, "soft sans", "notifications");
  draw_ticks(timeline_.rows.size(), static_cast<double>(bottom()) + kRow / 2.0);
  draw_legend();
  draw_reasons();
  svg_.end();
}

}  // namespace

void draw_timeline_svg(const Timeline& timeline, const base::Sink& sink) {
  TimelineSvg(timeline, sink).draw();
}

}  // namespace confstate::draw
