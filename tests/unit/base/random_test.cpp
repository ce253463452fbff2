#include "base/random.hpp"

#include <array>
#include <set>

#include <doctest/doctest.h>

using confstate::base::Random;

TEST_CASE("a seed gives the same numbers on every machine") {
  Random random(1234567);
  // The first values that the authors of splitmix64 print for this seed.
  CHECK(random.next() == 6457827717110365317ULL);
  CHECK(random.next() == 3203168211198807973ULL);
  CHECK(random.next() == 9817491932198370423ULL);
}

TEST_CASE("numbers stay in their bounds and reach them") {
  Random random(7);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 1000; ++i) {
    seen.insert(random.between(3, 6));
  }
  CHECK(seen == std::set<std::uint32_t>{3, 4, 5, 6});
  CHECK(random.below(0) == 0);
  CHECK(random.below(1) == 0);
  CHECK(random.one_in(1));
}

TEST_CASE("every value is picked") {
  constexpr std::array<int, 3> kValues = {1, 2, 3};
  Random random(7);
  std::set<int> seen;
  for (int i = 0; i < 100; ++i) {
    seen.insert(random.pick(std::span(kValues)));
  }
  CHECK(seen.size() == 3);
}
