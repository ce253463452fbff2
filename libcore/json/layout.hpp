// Blanks, lines and comments around the tokens of a JSON text; for changing it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/location.hpp"

namespace confstate::json {

// Other text for a part of a text; an empty span is a place to insert at.
struct Replacement {
  base::Span span;
  std::string text;
};

class Layout {
 public:
  explicit Layout(std::string_view text) : text_(text) {}

  // Where the next token begins, from between two tokens on.
  [[nodiscard]] std::uint32_t skip_gap(std::uint32_t at) const;
  // True where a comment stands in the gap.
  [[nodiscard]] bool has_comment(std::uint32_t begin, std::uint32_t end) const;
  // True where nothing but blanks stands before it on its line.
  [[nodiscard]] bool begins_line(std::uint32_t at) const;
  // The blanks at the beginning of its line.
  [[nodiscard]] std::string indent(std::uint32_t at) const;
  // "\n" or "\r\n", as the nearest line end has it.
  [[nodiscard]] std::string line_break(std::uint32_t at) const;
  // Where the line ends on which a token ended, behind its comments; nothing where another token follows on it.
  [[nodiscard]] std::optional<std::uint32_t> end_of_line(std::uint32_t at) const;
  // Removes a part and the blanks that it would leave: its line, if it has one to itself.
  [[nodiscard]] Replacement take_out(base::Span part) const;

 private:
  [[nodiscard]] char at(std::size_t index) const { return index < text_.size() ? text_[index] : '\0'; }
  [[nodiscard]] std::size_t skip_blanks(std::size_t index) const;
  [[nodiscard]] std::size_t end_of_comment(std::size_t begin) const;
  [[nodiscard]] std::size_t line_begin(std::size_t index) const;

  std::string_view text_;
};

}  // namespace confstate::json
