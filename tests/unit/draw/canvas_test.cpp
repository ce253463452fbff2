#include "draw/canvas.hpp"

#include <doctest/doctest.h>

#include "draw/flow.hpp"

namespace confstate::tests {
namespace {

// What a canvas of so many columns shows after texts were put on it.
std::string shown(std::size_t width, const std::vector<std::pair<std::size_t, std::string>>& texts) {
  std::string out;
  const base::Sink sink = [&out](std::string_view piece) { out += piece; };
  draw::Sheet sheet({.color = false, .unicode = true, .width = width}, sink);
  draw::Canvas canvas(width);
  for (const auto& [column, text] : texts) {
    canvas.put(column, text);
  }
  canvas.flush(sheet);
  sheet.finish();
  return out;
}

TEST_CASE("texts stand where they are put, what is beyond the width is left out") {
  CHECK(shown(10, {{2, "abc"}, {8, "defg"}}) == "  abc   de\n");
  CHECK(shown(10, {{2, "abc   "}}) == "  abc\n");
  CHECK(shown(10, {{12, "abc"}}) == "\n");
}

TEST_CASE("a wide glyph is never cut in half") {
  CHECK(shown(5, {{0, "山田太"}}) == "山田\n");
  CHECK(shown(8, {{0, "山田"}, {1, "x"}}) == " x田\n");
  CHECK(shown(8, {{0, "山田"}, {2, "x"}}) == "山x\n");
  CHECK(shown(8, {{0, "abcd"}, {1, "山"}}) == "a山d\n");
}

TEST_CASE("marks stay with their glyph and take no column") {
  CHECK(shown(3, {{0, "e\u0301e\u0301e\u0301e\u0301"}}) == "e\u0301e\u0301e\u0301\n");
}

TEST_CASE("a line that begins like a command is made harmless inside the width") {
  CHECK(shown(20, {{2, "::error"}}) == "  \\u{3A}:error\n");
  CHECK(shown(9, {{0, "##[group]"}}) == "\\u{23}#[g\n");
  CHECK(shown(20, {{0, ":: "}, {0, "x"}}) == "x:\n");
}

TEST_CASE("texts are cut and wrapped by columns") {
  CHECK(draw::fitted("abcdef", 6) == "abcdef");
  CHECK(draw::fitted("abcdefg", 6) == "abc...");
  CHECK(draw::fitted("山田太郎", 7) == "山田...");
  CHECK(draw::fitted("abc", 2) == "..");
  CHECK(draw::wrapped("one two  three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(draw::wrapped("abcdefgh", 3) == std::vector<std::string>{"abc", "def", "gh"});
  CHECK(draw::wrapped("one two three four", 9, 2) == std::vector<std::string>{"one two", "three..."});
  CHECK(draw::wrapped("", 9).empty());
  CHECK(draw::wrapped("a\nb", 9) == std::vector<std::string>{"a\\nb"});
}

TEST_CASE("pieces flow side by side and below each other") {
  draw::Flow flow(10);
  flow.add("one");
  flow.add("two");
  flow.add("");
  flow.add("three");
  flow.add("x", draw::Tint::plain, 0, 8);
  REQUIRE(flow.lines() == 2);
  CHECK(flow.line(0).back().column == 5);
  CHECK(flow.line(1).back().column == 8);
  CHECK(flow.longest() == 9);
}

}  // namespace
}  // namespace confstate::tests
