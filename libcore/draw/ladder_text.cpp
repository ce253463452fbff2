// The ladder as text.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "draw/canvas.hpp"
#include "draw/flow.hpp"
#include "draw/ladder.hpp"
#include "draw/ladder_layout.hpp"
#include "draw/ladder_words.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kHeaderLines = 3;
constexpr std::size_t kHeaderColumns = 48;  // an address of version 6 with its port
constexpr std::size_t kNoteLines = 4;
constexpr std::size_t kMarkLines = 3;
constexpr std::size_t kListName = 24;  // columns of a name where there are no columns for the lifelines
constexpr std::size_t kHang = 2;

// What lines and arrows are made of.
struct Glyphs {
  std::string_view line, paused, dash, dots, right, left, cross, rule, band, band_begin, band_end, down, up_right,
      down_left, up_left;
};
constexpr Glyphs kUnicode{"│", "┊", "─", "╌", "►", "◄", "┼", "─", "═", "╞", "╡", "┐", "┘", "┌", "└"};
constexpr Glyphs kAscii{"|", ":", "-", ".", ">", "<", "+", "-", "=", "|", "|", ".", "'", ".", "'"};

class LadderText {
 public:
  LadderText(const Ladder& ladder, const LadderOptions& options, const Style& style, const base::Sink& sink)
      : ladder_(ladder),
        layout_(layout_of(ladder, options, style)),
        clock_(options.times),
        sheet_({style.color, style.unicode, layout_.width}, sink),
        canvas_(layout_.width),
        glyphs_(style.unicode ? kUnicode : kAscii) {}

  void draw();

 private:
  using Ends = std::pair<std::size_t, std::size_t>;

  [[nodiscard]] bool in_columns() const { return !layout_.lines.empty(); }
  void draw_row(const LadderRow& row);

  // Above the rows.
  void draw_header();
  void draw_header_lines(std::string Lifeline::*part, Tint tint);
  [[nodiscard]] std::size_t begin_of_header(std::size_t line, std::size_t columns) const;
  void draw_names();

  // Rows that are no arrows.
  void draw_divider(std::string_view label);
  void draw_gap(std::string_view label);
  void draw_note(const LadderRow& row);

  // Arrows.
  void draw_arrow(const LadderRow& row, const std::string& time);
  void draw_in_words(const LadderRow& row, const std::string& time);
  void put_left(const LadderRow& row, const std::string& time);
  void put_lines(std::string_view glyph);
  void add_notes(Flow& flow, const LadderRow& row, std::string_view more) const;
  std::string_view put_arrow(const LadderRow& row);
  std::string_view put_between(const LadderRow& row, std::size_t from, std::size_t to);
  std::string_view put_half(const LadderRow& row, std::size_t line, bool arrives);
  std::string_view put_loop(const LadderRow& row, std::size_t line);
  void put_loop_end(std::size_t line);
  std::string_view put_label(const LadderRow& row, std::size_t begin, std::size_t end);

  const Ladder& ladder_;
  LadderLayout layout_;
  RowClock clock_;
  Sheet sheet_;
  Canvas canvas_;
  const Glyphs& glyphs_;
};

void LadderText::draw() {
  in_columns() ? draw_header() : draw_names();
  for (const LadderRow& row : ladder_.rows) {
    draw_row(row);
  }
  sheet_.finish();
}

void LadderText::draw_row(const LadderRow& row) {
  const std::string time = clock_.tell(row);
  if (const auto day = clock_.new_day()) {
    draw_divider(base::write_date(*day));
  }
  switch (row.kind) {
    case LadderRow::Kind::arrow:
      return in_columns() ? draw_arrow(row, time) : draw_in_words(row, time);
    case LadderRow::Kind::gap:
      return draw_gap(row.label);
    case LadderRow::Kind::note:
      put_left(row, time);
      return draw_note(row);
    case LadderRow::Kind::divider:
      return draw_divider(row.label);
  }
}

