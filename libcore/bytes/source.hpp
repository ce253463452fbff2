// bytes: named inputs as bytes, their decoded text with a line index, and output files that appear whole
// or not at all. It may use base, zlib and zstd. It never looks at what the bytes mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"

namespace confstate::bytes {

// From `decoded` on (an offset in the decoded text) the original bytes begin at `original`; used when an input had to
// be transcoded. `unit` says how they go on: 0, byte for byte; 1, one byte for every code point; 2, two bytes for every
// code point, four for those above U+FFFF (UTF-16).
struct OffsetStep {
  std::uint32_t decoded = 0;
  std::uint64_t original = 0;
  std::uint8_t unit = 0;
};

// The decoded text of one input and how to say where a byte of it stands. Immutable but for the line
// index, which grows with the questions; not for concurrent use.
class Source {
 public:
  Source() = default;
  // `steps` is empty where the text is the input itself; else sorted by `decoded` (xml::decode makes it),
  // and an offset maps by the last step at or before it.
  Source(std::string name, std::string text, std::vector<OffsetStep> steps = {});

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }

  // Line, column and original byte of an offset; an offset past the end is the end.
  [[nodiscard]] base::Location location(std::uint32_t offset) const;
  // The text of a line without its line end; lines count from 1. CR, LF and CRLF each end one line.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  // The offset of a line's first byte.
  [[nodiscard]] std::uint32_t line_begin(std::uint32_t number) const;
  [[nodiscard]] std::uint32_t line_count() const;

 private:
  // Finds the lines that begin at or before an offset, or up to a number, as far as they have not been found.
  void index_to(std::uint32_t offset) const;
  void index_lines(std::uint32_t number) const;
  [[nodiscard]] bool index_next() const;
  void begin_line(std::uint32_t begin) const;
  [[nodiscard]] std::uint32_t line_of(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t code_points(std::uint32_t begin, std::uint32_t end) const;
  [[nodiscard]] std::uint32_t code_points_before(std::uint32_t offset) const;
  [[nodiscard]] std::uint64_t original_byte(std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  std::vector<OffsetStep> steps_;
  mutable std::vector<std::uint32_t> line_begins_;  // as far as was asked for
  mutable std::uint32_t next_feed_ = 0;             // from the last of these on; the end of the text for none
  mutable std::uint32_t next_return_ = 0;           // likewise
  mutable std::vector<std::uint32_t> checkpoints_;  // code points before every 4096th byte, for very long lines
};

}  // namespace confstate::bytes
