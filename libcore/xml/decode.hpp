// The value that a piece of text stands for: line ends normalised, references resolved (XML 1.0 sections 2.11, 3.3.3,
// 4.4 and 4.6).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::xml {

// How a piece is decoded: character data; data without references (CDATA, comments, instructions); a value, which has
// its white space turned into blanks besides.
enum class Decode : std::uint8_t { text, data, value };

// Decodes a piece that has been found well-formed.
[[nodiscard]] std::string decode_characters(std::string_view raw, Decode how);

// True for lt, gt, amp, quot and apos.
[[nodiscard]] bool is_predefined_entity(std::string_view name);

// The value of a digit, 16 or more for what is none.
[[nodiscard]] unsigned digit_value(char c);

// The number in "#65" or "#x41"; past U+10FFFF any such number.
[[nodiscard]] char32_t character_number(std::string_view reference);

}  // namespace confstate::xml