// Above its lifeline, moved aside at the edges of the page.
std::size_t LadderText::begin_of_header(std::size_t line, std::size_t columns) const {
  const std::size_t at = layout_.lines[line];
  const std::size_t begin = at > columns / 2 ? at - columns / 2 : 0;
  return std::min(begin, layout_.width - std::min(columns, layout_.width));
}

// Texts that would meet stand below each other; only where that takes too many lines they are cut.
void LadderText::draw_header_lines(std::string Lifeline::*part, Tint tint) {
  std::vector<Canvas> lines;
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < layout_.lines.size(); ++i) {
    std::string text = fitted(ladder_.lifelines[i].*part, kHeaderColumns);
    if (text.empty()) {
      continue;
    }
    const auto fits = [&](std::size_t end) { return end == 0 || end < begin_of_header(i, columns_of(text)); };
    auto free = std::find_if(ends.begin(), ends.end(), fits);
    if (free == ends.end() && ends.size() == kHeaderLines) {
      free = std::min_element(ends.begin(), ends.end());
      text = fitted(text, layout_.lines[i] > *free ? 2 * (layout_.lines[i] - *free) - 1 : 0);
    } else if (free == ends.end()) {
      free = ends.insert(ends.end(), 0);
      lines.emplace_back(layout_.width);
    }
    const std::size_t begin = begin_of_header(i, columns_of(text));
    lines[static_cast<std::size_t>(free - ends.begin())].put(begin, text, tint);
    *free = text.empty() ? *free : begin + columns_of(text);
  }
  std::for_each(lines.begin(), lines.end(), [this](Canvas& line) { line.flush(sheet_); });
}

void LadderText::draw_header() {
  draw_header_lines(&Lifeline::name, Tint::strong);
  draw_header_lines(&Lifeline::address, Tint::dim);
}

// Without columns for lifelines: who they are.
void LadderText::draw_names() {
  for (const Lifeline& line : ladder_.lifelines) {
    Flow flow(layout_.width);
    flow.add(line.name, Tint::strong, kHeaderLines);
    flow.add(line.address, Tint::dim, kHeaderLines);
    for (std::size_t i = 0; i < flow.lines(); ++i) {
      flow.paint(canvas_, i, 0);
      canvas_.flush(sheet_);
    }
  }
}

void LadderText::draw_divider(std::string_view label) {
  canvas_.fill(0, layout_.width, glyphs_.rule, Tint::dim);
  const std::string text = fitted(label, layout_.width - 6);
  if (!text.empty()) {
    canvas_.put(2, fmt::format(" {} ", text), Tint::strong);
  }
  canvas_.flush(sheet_);
}

void LadderText::put_lines(std::string_view glyph) {
  for (const std::size_t column : layout_.lines) {
    canvas_.fill(column, column + 1, glyph, Tint::dim);
  }
}

void LadderText::draw_gap(std::string_view label) {
  put_lines(glyphs_.paused);
  const std::size_t first = in_columns() ? layout_.lines.front() : 0;
  const std::size_t last = in_columns() ? layout_.lines.back() : 0;
  const std::string text = fitted(fmt::format(" {} ", label), layout_.width - first - 1);
  const std::size_t size = columns_of(text);
  canvas_.put(last > first + size ? first + (last - first + 1 - size) / 2 : first + 1, text, Tint::dim);
  canvas_.flush(sheet_);
}

// A band across all lifelines, or lines that begin at the first one where the band is too short.
void LadderText::draw_note(const LadderRow& row) {
  const std::size_t first = in_columns() ? layout_.lines.front() : 0;
  const std::size_t last = in_columns() ? layout_.lines.back() : 0;
  const std::size_t size = columns_of(row.label) + 2;
  if (last > first + size) {
    canvas_.fill(first, first + 1, glyphs_.band_begin);
    canvas_.fill(first + 1, last, glyphs_.band);
    canvas_.fill(last, last + 1, glyphs_.band_end);
    canvas_.put(first + (last - first + 1 - size) / 2, fmt::format(" {} ", row.label), Tint::yellow);
    canvas_.flush(sheet_);
    return;
  }
  for (const std::string& line : wrapped(row.label, layout_.width - first - kHang, kNoteLines)) {
    canvas_.fill(first, first + 1, glyphs_.band_begin);
    canvas_.put(first + kHang, line, Tint::yellow);
    canvas_.flush(sheet_);
  }
}

