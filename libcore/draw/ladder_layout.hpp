// Which columns the parts of a drawn ladder take.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "draw/ladder.hpp"

namespace confstate::draw {

struct LadderLayout {
  std::size_t width = 0;           // of every line
  std::size_t frames = 0;          // columns of the frame numbers; 0 for none
  std::size_t times = 0;           // columns of the times; 0 for none
  std::size_t words = 0;           // where the first column after both begins
  std::vector<std::size_t> lines;  // columns of the lifelines; empty where they do not fit
  std::size_t notes = 0;           // where notes begin
  std::size_t marks = 0;           // columns of notes before marks, so that these stand below each other
};

[[nodiscard]] LadderLayout layout_of(const Ladder& ladder, const LadderOptions& options, const Style& style);

// How much of a label stands on an arrow with so much room, and what is left for the notes: whole words only.
struct Label {
  std::string_view on_arrow;
  std::string_view beside;
};
[[nodiscard]] Label split_label(std::string_view label, std::size_t columns);

}  // namespace confstate::draw
