// Lines of a text log that may be larger than memory.
#pragma once

#include <cstdint>
#include <string_view>

#include "bytes/stream.hpp"

namespace confstate::capture {

// Views are valid until the next line is asked for.
struct Line {
  std::string_view text;     // without its end
  std::string_view raw;      // with it
  std::uint64_t offset = 0;  // in the input
  std::uint32_t number = 0;  // from 1
  bool has_return = false;   // ended with CR LF
  bool is_piece = false;     // longer than a line may be: the rest comes as further lines
};

// Walks over the lines of a stream. Memory grows with the longest line, which is cut at `longest` bytes.
class Lines {
 public:
  Lines(bytes::Stream& stream, std::size_t longest);

  // Moves on to the next line; false at the end.
  [[nodiscard]] bool next();
  // The line that was moved to last.
  [[nodiscard]] const Line& line() const { return line_; }
  // Goes back to the begin of the line; right after next() only.
  void again();

  // True where the next line begins so, as far as it is at hand without moving the line: good for a guess.
  [[nodiscard]] bool starts_behind(std::string_view text) const {
    return at_ + text.size() > window_.size() || window_.substr(at_, text.size()) == text;
  }
  // The next bytes, whatever they are, in one piece; fewer only at the end. Valid until the next call of anything.
  [[nodiscard]] std::string_view peek(std::size_t size);
  // Leaves out bytes behind the last line.
  void skip(std::uint64_t size);
  // Where the next line begins.
  [[nodiscard]] std::uint64_t offset() const { return stream_.offset() + at_; }
  [[nodiscard]] std::uint32_t number() const { return number_; }

 private:
  bool refill(std::size_t size);

  bytes::Stream& stream_;
  std::size_t longest_;
  std::string_view window_;   // from the offset of the stream on
  std::size_t at_ = 0;        // begin of the next line in it
  std::uint32_t number_ = 1;  // of the next line
  Line line_;
};

}  // namespace confstate::capture
