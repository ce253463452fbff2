// A line of columns to paint on, and texts cut and wrapped to columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "draw/sheet.hpp"

namespace confstate::draw {

// One line of at most `width` columns. What is painted beyond them is left out, so no line is ever wider; what is
// painted is escaped first. Later paint hides earlier paint.
class Canvas {
 public:
  explicit Canvas(std::size_t width) : width_(width), spots_(width) {}

  [[nodiscard]] std::size_t width() const { return width_; }
  // Paints a text from a column on.
  void put(std::size_t column, std::string_view text, Tint tint = Tint::plain);
  // Paints one glyph of one column over columns [begin, end).
  void fill(std::size_t begin, std::size_t end, std::string_view glyph, Tint tint = Tint::plain);
  // Writes the line, without blanks at its end, and wipes the canvas. A line that begins like a command of a CI system
  // is shifted to the right where it is made harmless.
  void flush(Sheet& sheet);

 private:
  struct Spot {
    std::string glyph;  // empty for a blank
    Tint tint = Tint::plain;
    bool covered = false;  // by the wide glyph to the left
  };
  void place(std::size_t column, std::size_t columns, std::string_view glyph, Tint tint);
  void disarm();

  std::size_t width_;
  std::vector<Spot> spots_;
};

// The text, escaped; where it takes more columns, cut and with "..." at its end.
[[nodiscard]] std::string fitted(std::string_view text, std::size_t columns);

// Lines of at most so many columns (at least 1) and so many lines (0: any number), escaped; broken at blanks where that
// is possible. Where lines are left out the last one ends with "...". None for an empty text.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns, std::size_t lines = 0);

// Columns of a text after escaping.
[[nodiscard]] std::size_t columns_of(std::string_view text);

}  // namespace confstate::draw
