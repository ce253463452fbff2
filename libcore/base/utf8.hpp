// UTF-8: reading and writing code points, and making hostile text harmless for a terminal.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::base {

// One decoded code point; length 0 means the bytes at this place are not UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t length = 0;
};

// Decodes the code point that starts at `text[at]` (at < text.size()). Refuses overlong forms,
// surrogates and values over U+10FFFF.
[[nodiscard]] CodePoint decode_utf8(std::string_view text, std::size_t at);

// Appends a code point (at most U+10FFFF) as UTF-8.
void append_utf8(std::string& out, char32_t value);

// The offset of the first byte that is not UTF-8, or npos.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text);

// Columns that a terminal uses for a code point: 0 for combining marks, 2 for wide characters, else 1.
[[nodiscard]] int display_width(char32_t value);

// Columns of a whole text; bytes that are not UTF-8 count one column each.
[[nodiscard]] std::size_t display_width(std::string_view text);

// True for what must never reach a terminal raw: C0 and C1 controls, DEL, bidi overrides and isolates,
// line and paragraph separators, zero-width and other invisible format characters.
[[nodiscard]] bool is_hostile(char32_t value);

// The text with every hostile code point written as \n, \t or \u{XXXX} and every byte that is not UTF-8 as \xNN.
[[nodiscard]] std::string escape_hostile(std::string_view text);

// A value as messages show it: cut after 80 bytes, never inside a character, so that a hostile value does not fill the
// screen.
[[nodiscard]] std::string clipped(std::string_view value);

}  // namespace confstate::base
