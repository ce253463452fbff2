#include "draw/canvas.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace confstate::draw {
namespace {

constexpr std::string_view kDots = "...";

// The longest begin of an escaped text that takes at most so many columns, in bytes; combining marks stay with the
// glyph before them.
std::size_t bytes_within(std::string_view text, std::size_t columns) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const base::CodePoint point = base::decode_utf8(text, at);
    used += static_cast<std::size_t>(base::display_width(point.value));
    if (used > columns) {
      return at;
    }
    at += std::max<std::size_t>(point.length, 1);
  }
  return at;
}

// Takes the next line off a text: whole words, or as much of one as there is room for; at least one glyph.
std::string_view take_line(std::string_view& rest, std::size_t columns) {
  std::size_t end = bytes_within(rest, columns);
  if (end < rest.size()) {
    const std::size_t blank = rest.substr(0, end + 1).rfind(' ');
    if (blank != std::string_view::npos && blank > 0) {
      end = blank;
    } else if (end == 0) {
      end = std::max<std::size_t>(base::decode_utf8(rest, 0).length, 1);
    }
  }
  std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
  line = line.substr(0, line.find_last_not_of(' ') + 1);
  return line;
}

std::string with_dots(std::string_view line, std::size_t columns) {
  const std::string_view dots = kDots.substr(0, std::min(columns, kDots.size()));
  const std::size_t room = columns - dots.size();
  const std::string_view kept = line.substr(0, bytes_within(line, room));
  return std::string(kept.substr(0, kept.find_last_not_of(' ') + 1)).append(dots);
}

}  // namespace

void Canvas::place(std::size_t column, std::size_t columns, std::string_view glyph, Tint tint) {
  if (spots_[column].covered) {
    spots_[column - 1] = {};
  }
  const std::size_t after = column + columns;
  if (after < spots_.size() && spots_[after].covered) {
    spots_[after] = {};
  }
  spots_[column] = {glyph == " " ? std::string() : std::string(glyph), tint, false};
  for (std::size_t i = column + 1; i < after; ++i) {
    spots_[i] = {{}, tint, true};
  }
}

void Canvas::put(std::size_t column, std::string_view text, Tint tint) {
  const std::string safe = base::escape_hostile(text);
  std::size_t last = spots_.size();  // where the glyph stands that marks belong to
  for (std::size_t at = 0; at < safe.size() && column <= spots_.size();) {
    const base::CodePoint point = base::decode_utf8(safe, at);
    const std::string_view glyph = std::string_view(safe).substr(at, point.length);
    const auto columns = static_cast<std::size_t>(base::display_width(point.value));
    at += std::max<std::size_t>(point.length, 1);
    if (columns == 0) {
      if (last < spots_.size()) {
        spots_[last].glyph += glyph;
      }
      continue;
    }
    if (column + columns > spots_.size()) {
      return;
    }
    place(column, columns, glyph, tint);
    last = column;
    column += columns;
  }
}

void Canvas::fill(std::size_t begin, std::size_t end, std::string_view glyph, Tint tint) {
  for (std::size_t column = begin; column < std::min(end, spots_.size()); ++column) {
    place(column, 1, glyph, tint);
  }
}

// As Sheet does, but inside the width.
void Canvas::disarm() {
  const auto is_blank = [](const Spot& spot) { return spot.glyph.empty(); };
  const auto found = std::find_if_not(spots_.begin(), spots_.end(), is_blank);
  const auto first = static_cast<std::size_t>(found - spots_.begin());
  if (first + 1 >= spots_.size() || spots_[first].glyph != spots_[first + 1].glyph ||
      (spots_[first].glyph != ":" && spots_[first].glyph != "#")) {
    return;
  }
  const Tint tint = spots_[first].tint;
  const std::string escaped = fmt::format("\\u{{{:X}}}", static_cast<unsigned>(spots_[first].glyph.front()));
  const auto place = spots_.begin() + static_cast<std::ptrdiff_t>(first);
  spots_.insert(place, escaped.size() - 1, Spot{});
  for (std::size_t i = 0; i < escaped.size(); ++i) {
    spots_[first + i] = {std::string(1, escaped[i]), tint, false};
  }
  const bool halves = spots_[width_].covered;
  spots_.resize(width_);
  if (halves) {
    spots_.back() = {};
  }
}

void Canvas::flush(Sheet& sheet) {
  disarm();
  const auto is_blank = [](const Spot& spot) { return spot.glyph.empty() && !spot.covered; };
  while (!spots_.empty() && is_blank(spots_.back())) {
    spots_.pop_back();
  }
  sheet.begin(0, 0);
  std::string run;
  for (std::size_t i = 0; i < spots_.size(); ++i) {
    const Spot& spot = spots_[i];
    run += spot.covered ? std::string_view() : is_blank(spot) ? std::string_view(" ") : std::string_view(spot.glyph);
    if (i + 1 == spots_.size() || spots_[i + 1].tint != spot.tint) {
      sheet.cell({.text = run, .tint = spot.tint, .pad = 0, .gap = 0});
      run.clear();
    }
  }
  sheet.end();
  spots_.assign(width_, {});
}

std::string fitted(std::string_view text, std::size_t columns) {
  std::string safe = base::escape_hostile(text);
  return base::display_width(safe) <= columns ? std::move(safe) : with_dots(safe, columns);
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t lines) {
  const std::string safe = base::escape_hostile(text);
  std::string_view rest = safe;
  std::vector<std::string> out;
  while (!rest.empty()) {
    if (lines != 0 && out.size() + 1 == lines) {
      out.push_back(fitted(rest, columns));
      break;
    }
    out.emplace_back(take_line(rest, columns));
  }
  return out;
}

std::size_t columns_of(std::string_view text) {
  return base::display_width(base::escape_hostile(text));
}

}  // namespace confstate::draw
