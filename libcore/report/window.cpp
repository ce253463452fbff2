#include "report/window.hpp"

#include <algorithm>

#include "base/utf8.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// Columns before the place that a cut line keeps.
constexpr std::size_t kBefore = 60;

// One code point (or one byte that is none) as it is shown.
struct Cell {
  std::size_t bytes = 1;    // in the line
  std::size_t columns = 0;  // on the screen
};

// Appends the cell that begins at line[at] to `out`.
Cell append_cell(std::string& out, std::string_view line, std::size_t at) {
  const base::CodePoint point = base::decode_utf8(line, at);
  const std::size_t bytes = std::max<std::size_t>(point.length, 1);
  if (point.length != 0 && point.value == U'\t') {
    out += ' ';
    return {bytes, 1};
  }
  if (is_runner_command(line, at)) {
    constexpr std::string_view kEscaped = "\\u{0023}";
    out += kEscaped;
    return {bytes, kEscaped.size()};
  }
  if (point.length == 0 || base::is_hostile(point.value)) {
    const std::string escaped = base::escape_hostile(line.substr(at, bytes));
    out += escaped;
    return {bytes, escaped.size()};
  }
  out += line.substr(at, bytes);
  return {bytes, static_cast<std::size_t>(base::display_width(point.value))};
}

// What a cell counts against the room of a window: combining marks must not be free, or a line of a million of them
// would be shown whole.
std::size_t cost(const Cell& cell) {
  return std::max<std::size_t>(cell.columns, 1);
}

Cell measure(std::string_view line, std::size_t at) {
  std::string ignored;
  return append_cell(ignored, line, at);
}

// The first byte of the code point that ends before `at`.
std::size_t step_back(std::string_view line, std::size_t at) {
  for (std::size_t length = 1; length <= std::min<std::size_t>(at, 4); ++length) {
    if (base::decode_utf8(line.substr(0, at), at - length).length == length) {
      return at - length;
    }
  }
  return at - 1;
}

bool fits(std::string_view line) {
  if (line.size() > kWindowColumns * 4) {
    return false;
  }
  std::size_t used = 0;
  for (std::size_t at = 0; at < line.size() && used <= kWindowColumns;) {
    const Cell cell = measure(line, at);
    used += cost(cell);
    at += cell.bytes;
  }
  return used <= kWindowColumns;
}

// Where the shown part of a long line begins.
std::size_t window_start(std::string_view line, std::size_t begin) {
  std::size_t used = 0;
  while (begin > 0) {
    const std::size_t before = step_back(line, begin);
    used += cost(measure(line, before));
    if (used > kBefore) {
      break;
    }
    begin = before;
  }
  return begin;
}

}  // namespace

Window window_of(std::string_view line, std::size_t begin, std::size_t end, std::string_view ellipsis) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  const bool whole = fits(line);
  std::size_t at = whole ? 0 : window_start(line, begin);
  Window out{at > 0 ? std::string(ellipsis) : std::string(), 0, 0};
  std::size_t column = base::display_width(out.text);
  out.column = column;
  for (std::size_t used = 0; at < line.size();) {
    const std::size_t length = out.text.size();
    const Cell cell = append_cell(out.text, line, at);
    used += cost(cell);
    if (!whole && used > kWindowColumns) {
      out.text.resize(length);
      out.text += ellipsis;
      break;
    }
    column += cell.columns;
    out.column = at < begin ? column : out.column;
    out.width += at >= begin && at < end ? cell.columns : 0;
    at += cell.bytes;
  }
  out.width = std::max<std::size_t>(out.width, 1);
  return out;
}

}  // namespace confstate::report
