#include "base/number_map.hpp"

#include <map>

#include <doctest/doctest.h>

#include "base/random.hpp"
#include "support/rounds.hpp"

using confstate::base::NumberMap;

TEST_CASE("a table by numbers holds what a map holds") {
  NumberMap<int> table;
  std::map<std::uint64_t, int> wanted;
  confstate::base::Random random(7);
  for (unsigned long round = 0; round < confstate::tests::rounds(20'000); ++round) {
    const std::uint64_t key = 1 + random.below(300);
    if (random.below(2) == 0) {
      table.erase(key);
      wanted.erase(key);
    } else {
      const auto [value, is_new] = table.try_emplace(key);
      CHECK(is_new == !wanted.contains(key));
      value = wanted[key] = static_cast<int>(round);
    }
    const std::uint64_t other = 1 + random.below(300);
    const int* found = table.find(other);
    REQUIRE((found != nullptr) == wanted.contains(other));
    CHECK((found == nullptr || *found == wanted[other]));
    CHECK(table.size() == wanted.size());
  }
  std::map<std::uint64_t, int> all;
  table.for_each([&all](std::uint64_t key, int value) { all[key] = value; });
  CHECK(all == wanted);
}

TEST_CASE("a table by numbers finds nothing where nothing is") {
  NumberMap<int> table;
  CHECK(table.find(1) == nullptr);
  table.erase(1);
  table.try_emplace(1).first = 5;
  CHECK(*table.find(1) == 5);
  table.clear();
  CHECK(table.find(1) == nullptr);
  CHECK(table.size() == 0);
}
