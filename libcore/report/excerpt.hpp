// The lines of an input that a finding is about, with the places in them underlined.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "bytes/source.hpp"
#include "report/paint.hpp"

namespace confstate::report {

// One place to underline, and what is said about it.
struct Mark {
  base::Span span;
  std::string_view label;
  bool primary = false;
};

struct Excerpt {
  std::string text;        // whole lines, each with its frame; empty where the input has no text
  std::size_t gutter = 1;  // columns of the widest line number
};

// Shows the lines of all marks in line order, distant ones parted by a gap; of a place over several lines only the
// first is underlined. `ink` is for the primary place.
[[nodiscard]] Excerpt make_excerpt(const bytes::Source& source, const std::vector<Mark>& marks, Ink ink,
                                   const Painter& paint, const Frame& frame);

}  // namespace confstate::report
