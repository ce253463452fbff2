// The part of one source line that is shown around a place, and where the place stands in it on the screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace confstate::report {

// Columns of a source line that are shown at most, the signs for what is left out aside.
inline constexpr std::size_t kWindowColumns = 120;

struct Window {
  std::string text;        // ready for a terminal
  std::size_t column = 0;  // of the place, from 0, in terminal columns
  std::size_t width = 1;   // of the place in terminal columns, at least 1
};

// Shows `line` so that the bytes [begin, end) of it can be underlined. A tab is one blank, hostile code points are
// escaped; a long line is cut to what stands around the place, with `ellipsis` at the cuts. Looks at the shown part
// only, however long the line is.
[[nodiscard]] Window window_of(std::string_view line, std::size_t begin, std::size_t end, std::string_view ellipsis);

}  // namespace confstate::report
