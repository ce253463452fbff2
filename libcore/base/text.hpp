// Small questions about text. ASCII only unless a name says otherwise.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace confstate::base {

// XML white space: blank, tab, line feed, carriage return.
[[nodiscard]] constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// True when every character is XML white space; true for the empty text.
[[nodiscard]] bool is_all_space(std::string_view text);

// The text without XML white space at both ends.
[[nodiscard]] constexpr std::string_view trim(std::string_view text) {
  while (!text.empty() && is_xml_space(text.front())) {
    text.remove_prefix(1);
  }
  while (!text.empty() && is_xml_space(text.back())) {
    text.remove_suffix(1);
  }
  return text;
}

// XSD white-space collapse: trimmed, and every inner run of white space is one blank.
[[nodiscard]] std::string collapse(std::string_view text);

// True where that changes nothing.
[[nodiscard]] bool is_collapsed(std::string_view text);

// The words of an XSD list, in order.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text);

[[nodiscard]] constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] std::string ascii_lower(std::string_view text);
[[nodiscard]] bool equal_ignoring_case(std::string_view a, std::string_view b);

// Edits between two texts, counting insertion, removal, replacement and transposition of neighbours
// (optimal string alignment), stopping early: any distance over `limit` is returned as limit + 1.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The candidate that a person probably meant by `word`: one that is equal after lower-casing and dropping
// '-', '_' and blanks, else the nearest within two edits (one edit for words of up to four characters);
// nothing when no candidate is near or the word is a candidate already.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view word,
                                                      std::span<const std::string_view> candidates);

}  // namespace confstate::base
