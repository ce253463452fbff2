#include <doctest/doctest.h>

#include <random>
#include <string>

#include "support/rounds.hpp"
#include "xml/scan.hpp"

using namespace confstate;

namespace {

template <std::uint8_t kClass>
void check_scan(const std::string& text, std::uint32_t at) {
  std::uint32_t expected = at;
  while (expected < text.size() && xml::has_class(text[expected], kClass)) {
    ++expected;
  }
  CHECK(xml::scan<kClass>(text.data(), at, static_cast<std::uint32_t>(text.size())) == expected);
}

// Mostly bytes of one kind, so that runs cross blocks, with any byte between them.
std::string make_text(std::mt19937& random) {
  const char usual = std::string("a \n-9")[random() % 5];
  std::string text(random() % 70, usual);
  for (std::size_t strange = random() % 4; strange > 0 && !text.empty(); --strange) {
    text[random() % text.size()] = static_cast<char>(random() % 256);
  }
  return text;
}

}  // namespace

TEST_CASE("a scan ends at the first byte of another class, wherever that stands in a block") {
  std::mt19937 random(1);  // the same texts in every run
  for (unsigned long round = 0; round < tests::rounds(20000); ++round) {
    const std::string text = make_text(random);
    CAPTURE(text);
    const auto at = static_cast<std::uint32_t>(random() % (text.size() + 1));
    check_scan<xml::kSpace>(text, at);
    check_scan<xml::kName>(text, at);
    check_scan<xml::kPlainText>(text, at);
    check_scan<xml::kPlainValue>(text, at);
    check_scan<xml::kPlainData>(text, at);
  }
}
