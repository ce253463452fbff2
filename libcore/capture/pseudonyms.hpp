// Names that stand for names: the same for the same, another for another, and nobody can tell which without the key.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "capture/record.hpp"

namespace confstate::capture {

// A hash with a key (HMAC-SHA-256); the key is with who made the function.
using KeyedHash = std::function<std::array<std::uint8_t, 32>(std::string_view text)>;

// Says of a name in XML whether its text (of the attribute, its value) tells who somebody is, so that every word of it
// must go. Elsewhere in XML what looks like a URI, an address or a number goes.
using PersonalName = std::function<bool(std::string_view local_name, bool is_attribute)>;

// Everything here depends on the key and on what is asked, not on the order of questions; IPv4 networks alone are told
// apart within a run (see address()). It keeps what was asked most lately, never more than some megabytes.
class Pseudonyms {
 public:
  explicit Pseudonyms(KeyedHash hash) : hash_(std::move(hash)) {}

  // A word of letters and digits: letters stay letters and keep their case, digits stay digits, so that the length
  // stays, and no two words become one. Words with other letters than ASCII become others of as many
  // bytes (eight at least), which are not ASCII either. "anonymous" stays (RFC 3261 section 8.1.1.3).
  [[nodiscard]] std::string word(std::string_view word);
  // A telephone number: its digits as one word, whatever separates them; all else stays.
  [[nodiscard]] std::string number(std::string_view number);
  // The user of a URI, or what stands before the "@" of a mail address: a number, or its words. Escaped letters and
  // digits are written plainly; other escapes stay.
  [[nodiscard]] std::string user(std::string_view user);
  // A host, with the brackets that it has, without a port. Names go below .test (RFC 2606), hosts of one domain into
  // one domain. Names and addresses for documentation stay, those of the host itself too.
  [[nodiscard]] std::string host(std::string_view host);
  // Hexadecimal digits among other characters (fingerprints, UUIDs): other digits in the same places.
  [[nodiscard]] std::string hexadecimal(std::string_view text);
  // An end of a transport, with the address that host() gives. The port stays.
  [[nodiscard]] Endpoint endpoint(const Endpoint& endpoint);

 private:
  using Address4 = std::array<std::uint8_t, 4>;
  using Address6 = std::array<std::uint8_t, 16>;

  [[nodiscard]] std::string make_word(std::string_view lower) const;
  [[nodiscard]] std::string letters(std::string_view what, std::size_t count) const;
  [[nodiscard]] std::string name(std::string_view name);
  [[nodiscard]] std::string labels(std::string_view labels);
  [[nodiscard]] Address4 address(const Address4& address);
  [[nodiscard]] Address6 address(const Address6& address);
  [[nodiscard]] std::uint32_t network(std::uint32_t network);

  KeyedHash hash_;
  std::unordered_map<std::string, std::string> words_;
  std::unordered_map<std::string, std::string> hosts_;
  std::unordered_map<std::uint32_t, std::uint32_t> networks_;
  std::unordered_set<std::uint32_t> taken_;
};

// The text with every letter and digit replaced by "0": what is left of secrets.
[[nodiscard]] std::string blank(std::string_view secret);

// The length of the character of UTF-8 that begins at a place and is not ASCII; 0 where there is none.
[[nodiscard]] std::size_t wide_character(std::string_view text, std::size_t at);

[[nodiscard]] constexpr bool is_latin(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool is_decimal(char c) {
  return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool is_latin_or_decimal(char c) {
  return is_latin(c) || is_decimal(c);
}

// The length of the word (letters of any script, digits) that begins at a place; 0 where there is none.
[[nodiscard]] std::size_t word_at(std::string_view text, std::size_t at);

}  // namespace confstate::capture
