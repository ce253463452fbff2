#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <string>

namespace confstate::base {
namespace {

std::size_t decoded_length(std::string_view text) {
  return decode_utf8(text, 0).length;
}

TEST_CASE("every code point survives writing and reading") {
  for (char32_t value = 0; value <= 0x10ffff; value += value < 0x3000 ? 1 : 97) {
    if (value >= 0xd800 && value <= 0xdfff) {
      continue;
    }
    std::string text;
    append_utf8(text, value);
    const CodePoint point = decode_utf8(text, 0);
    REQUIRE(point.value == value);
    REQUIRE(point.length == text.size());
  }
}

TEST_CASE("bytes that only look like UTF-8 are refused") {
  CHECK(decoded_length("\xc0\x80") == 0);          // overlong NUL
  CHECK(decoded_length("\xc1\xbf") == 0);          // overlong
  CHECK(decoded_length("\xe0\x9f\xbf") == 0);      // overlong
  CHECK(decoded_length("\xf0\x8f\xbf\xbf") == 0);  // overlong
  CHECK(decoded_length("\xed\xa0\x80") == 0);      // surrogate
  CHECK(decoded_length("\xf4\x90\x80\x80") == 0);  // over U+10FFFF
  CHECK(decoded_length("\xf5\x80\x80\x80") == 0);
  CHECK(decoded_length("\x80") == 0);
  CHECK(decoded_length("\xe2\x82") == 0);  // cut off
  CHECK(decoded_length("\xe2\x28\xa1") == 0);
  CHECK(find_invalid_utf8("abc\xc3\xa4"
                          "d\xff") == 6);
  CHECK(find_invalid_utf8("abc\xc3\xa4") == std::string_view::npos);
}

TEST_CASE("rows stay aligned with wide letters, emoji and combining marks") {
  CHECK(display_width(std::string_view("Carol D\xc3\xad"
                                       "az")) == 10);
  CHECK(display_width(std::string_view("\xe6\x9d\xb1\xe4\xba\xac")) == 4);              // Tokyo
  CHECK(display_width(std::string_view("\xef\xbc\xa1")) == 2);                          // fullwidth A
  CHECK(display_width(std::string_view("\xf0\x9f\x98\x80")) == 2);                      // emoji
  CHECK(display_width(std::string_view("e\xcc\x81")) == 1);                             // e and acute
  CHECK(display_width(std::string_view("\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab")) == 2);  // Hangul han in three letters
  CHECK(display_width(std::string_view("\xff"
                                       "a")) == 2);
  CHECK(display_width(U'\u0378') == 1);  // unassigned
  CHECK(display_width(U'\u2500') == 1);  // box drawing
  CHECK(display_width(U'\u1161') == 0);  // Hangul vowel
  CHECK(display_width(U'\U00020000') == 2);
  CHECK(display_width(U'\U0010ffff') == 1);
}

TEST_CASE("text from the wire cannot steer a terminal or reorder a line") {
  CHECK(escape_hostile("plain \xc3\xa4 \xe6\x9d\xb1") == "plain \xc3\xa4 \xe6\x9d\xb1");
  CHECK(escape_hostile("a\x1b[31mb") == "a\\u{001B}[31mb");
  CHECK(escape_hostile("a\nb\tc\r") == "a\\nb\\tc\\u{000D}");
  CHECK(escape_hostile(std::string_view("a\0b", 3)) == "a\\u{0000}b");
  CHECK(escape_hostile("\xe2\x80\xae"
                       "evil") == "\\u{202E}evil");  // right-to-left override
  CHECK(escape_hostile("\xc2\x9b") == "\\u{009B}");  // C1 CSI
  CHECK(escape_hostile("\xe2\x80\xa8") == "\\u{2028}");
  CHECK(escape_hostile("\xef\xbb\xbf") == "\\u{FEFF}");
  CHECK(escape_hostile("\xf3\xa0\x80\xa1") == "\\u{E0021}");  // a tag character
  CHECK(escape_hostile("\x80"
                       "a\xff") == "\\x80a\\xFF");
  CHECK_FALSE(is_hostile(U' '));
  CHECK_FALSE(is_hostile(U'\u00e9'));
  CHECK(is_hostile(U'\u200b'));
  CHECK(is_hostile(U'\u007f'));
}

}  // namespace
}  // namespace confstate::base