void LadderText::put_left(const LadderRow& row, const std::string& time) {
  if (!in_columns()) {
    return;
  }
  if (layout_.frames != 0 && row.frame != 0) {
    canvas_.put(0, fmt::format("{:>{}}", row.frame, layout_.frames), Tint::dim);
  }
  if (layout_.times != 0) {
    canvas_.put(layout_.words - layout_.times - kHang, fmt::format("{:>{}}", time, layout_.times), tint_of(row));
  }
}

void LadderText::add_notes(Flow& flow, const LadderRow& row, std::string_view more) const {
  const Tint tint = tint_of(row);
  if (!row.transport.empty()) {
    flow.add(fmt::format("[{}]", row.transport), Tint::cyan, 1);
  }
  flow.add(more, tint, kNoteLines);
  flow.add(repeats_of(row), Tint::dim, kNoteLines);
  flow.add(row.note, tint, kNoteLines);
  for (const Mark& mark : row.marks) {
    flow.add(fmt::format("{} {}", sign_of(mark.severity, sheet_.style().unicode), mark.rule), tint_of(mark.severity),
             kMarkLines, layout_.marks + (layout_.marks == 0 ? 0 : kHang));
  }
}

void LadderText::draw_arrow(const LadderRow& row, const std::string& time) {
  const auto from = end_of(ladder_, row.from);
  const bool loop = from && from == end_of(ladder_, row.to);
  put_left(row, time);
  put_lines(glyphs_.line);
  Flow flow(layout_.width - layout_.notes);
  add_notes(flow, row, put_arrow(row));
  for (std::size_t line = 0; line < std::max<std::size_t>(flow.lines(), loop ? 2 : 1); ++line) {
    if (line != 0) {
      put_lines(glyphs_.line);
    }
    if (line == 1 && loop) {
      put_loop_end(*from);
    }
    flow.paint(canvas_, line, layout_.notes);
    canvas_.flush(sheet_);
  }
}

// Paints what an arrow needs on its first line; what of the label found no room is returned.
std::string_view LadderText::put_arrow(const LadderRow& row) {
  const auto from = end_of(ladder_, row.from);
  const auto to = end_of(ladder_, row.to);
  if (from && to) {
    return *from == *to ? put_loop(row, *from) : put_between(row, *from, *to);
  }
  if (from || to) {
    return put_half(row, from ? *from : *to, to.has_value());
  }
  canvas_.put(layout_.lines.front() + 1, fmt::format("? {} ?", glyphs_.right));
  return row.label;
}

std::string_view LadderText::put_label(const LadderRow& row, std::size_t begin, std::size_t end) {
  const std::size_t room = end > begin + 2 ? end - begin - 2 : 0;  // a dash at either side
  const Label split = split_label(row.label, room);
  canvas_.put(begin + (end - begin - columns_of(split.on_arrow)) / 2, split.on_arrow, tint_of(row));
  return split.beside;
}

std::string_view LadderText::put_between(const LadderRow& row, std::size_t from, std::size_t to) {
  const bool right = from < to;
  const std::size_t begin = layout_.lines[std::min(from, to)] + 1;
  const std::size_t end = layout_.lines[std::max(from, to)];
  const Tint tint = tint_of(row);
  canvas_.fill(begin, end, row.dim ? glyphs_.dots : glyphs_.dash, tint);
  for (std::size_t line = std::min(from, to) + 1; line < std::max(from, to); ++line) {
    canvas_.fill(layout_.lines[line], layout_.lines[line] + 1, glyphs_.cross, Tint::dim);
  }
  const std::size_t head = right ? end - 1 : begin;
  canvas_.fill(head, head + 1, right ? glyphs_.right : glyphs_.left, tint);
  return right ? put_label(row, begin, end - 1) : put_label(row, begin + 1, end);
}

