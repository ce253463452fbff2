// Where the tokens of a JSON text stand. A parser that reports events says what it met but not where.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/location.hpp"

namespace confstate::base {

// JSON levels that any input may nest.
inline constexpr std::size_t kMaxJsonDepth = 64;

// Follows a parser over the text: all it has told us about is well-formed up to there, so finding where the next
// token begins and ends needs no judgement. The text must be below 4 GiB.
class JsonCursor {
 public:
  explicit JsonCursor(std::string_view text) : text_(text), at_(text.substr(0, 3) == "\xef\xbb\xbf" ? 3 : 0) {}

  // The next key, value or bracket; colons, commas and comments are passed over.
  [[nodiscard]] Span next();

 private:
  void pass_over_gap();
  [[nodiscard]] std::size_t end_of_comment(std::size_t begin) const;
  [[nodiscard]] std::size_t end_of_token(std::size_t begin) const;
  [[nodiscard]] std::size_t end_of_string(std::size_t begin) const;

  std::string_view text_;
  std::size_t at_;
};

// Where and why a text is not JSON, from what nlohmann's parser says: its position (counting from 1) and its words,
// freed of its number, its place and its quotation of the text.
struct JsonFault {
  std::size_t offset = 0;
  std::string message;
  std::string hint;
};
[[nodiscard]] JsonFault json_fault(std::string_view text, std::size_t position, std::string_view words);

}  // namespace confstate::base
