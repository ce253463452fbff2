// draw: pictures for a person: rosters, changes, ladders, timelines. It may use what layers.txt says. It never decides
// whether a document is valid, never reads input, and lets no text of a document reach a terminal unescaped.
//
// This header is the paper: lines of cells that wrap at a width, with colours and indents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/sink.hpp"

namespace confstate::draw {

// How a drawing looks; what it says does not depend on this.
struct Style {
  bool color = false;
  bool unicode = true;  // symbols and frames beyond ASCII
  std::size_t width = 80;
};

enum class Tint : std::uint8_t { plain, strong, dim, green, yellow, cyan, blue, red };

// A text and how it stands on its line.
struct Cell {
  std::string_view text;
  Tint tint = Tint::plain;
  std::size_t pad = 0;  // columns it takes at least, where something follows on the line
  std::size_t gap = 2;  // blanks before it, unless it begins a line
};

// Writes lines of cells. A cell is never broken nor cut: one that does not fit goes to the next line, hanging under the
// first one's indent. Text is escaped here, once, whatever its origin; no line begins like a command of a CI system.
class Sheet {
 public:
  Sheet(const Style& style, const base::Sink& sink) : style_(style), sink_(sink) {}

  // Starts a line; what does not fit hangs `hang` columns further in.
  void begin(std::size_t indent, std::size_t hang = 4);
  void cell(const Cell& cell);
  // Prose: white space collapsed, broken between words.
  void words(std::string_view text, Tint tint = Tint::plain, std::size_t gap = 2);
  void end();
  void blank() { buffer_ += '\n'; }
  // Hands over what is still buffered; to be called once, at the end.
  void finish();

  [[nodiscard]] const Style& style() const { return style_; }
  // The Unicode form where it may be used, else the ASCII one.
  [[nodiscard]] std::string_view pick(std::string_view unicode, std::string_view ascii) const {
    return style_.unicode ? unicode : ascii;
  }

 private:
  void put(std::string_view text, Tint tint);
  void wrap();

  Style style_;
  const base::Sink& sink_;
  std::string buffer_;
  std::size_t indent_ = 0;   // of the first line
  std::size_t hang_ = 0;     // of the lines after it
  std::size_t column_ = 0;   // where the text ends
  std::size_t padding_ = 0;  // columns owed to the last cell
  bool empty_ = true;        // no cell on this line yet
  bool bare_ = true;         // nothing to be seen on this line yet
};

}  // namespace confstate::draw
