#include "bytes/source.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/utf8.hpp"

namespace confstate::bytes {
namespace {

std::string at(const Source& source, std::uint32_t offset) {
  const base::Location place = source.location(offset);
  return std::to_string(place.line) + ":" + std::to_string(place.column);
}

TEST_CASE("CR, LF and CRLF each end one line") {
  const Source source("x", "a\r\nb\rc\nd");
  CHECK(source.line_count() == 4);
  CHECK(source.line(1) == "a");
  CHECK(source.line(2) == "b");
  CHECK(source.line(3) == "c");
  CHECK(source.line(4) == "d");
  CHECK(at(source, 2) == "1:3");  // the LF of a CRLF is still in its line
  CHECK(at(source, 3) == "2:1");
  CHECK(at(source, 5) == "3:1");
  CHECK(at(source, 7) == "4:1");
  CHECK(source.line_begin(3) == 5);
}

TEST_CASE("lines are the same in whatever order they are asked for") {
  const std::string text = "a\nb\r\rc\r\n\nd\n\re\r";
  const Source whole("x", text);
  CHECK(whole.line_count() == 9);
  for (std::uint32_t offset = 0; offset <= text.size(); ++offset) {
    const Source source("x", text);
    CHECK(at(source, offset) == at(whole, offset));
    CHECK(source.line(whole.location(offset).line) == whole.line(whole.location(offset).line));
    CHECK(source.line_begin(3) == 4);
    CHECK(source.line_count() == 9);
  }
}

TEST_CASE("lines that do not exist are empty, and offsets past the end are the end") {
  const Source source("x", "ab\n");
  CHECK(source.line_count() == 2);
  CHECK(source.line(0) == "");
  CHECK(source.line(2) == "");
  CHECK(source.line(3) == "");
  CHECK(source.line_begin(9) == 3);
  CHECK(at(source, 3) == "2:1");
  CHECK(at(source, 4'000'000'000U) == "2:1");
  CHECK(at(Source("x", ""), 5) == "1:1");
  CHECK(Source("x", "").line_count() == 1);
  CHECK(Source("x", "a\r").line_count() == 2);
}

TEST_CASE("columns count code points; a tab is one, and so is every byte that is not UTF-8") {
  const Source source("x", "\xc3\xa4\t\xe6\x9d\xb1\xff\xe2\x82z");
  CHECK(at(source, 0) == "1:1");
  CHECK(at(source, 1) == "1:1");  // inside the first letter
  CHECK(at(source, 2) == "1:2");
  CHECK(at(source, 3) == "1:3");
  CHECK(at(source, 5) == "1:3");
  CHECK(at(source, 6) == "1:4");  // ff
  CHECK(at(source, 7) == "1:5");  // e2, cut off
  CHECK(at(source, 8) == "1:6");  // 82
  CHECK(at(source, 9) == "1:7");
}

TEST_CASE("a byte is the byte of the input, also behind a mark or after transcoding") {
  const Source plain("x", "abc");
  CHECK(plain.location(2).byte == 2);
  const Source marked("x", "abc", {{0, 3}});
  CHECK(marked.location(0).byte == 3);
  CHECK(marked.location(2).byte == 5);
  const Source wide("x", "a\xc3\xa4z", {{0, 2}, {1, 4}, {3, 6}});
  CHECK(wide.location(0).byte == 2);
  CHECK(wide.location(1).byte == 4);
  CHECK(wide.location(3).byte == 6);
}

// What location() must say, counted byte by byte from the beginning of the line.
std::uint32_t slow_column(const std::string& text, std::uint32_t begin, std::uint32_t offset) {
  std::uint32_t column = 1;
  for (std::uint32_t i = begin; i < offset;) {
    i += std::max<std::uint32_t>(base::decode_utf8(text, i).length, 1);
    column += i <= offset ? 1 : 0;
  }
  return column;
}

TEST_CASE("columns far into a very long line are right whatever the order of the questions") {
  std::string text = "first\n";
  const std::string pieces[] = {"<a b=\"c\"/>", "\xc3\xa4", "\xe6\x9d\xb1", "\xff", "\xf0\x9f\x98\x80", "\xe2\x82"};
  for (std::size_t i = 0; text.size() < 60'000; ++i) {
    text += pieces[(i * i + i / 3) % 6];
  }
  const Source source("x", text);
  for (std::uint32_t step = 0; step < 300; ++step) {
    const auto offset = static_cast<std::uint32_t>((step * 7919ULL * 31U) % text.size());
    if (offset < 6) {
      continue;
    }
    CAPTURE(offset);
    const base::Location place = source.location(offset);
    REQUIRE(place.line == 2);
    REQUIRE(place.column == slow_column(text, 6, offset));
  }
}

TEST_CASE("ten thousand questions about one line of many megabytes are answered at once") {
  const Source source("x", std::string(60'000'000, 'x'));
  std::uint64_t sum = 0;
  for (std::uint32_t i = 0; i < 10'000; ++i) {
    sum += source.location(i % 2 == 0 ? i * 6000 : 60'000'000 - i * 6000).column;
  }
  CHECK(sum > 0);  // counting each from the start of the line would take minutes
}

}  // namespace
}  // namespace confstate::bytes
