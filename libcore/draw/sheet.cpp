#include "draw/sheet.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;

// Select Graphic Rendition parameters in the order of Tint.
constexpr auto kCodes = std::to_array<std::string_view>({"", "1", "2", "32", "33", "36", "34", "31"});

// "::" and "##[" at the begin of a line are commands to CI systems, which skip blanks before them.
std::string disarmed(std::string text) {
  const std::size_t at = text.find_first_not_of(' ');
  const std::string_view start = std::string_view(text).substr(at == std::string::npos ? text.size() : at);
  if (start.starts_with("::") || start.starts_with("##")) {
    text.replace(at, 1, fmt::format("\\u{{{:X}}}", static_cast<unsigned>(text[at])));
  }
  return text;
}

}  // namespace

void Sheet::begin(std::size_t indent, std::size_t hang) {
  indent_ = indent;
  hang_ = indent + hang;
  column_ = indent;
  padding_ = 0;
  empty_ = true;
  bare_ = true;
  buffer_.append(indent, ' ');
}

void Sheet::wrap() {
  buffer_ += '\n';
  buffer_.append(hang_, ' ');
  column_ = hang_;
  padding_ = 0;
  empty_ = true;
  bare_ = true;
}

void Sheet::put(std::string_view text, Tint tint) {
  const std::string_view code = kCodes[static_cast<std::size_t>(tint)];
  if (!style_.color || code.empty() || text.empty()) {
    buffer_ += text;
    return;
  }
  fmt::format_to(std::back_inserter(buffer_), "\x1b[{}m{}\x1b[0m", code, text);
}

void Sheet::cell(const Cell& cell) {
  std::string text = base::escape_hostile(cell.text);
  std::size_t size = base::display_width(text);
  const std::size_t before = empty_ ? 0 : padding_ + cell.gap;
  if (column_ + before > hang_ && column_ + before + size > style_.width) {
    wrap();
  } else {
    buffer_.append(before, ' ');
    column_ += before;
  }
  if (bare_) {
    text = disarmed(std::move(text));
    size = base::display_width(text);
  }
  put(text, cell.tint);
  column_ += size;
  padding_ = cell.pad > size ? cell.pad - size : 0;
  empty_ = false;
  bare_ = bare_ && base::is_all_space(text);
}

void Sheet::words(std::string_view text, Tint tint, std::size_t gap) {
  std::string run;  // the words that stand together on a line
  std::size_t width = 0;
  for (const std::string_view word : base::split_list(text)) {
    const std::size_t size = base::display_width(base::escape_hostile(word));
    const std::size_t begin = column_ + (empty_ ? 0 : padding_ + gap);
    if (!run.empty() && begin + width + 1 + size > style_.width) {
      cell({.text = run, .tint = tint, .pad = 0, .gap = gap});
      run.clear();
      width = 0;
      wrap();
    } else if (!run.empty()) {
      run += ' ';
      ++width;
    } else if (begin > hang_ && begin + size > style_.width) {
      wrap();
    }
    run += word;
    width += size;
  }
  if (!run.empty()) {
    cell({.text = run, .tint = tint, .pad = 0, .gap = gap});
  }
}

void Sheet::end() {
  buffer_ += '\n';
  if (buffer_.size() >= kChunk) {
    sink_(buffer_);
    buffer_.clear();
  }
}

void Sheet::finish() {
  sink_(buffer_);
  buffer_.clear();
}

}  // namespace confstate::draw
