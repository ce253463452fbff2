// Which characters may stand where in a URI: one table, looked at by everything that walks over one.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace confstate::uri {

enum CharClass : std::uint8_t {
  kUnreserved = 1,  // RFC 3261 section 25.1: alphanum and mark
  kUserChar = 2,    // user-unreserved besides
  kPassword = 4,    // allowed in a password besides
  kParam = 8,       // param-unreserved besides
  kHeader = 16,     // hnv-unreserved besides
  kHostChar = 32,   // alphanum, '-' and '.'
  kHexDigit = 64,   // may follow '%'
  kReference = 128  // pchar, '/' and '?' of RFC 3986, and every byte that is not ASCII
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  const auto add = [&](std::string_view all, unsigned wanted) {
    for (const char c : all) {
      classes[static_cast<unsigned char>(c)] |= static_cast<std::uint8_t>(wanted);
    }
  };
  add("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", kUnreserved | kHostChar | kReference);
  add("0123456789abcdefABCDEF", kHexDigit);
  add("-_.!~*'()", kUnreserved | kReference);
  add("-.", kHostChar);
  add("&=+$,;?/", kUserChar);
  add("&=+$,", kPassword);
  add("[]/:&+$", kParam);
  add("[]/?:+$", kHeader);
  add("&=+$,;?/:@", kReference);
  for (std::size_t c = 128; c < 256; ++c) {
    classes[c] |= kReference;
  }
  return classes;
}

inline constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

[[nodiscard]] constexpr bool is_in(char c, unsigned wanted) {
  return (kClasses[static_cast<unsigned char>(c)] & wanted) != 0;
}

[[nodiscard]] constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// True where an escape of a byte begins: '%' and two hexadecimal digits.
[[nodiscard]] constexpr bool is_escape(std::string_view text, std::size_t at) {
  return at + 2 < text.size() && text[at] == '%' && is_in(text[at + 1], kHexDigit) && is_in(text[at + 2], kHexDigit);
}

[[nodiscard]] constexpr unsigned hex_value(char c) {
  if (is_digit(c)) {
    return static_cast<unsigned>(c - '0');
  }
  return static_cast<unsigned>((c | 0x20) - 'a') + 10U;
}

// The byte of an escape that begins at a place.
[[nodiscard]] constexpr char escaped_byte(std::string_view text, std::size_t at) {
  return static_cast<char>(hex_value(text[at + 1]) * 16 + hex_value(text[at + 2]));
}

}  // namespace confstate::uri
