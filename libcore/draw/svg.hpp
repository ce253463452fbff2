// Writing SVG: what every picture has in common, and texts that are safe to stand in one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/sink.hpp"

namespace confstate::draw {

// A text for the inside of an SVG element: hostile characters written as in text pictures, what XML does not have
// replaced, markup escaped.
[[nodiscard]] std::string svg_text(std::string_view text);

// Pixels that so many columns of the font for a size take, a little too many rather than too few.
[[nodiscard]] std::size_t pixels_of(std::size_t columns, std::size_t font_size);

// Hands elements to a sink in pieces. Only `text` and `title` escape; all else must be made of safe parts.
class Svg {
 public:
  explicit Svg(const base::Sink& sink) : sink_(sink) {}

  // The root, its title and description, the style sheet (with `rules` of the picture, and `dark` ones for dark
  // screens), and the paper.
  void begin(std::size_t width, std::size_t height, std::string_view title, std::string_view rules,
             std::string_view dark);
  template <class... T>
  void put(fmt::format_string<T...> format, T&&... values) {
    fmt::format_to(std::back_inserter(buffer_), format, std::forward<T>(values)...);
    hand_over();
  }
  // A <text> of some classes; `more` are further attributes.
  void text(double x, double y, std::string_view classes, std::string_view text, std::string_view more = {});
  // What a browser shows while the pointer rests on the element around it.
  void title(std::string_view text);
  void end();

 private:
  void hand_over();

  const base::Sink& sink_;
  std::string buffer_;
};

}  // namespace confstate::draw
