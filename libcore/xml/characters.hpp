// Classes of bytes and characters as XML 1.0 (fourth edition) draws them; for the reader only.
#pragma once

#include <array>
#include <cstdint>

namespace confstate::xml {

// What a byte may mean, one bit each.
inline constexpr std::uint8_t kPlainText = 1;   // goes on in character data: not '<', '&', ']', CR, control, non-ASCII
inline constexpr std::uint8_t kPlainValue = 2;  // goes on in a value: not '<', '&', quotes, white space but blank, ...
inline constexpr std::uint8_t kNameStart = 4;   // ASCII that begins a name, ':' aside
inline constexpr std::uint8_t kName = 8;        // ASCII that continues a name, ':' aside
inline constexpr std::uint8_t kSpace = 16;      // blank, tab, line feed, carriage return
inline constexpr std::uint8_t kPlainData =
    32;  // goes on in comments, instructions, CDATA: any ASCII character but "-?]"

namespace detail {

constexpr bool is_between(unsigned value, char first, char last) {
  return value >= static_cast<unsigned char>(first) && value <= static_cast<unsigned char>(last);
}

constexpr std::uint8_t classify(unsigned byte) {
  const auto is = [byte](char c) { return byte == static_cast<unsigned char>(c); };
  const bool letter = is_between(byte, 'a', 'z') || is_between(byte, 'A', 'Z') || is('_');
  const bool space = is(' ') || is('\t') || is('\n') || is('\r');
  const bool ascii = byte < 0x80 && (byte >= 0x20 || space);
  unsigned bits = 0;
  bits |= ascii && !is('<') && !is('&') && !is(']') && !is('\r') ? kPlainText : 0U;
  bits |= ascii && !is('<') && !is('&') && !is('"') && !is('\'') && (!space || is(' ')) ? kPlainValue : 0U;
  bits |= letter ? kNameStart : 0U;
  bits |= letter || is_between(byte, '0', '9') || is('-') || is('.') ? kName : 0U;
  bits |= space ? kSpace : 0U;
  bits |= ascii && !is('-') && !is('?') && !is(']') && !is('\r') ? kPlainData : 0U;
  return static_cast<std::uint8_t>(bits);
}

constexpr std::array<std::uint8_t, 256> classify_all() {
  std::array<std::uint8_t, 256> table{};
  for (unsigned byte = 0; byte < table.size(); ++byte) {
    table[byte] = classify(byte);
  }
  return table;
}

}  // namespace detail

inline constexpr std::array<std::uint8_t, 256> kClasses = detail::classify_all();

// True when the byte has one of the class bits.
[[nodiscard]] inline bool has_class(char byte, std::uint8_t bits) {
  return (kClasses[static_cast<unsigned char>(byte)] & bits) != 0;
}

// Names beyond ASCII: U+0080 and above; nothing above U+FFFF is in a name.
[[nodiscard]] bool is_name_start(char32_t value);
[[nodiscard]] bool is_name_char(char32_t value);

// Whether XML allows a code point in a document: tab, LF, CR, U+0020 and up without surrogates, U+FFFE and U+FFFF.
[[nodiscard]] constexpr bool is_xml_char(char32_t value) {
  return value >= 0x20 ? (value < 0xd800 || (value > 0xdfff && value != 0xfffe && value != 0xffff && value <= 0x10ffff))
                       : (value == '\t' || value == '\n' || value == '\r');
}

}  // namespace confstate::xml
