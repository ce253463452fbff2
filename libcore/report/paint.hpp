// Colours and frames of reports for people.
#pragma once

#include <string>
#include <string_view>

#include "diag/card.hpp"

namespace confstate::report {

enum class Ink : unsigned char { error, warning, info, frame, heading };

// Wraps text in the SGR sequence of an ink, or leaves it alone where colours are off.
class Painter {
 public:
  explicit Painter(bool color) : color_(color) {}
  [[nodiscard]] std::string operator()(Ink ink, std::string_view text) const;

 private:
  bool color_;
};

// The ink of a severity.
[[nodiscard]] Ink ink_of(diag::Severity severity);

// The signs that frames are made of.
struct Frame {
  std::string_view corner;    // before the name of the input
  std::string_view bar;       // beside the source
  std::string_view gap;       // between distant lines
  std::string_view ellipsis;  // for what is left out of a long line
  std::string_view line;      // below a related place
  std::string_view caret;     // below the place itself
};

// Box-drawing signs, or ASCII where the terminal may not have them.
[[nodiscard]] const Frame& frame_of(bool unicode);

}  // namespace confstate::report
