// Pieces of text that flow into a column of a picture, line after line.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "draw/canvas.hpp"
#include "draw/sheet.hpp"

namespace confstate::draw {

class Flow {
 public:
  struct Run {
    std::size_t column;
    std::string text;  // escaped
    Tint tint;
  };

  // So many columns to a line, at least one.
  explicit Flow(std::size_t columns) : columns_(columns == 0 ? 1 : columns) {}

  // A piece stands behind the last one where it fits whole, else on lines of its own, at most so many (0: any number).
  // On a line it begins at column `at` or behind it, where that leaves room. An empty text is no piece.
  void add(std::string_view text, Tint tint = Tint::plain, std::size_t lines = 0, std::size_t at = 0);

  [[nodiscard]] std::size_t lines() const { return lines_.size(); }
  [[nodiscard]] const std::vector<Run>& line(std::size_t number) const { return lines_[number]; }
  // Columns of the longest line.
  [[nodiscard]] std::size_t longest() const { return longest_; }
  // Paints one line, from a column on; nothing where there is none.
  void paint(Canvas& canvas, std::size_t line, std::size_t column) const;

 private:
  std::size_t columns_;
  std::size_t end_ = 0;  // of the last line
  std::size_t longest_ = 0;
  std::vector<std::vector<Run>> lines_;
};

}  // namespace confstate::draw