// From or to nobody that is known: an arrow that begins or ends at a "?" beside the lifeline's neighbour.
std::string_view LadderText::put_half(const LadderRow& row, std::size_t line, bool arrives) {
  const bool leftwards = line > 0;  // the "?" stands to the left
  const std::size_t end = leftwards                  ? layout_.lines[line]
                          : layout_.lines.size() > 1 ? layout_.lines[1]
                                                     : layout_.notes - kHang;
  const std::size_t begin = leftwards ? layout_.lines[line - 1] + 1 : layout_.lines[line] + 1;
  const std::size_t unknown = leftwards ? begin : end - 1;
  canvas_.fill(begin, end, row.dim ? glyphs_.dots : glyphs_.dash, tint_of(row));
  canvas_.put(unknown, "?");
  const std::size_t head = leftwards == arrives ? end - 1 - (leftwards ? 0 : 1) : begin + (leftwards ? 1 : 0);
  canvas_.put(head, leftwards == arrives ? glyphs_.right : glyphs_.left, tint_of(row));
  return leftwards == arrives ? put_label(row, begin + (leftwards ? 1 : 0), head)
                              : put_label(row, head + 1, end - (leftwards ? 0 : 1));
}

// To oneself: out on the first line and back on the second, to the left of the last lifeline and to the right of
// others.
std::string_view LadderText::put_loop(const LadderRow& row, std::size_t line) {
  const std::size_t at = layout_.lines[line];
  const bool to_left = line != 0 && line + 1 == layout_.lines.size();
  const std::size_t end = layout_.lines.size() == 1 ? layout_.notes - kHang
                          : to_left                 ? layout_.lines[line - 1]
                                                    : layout_.lines[line + 1];
  const std::size_t room = (to_left ? at - end : end - at) - 5;
  const Label split = split_label(row.label, room);
  if (to_left) {
    canvas_.put(at - 3, fmt::format("{}{}{}", glyphs_.down_left, glyphs_.dash, glyphs_.dash), tint_of(row));
    canvas_.put(at - 4 - columns_of(split.on_arrow), split.on_arrow, tint_of(row));
  } else {
    canvas_.put(at + 1, fmt::format("{}{}{}", glyphs_.dash, glyphs_.dash, glyphs_.down), tint_of(row));
    canvas_.put(at + 5, split.on_arrow, tint_of(row));
  }
  return split.beside;
}

void LadderText::put_loop_end(std::size_t line) {
  const std::size_t at = layout_.lines[line];
  if (line != 0 && line + 1 == layout_.lines.size()) {
    canvas_.put(at - 3, fmt::format("{}{}{}", glyphs_.up_left, glyphs_.dash, glyphs_.right));
  } else {
    canvas_.put(at + 1, fmt::format("{}{}{}", glyphs_.left, glyphs_.dash, glyphs_.up_right));
  }
}

// Where there is no room for columns.
void LadderText::draw_in_words(const LadderRow& row, const std::string& time) {
  Flow flow(layout_.width - kHang);
  if (layout_.frames != 0 && row.frame != 0) {
    flow.add(fmt::format("{}", row.frame), Tint::dim);
  }
  flow.add(time);
  flow.add(fitted(name_of(ladder_, row.from), kListName), Tint::strong, 1);
  flow.add(glyphs_.right);
  flow.add(fitted(name_of(ladder_, row.to), kListName), Tint::strong, 1);
  add_notes(flow, row, row.label);
  for (std::size_t line = 0; line < flow.lines(); ++line) {
    flow.paint(canvas_, line, line == 0 ? 0 : kHang);
    canvas_.flush(sheet_);
  }
}

}  // namespace

void draw_ladder(const Ladder& ladder, const LadderOptions& options, const Style& style, const base::Sink& sink) {
  LadderText(ladder, options, style, sink).draw();
}

}  // namespace confstate::draw
