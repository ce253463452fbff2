#include "report/excerpt.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/window.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// A mark with its line and what is shown of it.
struct Row {
  std::uint32_t line = 0;
  const Mark* mark = nullptr;
  Window window;
};

Row make_row(const bytes::Source& source, const Mark& mark, const Frame& frame) {
  const std::uint32_t line = source.location(mark.span.begin).line;
  const std::uint32_t first = source.line_begin(line);
  const std::uint32_t begin = std::max(mark.span.begin, first) - first;
  const std::uint32_t end = std::max(mark.span.end, first) - first;
  return {line, &mark, window_of(source.line(line), begin, end, frame.ellipsis)};
}

std::vector<Row> make_rows(const bytes::Source& source, const std::vector<Mark>& marks, const Frame& frame) {
  std::vector<Row> rows;
  rows.reserve(marks.size());
  for (const Mark& mark : marks) {
    rows.push_back(make_row(source, mark, frame));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return a.line != b.line ? a.line < b.line : a.mark->span.begin < b.mark->span.begin;
  });
  return rows;
}

std::string repeat(std::string_view sign, std::size_t times) {
  std::string out;
  out.reserve(sign.size() * times);
  for (; times > 0; --times) {
    out += sign;
  }
  return out;
}

// Writes the rows of one excerpt.
class Writer {
 public:
  Writer(std::size_t gutter, Ink ink, const Painter& paint, const Frame& frame)
      : margin_(gutter, ' '), gutter_(gutter), ink_(ink), paint_(paint), frame_(frame) {}

  void gap() { out_ += margin_ + paint_(Ink::frame, frame_.gap) + '\n'; }

  void source_line(const Row& row) {
    out_ += paint_(Ink::frame, fmt::format("{:<{}}{}", row.line, gutter_, frame_.bar));
    out_ += row.window.text.empty() ? "" : " ";
    out_ += row.window.text + '\n';
  }

  void underline(const Row& row) {
    const bool primary = row.mark->primary;
    std::string below = repeat(primary ? frame_.caret : frame_.line, row.window.width);
    if (!row.mark->label.empty()) {
      below += ' ' + harmless(row.mark->label);
    }
    out_ += margin_ + paint_(Ink::frame, frame_.bar) + ' ' + std::string(row.window.column, ' ');
    out_ += primary ? paint_(ink_, below) : paint_(Ink::frame, below);
    out_ += '\n';
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  std::string margin_;
  std::size_t gutter_;
  Ink ink_;
  const Painter& paint_;
  const Frame& frame_;
  std::string out_;
};

}  // namespace

Excerpt make_excerpt(const bytes::Source& source, const std::vector<Mark>& marks, Ink ink, const Painter& paint,
                     const Frame& frame) {
  if (source.text().empty() || marks.empty()) {
    return {};
  }
  const std::vector<Row> rows = make_rows(source, marks, frame);
  const std::size_t gutter = std::to_string(rows.back().line).size();
  Writer writer(gutter, ink, paint, frame);
  const Row* last = nullptr;
  for (const Row& row : rows) {
    // Two places on one long line are shown in a window each.
    const bool shown = last != nullptr && last->line == row.line && last->window.text == row.window.text;
    if (last != nullptr && !shown && row.line != last->line + 1) {
      writer.gap();
    }
    if (!shown) {
      writer.source_line(row);
    }
    writer.underline(row);
    last = &row;
  }
  return {writer.take(), gutter};
}

}  // namespace confstate::report
