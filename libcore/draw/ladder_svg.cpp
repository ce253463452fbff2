// The ladder as SVG. Numbers are pixels.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "draw/canvas.hpp"
#include "draw/flow.hpp"
#include "draw/ladder.hpp"
#include "draw/ladder_words.hpp"
#include "draw/svg.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kMargin = 24;
constexpr std::size_t kFont = 12;
constexpr std::size_t kRow = 30;     // from one arrow to the next
constexpr std::size_t kLine = 16;    // from one line of notes to the next
constexpr std::size_t kLoop = 14;    // how far an arrow to oneself comes back below where it left
constexpr std::size_t kHeader = 44;  // the box at either end of a lifeline
constexpr std::size_t kLeastStep = 180;
constexpr std::size_t kMostLabel = 60;  // columns of a text on an arrow or in a header
constexpr std::size_t kNoteColumns = 56;
constexpr std::size_t kNoteLines = 6;
constexpr std::size_t kBetween = 16;
constexpr std::size_t kMostPaused = 100;  // lifelines that a gap is drawn on, so that the picture is not their product
constexpr std::size_t kLongLadder = 24;   // rows after which the headers are repeated at the foot

constexpr std::string_view kRules = R"(.box{fill:#f6f8fa;stroke:#afb8c1}
.name{font-size:14px;font-weight:600}
.life{stroke:#afb8c1}
.life.paused{stroke-dasharray:2 4}
.arrow{stroke:#1b1f24;stroke-width:1.4;fill:none}
.head{fill:#1b1f24}
.label{font-size:13px;paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
.again .arrow{stroke:#8c959f;stroke-dasharray:4 3}
.again .head,.again text{fill:#6e7781}
.bad .arrow{stroke:#b3111e}
.bad .head,.bad .label{fill:#b3111e}
.strong{font-weight:600}
.band{fill:#fff8e1;stroke:#d4a72c}
.rule{stroke:#afb8c1}
)";
constexpr std::string_view kDark = R"(.box{fill:#161b22;stroke:#6e7781}
.life,.rule{stroke:#57606a}
.arrow{stroke:#e6edf3}
.head{fill:#e6edf3}
.label{stroke:#0d1117}
.again .arrow{stroke:#8c959f}
.again .head,.again text{fill:#9aa7b4}
.bad .arrow{stroke:#ff7b72}
.bad .head,.bad .label{fill:#ff7b72}
.band{fill:#2b2410;stroke:#d4a72c}
)";

class LadderSvg {
 public:
  LadderSvg(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink)
      : ladder_(ladder), options_(options), svg_(sink) {}

  void draw();

 private:
  using Kind = LadderRow::Kind;

  // Where things stand.
  void measure();
  [[nodiscard]] std::size_t widest_band() const;
  void place_lines();
  void need_room(std::vector<std::size_t>& labels, const LadderRow& row) const;
  [[nodiscard]] std::size_t height_of(const LadderRow& row) const;
  [[nodiscard]] Flow notes_of(const LadderRow& row) const;
  [[nodiscard]] bool is_loop(const LadderRow& row) const;

  void draw_headers(std::size_t y);
  void draw_row(const LadderRow& row, const std::string& time);
  void draw_divider(std::string_view label);
  void draw_gap(std::string_view label);
  void draw_note(const LadderRow& row, const std::string& time);

  void draw_arrow(const LadderRow& row, const std::string& time);
  void draw_left(const LadderRow& row, const std::string& time);
  void draw_line(const LadderRow& row, std::size_t from, std::size_t to);
  void draw_half(const LadderRow& row, std::size_t line, bool arrives);
  void draw_loop(const LadderRow& row, std::size_t line);
  void draw_head(std::size_t x, std::size_t y, bool right);
  void draw_notes(const LadderRow& row);

  const Ladder& ladder_;
  LadderOptions options_;
  Svg svg_;
  std::size_t words_ = kMargin;     // where frame numbers and times end
  std::size_t frames_ = 0;          // where frame numbers end; 0 for none
  std::vector<std::size_t> lines_;  // where lifelines stand
  std::size_t notes_ = 0;           // where notes begin
  std::size_t width_ = 0;
  std::size_t height_ = 0;
  std::size_t top_ = 0;  // of the headers
  std::size_t y_ = 0;    // of the row that is drawn
};

std::size_t label_pixels(std::string_view text) {
  return pixels_of(std::min(columns_of(fitted(text, kMostLabel)), kMostLabel), 14);
}

bool LadderSvg::is_loop(const LadderRow& row) const {
  const auto from = end_of(ladder_, row.from);
  return row.kind == Kind::arrow && from && from == end_of(ladder_, row.to);
}

Flow LadderSvg::notes_of(const LadderRow& row) const {
  Flow flow(kNoteColumns);
  if (!end_of(ladder_, row.from) && !end_of(ladder_, row.to)) {
    flow.add(fmt::format("? → ? {}", row.label), Tint::plain, kNoteLines);
  }
  if (!row.transport.empty()) {
    flow.add(fmt::format("[{}]", row.transport), Tint::dim, 1);
  }
  flow.add(repeats_of(row), Tint::dim, 1);
  flow.add(row.note, Tint::plain, kNoteLines);
  return flow;
}

std::size_t LadderSvg::height_of(const LadderRow& row) const {
  if (row.kind != Kind::arrow) {
    return row.kind == Kind::gap ? kRow : kRow + 6;
  }
  const std::size_t lines = notes_of(row).lines() + row.marks.size();
  return std::max(kRow + (lines > 1 ? (lines - 1) * kLine : 0), is_loop(row) ? kRow + kLoop : 0);
}

// The gap after which lifeline an arrow's label stands in, and what part of it.
void LadderSvg::need_room(std::vector<std::size_t>& labels, const LadderRow& row) const {
  const auto from = end_of(ladder_, row.from);
  const auto to = end_of(ladder_, row.to);
  if (row.kind != Kind::arrow || !(from || to)) {
    return;
  }
  const std::size_t low = std::min(*(from ? from : to), *(to ? to : from));
  const std::size_t high = std::max(*(from ? from : to), *(to ? to : from));
  const bool to_left = low == high && low > 0 && (!(from && to) || low + 1 == labels.size());
  const std::size_t pixels = label_pixels(row.label) + (low == high ? kBetween + kRow : 0);
  std::size_t& need = labels[to_left ? low - 1 : low];
  need = std::max(need, pixels / std::max<std::size_t>(high - low, 1));
}

void LadderSvg::place_lines() {
  std::vector<std::size_t> labels(ladder_.lifelines.size(), 0);
  for (const LadderRow& row : ladder_.rows) {
    need_room(labels, row);
  }
  std::size_t x = words_ + kBetween;
  for (std::size_t i = 0; i < ladder_.lifelines.size(); ++i) {
    const Lifeline& line = ladder_.lifelines[i];
    const std::size_t half = std::max(label_pixels(line.name), label_pixels(line.address)) / 2 + kBetween;
    x = std::max(x, lines_.empty() ? x + half : lines_.back() + std::max(labels[i - 1] + 2 * kBetween, kLeastStep));
    if (i > 0) {
      const Lifeline& left = ladder_.lifelines[i - 1];
      x = std::max(x,
                   lines_.back() + half + kBetween + std::max(label_pixels(left.name), label_pixels(left.address)) / 2);
    }
    lines_.push_back(x);
  }
  const bool needs_room = ladder_.lifelines.size() == 1;
  notes_ = lines_.empty() ? x : lines_.back() + kBetween + (needs_room ? std::max(labels[0] + 40, kLeastStep) : 0);
}

// Where the longest text of a row that is no arrow ends.
std::size_t LadderSvg::widest_band() const {
  std::size_t widest = 0;
  for (const LadderRow& row : ladder_.rows) {
    if (row.kind == Kind::divider) {
      widest = std::max(widest, kMargin + pixels_of(columns_of(fitted(row.label, 2 * kMostLabel)), 14));
    } else if (row.kind != Kind::arrow) {
      const std::size_t begin = lines_.empty() ? notes_ : lines_.front();
      widest = std::max(widest, begin + label_pixels(row.label) + kBetween);
    }
  }
  return widest;
}

void LadderSvg::measure() {
  std::uint64_t frame = 0;
  std::size_t times = 0;
  std::size_t notes = 0;
  std::size_t rows = 0;
  RowClock clock(options_.times);
  for (const LadderRow& row : ladder_.rows) {
    times = std::max(times, clock.tell(row).size());
    frame = std::max(frame, row.frame);
    notes = std::max(notes, notes_of(row).longest());
    for (const Mark& mark : row.marks) {
      notes = std::max(notes, std::min(columns_of(mark.rule) + 2, kNoteColumns));
    }
    rows += height_of(row) + (clock.new_day() ? kRow : 0);
  }
  if (options_.frames && frame != 0) {
    frames_ = words_ + pixels_of(fmt::formatted_size("{}", frame), kFont);
    words_ = frames_ + kBetween;
  }
  words_ += pixels_of(times, kFont);
  place_lines();
  const std::size_t edge = lines_.empty() ? notes_ : lines_.back() + label_pixels(ladder_.lifelines.back().address) / 2;
  const std::size_t title = pixels_of(std::min<std::size_t>(columns_of(ladder_.title), 2 * kMostLabel), 16);
  width_ = std::max({notes_ + pixels_of(notes, kFont), edge, kMargin + title, widest_band()}) + kMargin;
  top_ = kMargin + (ladder_.title.empty() ? 0 : kRow + kLine);
  const std::size_t foot = ladder_.rows.size() > kLongLadder ? kHeader : 0;
  height_ = top_ + kHeader + kRow / 2 + rows + foot + kMargin;
}

void LadderSvg::draw_headers(std::size_t y) {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Lifeline& line = ladder_.lifelines[i];
    const std::size_t size = std::max(label_pixels(line.name), label_pixels(line.address)) + kBetween;
    svg_.put("<g><rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>\n", lines_[i] - size / 2,
             y, size, kHeader - 4);
    svg_.title(fmt::format("{} {}", line.name, line.address));
    const auto x = static_cast<double>(lines_[i]);
    const auto top = static_cast<double>(y);
    const bool both = !line.name.empty() && !line.address.empty();
    svg_.text(x, top + (both ? 17 : 25), "name sans mid", fitted(name_of(ladder_, i), kMostLabel));
    if (both) {
      svg_.text(x, top + 33, "soft mid", fitted(line.address, kMostLabel));
    }
    svg_.put("</g>\n");
  }
}

void LadderSvg::draw_head(std::size_t x, std::size_t y, bool right) {
  svg_.put("<path class=\"head\" d=\"M{} {}l{} -4.5v9z\"/>\n", x, y, right ? "-9" : "9");
}

void LadderSvg::draw_line(const LadderRow& row, std::size_t from, std::size_t to) {
  const bool right = from < to;
  const std::size_t begin = lines_[from];
  const std::size_t end = lines_[to];
  svg_.put("<path class=\"arrow\" d=\"M{} {}H{}\"/>\n", begin, y_, right ? end - 8 : end + 8);
  draw_head(end, y_, right);
  svg_.text(static_cast<double>(begin + end) / 2, static_cast<double>(y_) - 6, "label sans mid",
            fitted(row.label, kMostLabel));
}

// From or to a "?" beside the lifeline, where its neighbour to the left is, or to the right of the first one.
void LadderSvg::draw_half(const LadderRow& row, std::size_t line, bool arrives) {
  const bool leftwards = line > 0;
  const std::size_t here = lines_[line];
  const std::size_t length = std::max<std::size_t>(label_pixels(row.label) + kBetween, 80);
  const std::size_t there = leftwards ? here - length : here + length;
  const bool right = leftwards == arrives;
  const std::size_t head = arrives ? here : there;
  svg_.put("<path class=\"arrow\" d=\"M{} {}H{}\"/>\n", arrives ? there : here, y_, right ? head - 8 : head + 8);
  draw_head(head, y_, right);
  svg_.text(static_cast<double>(leftwards ? there - 8 : there + 8), static_cast<double>(y_) + 4, "strong mid", "?");
  svg_.text(static_cast<double>(here + there) / 2, static_cast<double>(y_) - 6, "label sans mid",
            fitted(row.label, kMostLabel));
}

void LadderSvg::draw_loop(const LadderRow& row, std::size_t line) {
  const bool to_left = line != 0 && line + 1 == lines_.size();
  const std::size_t at = lines_[line];
  const char* const out = to_left ? "-" : "";
  const char* const back = to_left ? "" : "-";
  svg_.put("<path class=\"arrow\" d=\"M{} {}h{}30v{}h{}22\"/>\n", at, y_ - 4, out, kLoop, back);
  draw_head(at, y_ - 4 + kLoop, to_left);
  svg_.text(static_cast<double>(to_left ? at - 38 : at + 38), static_cast<double>(y_) + 6,
            to_left ? "label sans end" : "label sans", fitted(row.label, kMostLabel));
}

void LadderSvg::draw_left(const LadderRow& row, const std::string& time) {
  const auto y = static_cast<double>(y_) + 4;
  if (frames_ != 0 && row.frame != 0) {
    svg_.text(static_cast<double>(frames_), y, "soft end", fmt::format("{}", row.frame));
  }
  if (!time.empty()) {
    svg_.text(static_cast<double>(words_), y, "soft end", time);
  }
}

std::string_view class_of(diag::Severity severity) {
  return severity == diag::Severity::error     ? "error strong"
         : severity == diag::Severity::warning ? "warning strong"
                                               : "info strong";
}

void LadderSvg::draw_notes(const LadderRow& row) {
  const Flow flow = notes_of(row);
  auto y = static_cast<double>(y_) + 4;
  for (std::size_t line = 0; line < flow.lines(); ++line, y += kLine) {
    for (const Flow::Run& run : flow.line(line)) {
      svg_.text(static_cast<double>(notes_ + pixels_of(run.column, kFont)), y, run.tint == Tint::dim ? "soft" : "",
                run.text);
    }
  }
  for (const Mark& mark : row.marks) {
    svg_.put("<g>");
    svg_.title(mark.message.empty() ? mark.rule : mark.message);
    svg_.text(static_cast<double>(notes_), y, class_of(mark.severity),
              fitted(fmt::format("{} {}", sign_of(mark.severity, true), mark.rule), kNoteColumns));
    svg_.put("</g>\n");
    y += kLine;
  }
}

void LadderSvg::draw_arrow(const LadderRow& row, const std::string& time) {
  const auto from = end_of(ladder_, row.from);
  const auto to = end_of(ladder_, row.to);
  const auto is_error = [](const Mark& mark) { return mark.severity == diag::Severity::error; };
  const bool bad = std::any_of(row.marks.begin(), row.marks.end(), is_error);
  svg_.put("<g{}>", bad ? R"( class="bad")" : row.dim ? R"( class="again")" : "");
  svg_.title(story_of(ladder_, row));
  svg_.put("<rect class=\"hit\" x=\"0\" y=\"{}\" width=\"{}\" height=\"{}\"/>\n", y_ - kRow / 2 - 4, width_,
           height_of(row));
  draw_left(row, time);
  if (from && to) {
    *from == *to ? draw_loop(row, *from) : draw_line(row, *from, *to);
  } else if (from || to) {
    draw_half(row, from ? *from : *to, to.has_value());
  }
  draw_notes(row);
  svg_.put("</g>\n");
}

void LadderSvg::draw_divider(std::string_view label) {
  const std::string text = fitted(label, 2 * kMostLabel);
  const std::size_t size = pixels_of(columns_of(text), 14);
  svg_.put("<path class=\"rule\" d=\"M{} {}H{}\"/>\n", kMargin + size, y_, std::max(width_ - kMargin, kMargin + size));
  svg_.text(kMargin, static_cast<double>(y_) + 4, "label sans strong", text);
}

// Over the lifelines: they pause.
void LadderSvg::draw_gap(std::string_view label) {
  const std::size_t top = y_ - kRow / 2;
  for (std::size_t i = 0; i < std::min(lines_.size(), kMostPaused); ++i) {
    const std::size_t x = lines_[i];
    svg_.put(R"(<rect class="paper" x="{}" y="{}" width="4" height="{}"/>)", x - 2, top, kRow);
    svg_.put("<path class=\"life paused\" d=\"M{} {}v{}\"/>\n", x, top, kRow);
  }
  const std::size_t middle = lines_.empty() ? notes_ : (lines_.front() + lines_.back()) / 2;
  svg_.text(static_cast<double>(middle), static_cast<double>(y_) + 4, "label sans soft mid", fitted(label, kMostLabel));
}

void LadderSvg::draw_note(const LadderRow& row, const std::string& time) {
  draw_left(row, time);
  const std::size_t first = lines_.empty() ? notes_ : lines_.front();
  const std::size_t last = lines_.empty() ? notes_ : lines_.back();
  const std::size_t size = std::max(last - first + 16, label_pixels(row.label) + 16);
  const std::size_t begin = size == last - first + 16 ? first - 8 : std::max(words_ + 8, first - 8);
  svg_.put("<rect class=\"band\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"22\" rx=\"3\"/>\n", begin, y_ - 11, size);
  svg_.text(static_cast<double>(begin) + static_cast<double>(size) / 2, static_cast<double>(y_) + 4, "sans mid",
            fitted(row.label, kMostLabel));
}

void LadderSvg::draw_row(const LadderRow& row, const std::string& time) {
  switch (row.kind) {
    case Kind::arrow:
      return draw_arrow(row, time);
    case Kind::gap:
      return draw_gap(row.label);
    case Kind::note:
      return draw_note(row, time);
    case Kind::divider:
      return draw_divider(row.label);
  }
}

void LadderSvg::draw() {
  measure();
  svg_.begin(width_, height_, ladder_.title.empty() ? "Call flow" : ladder_.title, kRules, kDark);
  if (!ladder_.title.empty()) {
    svg_.text(kMargin, kMargin + 14, "title sans", fitted(ladder_.title, 2 * kMostLabel));
  }
  const auto timed = std::find_if(ladder_.rows.begin(), ladder_.rows.end(), [](const auto& row) { return row.time; });
  if (!ladder_.title.empty() && timed != ladder_.rows.end()) {
    svg_.text(kMargin, kMargin + 34, "soft sans", fmt::format("{}, UTC", base::write_date(base::day_of(*timed->time))));
  }
  const std::size_t foot = height_ - kMargin - (ladder_.rows.size() > kLongLadder ? kHeader : 0);
  for (const std::size_t x : lines_) {
    svg_.put("<path class=\"life\" d=\"M{} {}V{}\"/>\n", x, top_ + kHeader - 4, foot);
  }
  draw_headers(top_);
  y_ = top_ + kHeader + kRow;
  RowClock clock(options_.times);
  for (const LadderRow& row : ladder_.rows) {
    const std::string time = clock.tell(row);
    if (const auto day = clock.new_day()) {
      draw_divider(base::write_date(*day));
      y_ += kRow;
    }
    draw_row(row, time);
    y_ += height_of(row);
  }
  if (ladder_.rows.size() > kLongLadder) {
    draw_headers(foot + 4);
  }
  svg_.end();
}

}  // namespace

void draw_ladder_svg(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink) {
  LadderSvg(ladder, options, sink).draw();
}

}  // namespace confstate::draw
