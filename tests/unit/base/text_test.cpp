#include "base/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <random>
#include <string>

namespace confstate::base {
namespace {

// The textbook table, without any shortcut: optimal string alignment.
std::size_t slow_distance(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
      }
    }
  }
  return table[a.size()][b.size()];
}

TEST_CASE("white space is collapsed as XSD says, inside and at both ends") {
  CHECK(trim(" \t\r\n a b \n") == "a b");
  CHECK(trim("   ") == "");
  CHECK(collapse("  sip:a \t\n b  ") == "sip:a b");
  CHECK(collapse("") == "");
  CHECK(is_all_space(""));
  CHECK(is_all_space(" \r\n\t"));
  CHECK_FALSE(is_all_space("\xc2\xa0"));  // a no-break space is a character like any other
  CHECK(split_list("  a\tbc \n d") == std::vector<std::string_view>{"a", "bc", "d"});
  CHECK(split_list(" \n").empty());
}

TEST_CASE("case is ignored for ASCII letters only") {
  CHECK(equal_ignoring_case("SIP:Bob", "sip:bOB"));
  CHECK_FALSE(equal_ignoring_case("a", "ab"));
  CHECK_FALSE(equal_ignoring_case("\xc3\x84", "\xc3\xa4"));
  CHECK(ascii_lower(std::string_view("On-HOLD@[")) == "on-hold@[");
}

TEST_CASE("the distance with its shortcuts is that of the plain table") {
  std::mt19937 random(7);
  const auto word = [&random] {
    std::string out(random() % 9, 'a');
    for (char& c : out) {
      c = static_cast<char>('a' + random() % 3);
    }
    return out;
  };
  for (int i = 0; i < 20'000; ++i) {
    const std::string a = word();
    const std::string b = word();
    const std::size_t limit = random() % 5;
    const std::size_t expected = std::min(slow_distance(a, b), limit + 1);
    CAPTURE(a);
    CAPTURE(b);
    CAPTURE(limit);
    REQUIRE(edit_distance(a, b, limit) == expected);
  }
}

TEST_CASE("a misspelt word suggests the one that was meant") {
  constexpr std::array<std::string_view, 6> kWords{"pending",         "dialing-out", "on-hold",
                                                   "muted-via-focus", "sip",         "sms"};
  CHECK(nearest("on_hold", kWords) == "on-hold");
  CHECK(nearest("OnHold", kWords) == "on-hold");
  CHECK(nearest("mute-via-focus", kWords) == "muted-via-focus");
  CHECK(nearest("penidng", kWords) == "pending");
  CHECK(nearest("spi", kWords) == "sip");
  CHECK_FALSE(nearest("xmpp", kWords));
  CHECK_FALSE(nearest("sup", std::array<std::string_view, 1>{"sms"}));  // two edits are too many for a short word
  CHECK_FALSE(nearest("pending", kWords));
  CHECK_FALSE(nearest("", kWords));
  CHECK_FALSE(nearest("---", kWords));
  CHECK_FALSE(nearest(std::string(1'000'000, 'x'), kWords));
}

}  // namespace
}  // namespace confstate::base
