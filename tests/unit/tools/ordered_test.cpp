#include <doctest/doctest.h>

#include <atomic>
#include <new>
#include <string>

#include "common/ordered.hpp"

using confstate::tools::Ordered;

TEST_CASE("results come in the order of the inputs for any number of threads") {
  std::string expected;
  for (int i = 0; i < 500; ++i) {
    expected += std::to_string(i) + ' ';
  }
  for (const unsigned jobs : {1U, 2U, 3U, 16U}) {
    CAPTURE(jobs);
    std::string got;
    Ordered<std::string>::run(
        500, jobs, [](std::size_t i) { return std::to_string(i) + ' '; },
        [&got](std::size_t, std::string&& text) {
          got += text;
          return true;
        });
    CHECK(got == expected);
  }
}

TEST_CASE("no more results wait than some per thread, so memory does not grow with the inputs") {
  std::atomic<std::size_t> taken = 0;
  std::atomic<bool> too_far = false;
  Ordered<int>::run(
      300, 3,
      [&](std::size_t i) {
        too_far = too_far || i >= taken + 3 * Ordered<int>::kAhead;
        return 0;
      },
      [&](std::size_t i, int&&) {
        taken = i + 1;
        return true;
      });
  CHECK_FALSE(too_far);
  CHECK(taken == 300);
}

TEST_CASE("work ends when nobody takes results any more") {
  for (const unsigned jobs : {1U, 4U}) {
    std::size_t taken = 0;
    Ordered<int>::run(
        1000, jobs, [](std::size_t i) { return static_cast<int>(i); },
        [&taken](std::size_t, int&&) { return ++taken < 10; });
    CHECK(taken == 10);
  }
}

TEST_CASE("what a thread throws reaches the caller, from making and from taking") {
  for (const unsigned jobs : {1U, 4U}) {
    const auto make = [](std::size_t i) { return i == 50 ? throw std::bad_alloc() : static_cast<int>(i); };
    CHECK_THROWS_AS(Ordered<int>::run(100, jobs, make, [](std::size_t, int&&) { return true; }), std::bad_alloc);
    const auto take = [](std::size_t i, int&&) { return i == 20 ? throw std::bad_alloc() : true; };
    CHECK_THROWS_AS(Ordered<int>::run(
                        100, jobs, [](std::size_t) { return 0; }, take),
                    std::bad_alloc);
  }
}

TEST_CASE("nothing to do is done at once") {
  Ordered<int>::run(
      0, 4, [](std::size_t) { return 0; }, [](std::size_t, int&&) { return true; });
}
