#include "draw/flow.hpp"

#include <algorithm>
#include <utility>

#include "base/utf8.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kBetween = 2;

}  // namespace

void Flow::add(std::string_view text, Tint tint, std::size_t lines, std::size_t at) {
  if (text.empty()) {
    return;
  }
  std::string safe = base::escape_hostile(text);
  const std::size_t size = base::display_width(safe);
  const std::size_t begin = end_ == 0 ? 0 : end_ + kBetween;
  if (size <= columns_ && begin <= columns_ - size) {
    const std::size_t column = at > begin && at <= columns_ - size ? at : begin;
    if (lines_.empty()) {
      lines_.emplace_back();
    }
    lines_.back().push_back({column, std::move(safe), tint});
    end_ = column + size;
    longest_ = std::max(longest_, end_);
    return;
  }
  for (std::string& line : wrapped(safe, columns_, lines)) {
    end_ = base::display_width(line);
    longest_ = std::max(longest_, end_);
    lines_.push_back({{0, std::move(line), tint}});
  }
}

void Flow::paint(Canvas& canvas, std::size_t line, std::size_t column) const {
  if (line >= lines_.size()) {
    return;
  }
  for (const Run& run : lines_[line]) {
    canvas.put(column + run.column, run.text, run.tint);
  }
}

}  // namespace confstate::draw
