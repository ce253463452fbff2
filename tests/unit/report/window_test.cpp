#include <doctest/doctest.h>

#include "report/window.hpp"

namespace confstate::report {
namespace {

TEST_CASE("a line of the full width is shown whole, one more column cuts it") {
  CHECK(window_of(std::string(120, 'a'), 119, 120, "…").text == std::string(120, 'a'));
  CHECK(window_of(std::string(121, 'a'), 0, 1, "…").text == std::string(120, 'a') + "…");
  const Window end = window_of(std::string(121, 'a'), 120, 121, "...");
  CHECK(end.text == "..." + std::string(61, 'a'));
  CHECK(end.column == 63);
}

TEST_CASE("wide characters count twice against the window") {
  std::string line;
  for (int i = 0; i < 61; ++i) {
    line += "山";
  }
  CHECK(window_of(line, 0, 3, "…").text == line.substr(0, 180) + "…");
}

TEST_CASE("a place longer than the window is underlined to the edge") {
  const Window window = window_of(std::string(1000, 'a'), 10, 1000, "…");
  CHECK(window.column == 10);
  CHECK(window.width == 110);
}

TEST_CASE("escapes that do not fit are not cut in two") {
  const std::string line = std::string(115, 'a') + "\x1b" + std::string(9, 'b');
  CHECK(window_of(line, 0, 1, "…").text == std::string(115, 'a') + "…");
}

TEST_CASE("a line of combining marks does not flood the terminal") {
  std::string line = "e";
  for (int i = 0; i < 100000; ++i) {
    line += "\xcc\x81";
  }
  CHECK(window_of(line, 0, 1, "…").text.size() < 300);
  CHECK(window_of(line, line.size(), line.size(), "…").text.size() < 300);
}

TEST_CASE("bytes that are not UTF-8 are stepped over one by one, also backwards") {
  const Window window = window_of(std::string(1000, '\x80'), 500, 501, "…");
  CHECK(window.column == 1 + 15 * 4);
  CHECK(window.width == 4);
}

}  // namespace
}  // namespace confstate::report
