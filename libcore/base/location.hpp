// Places in text: byte ranges while working, lines and columns when a person reads them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace confstate::base {

// A half-open range of bytes [begin, end) in the decoded (UTF-8) text of one input.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend bool operator==(const Span&, const Span&) = default;
};

// Where a byte stands for a reader. Lines and columns count from 1; a column is a Unicode code point.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::uint64_t byte = 0;  // offset in the bytes of the input as they were given

  friend bool operator==(const Location&, const Location&) = default;
};

}  // namespace confstate::base
