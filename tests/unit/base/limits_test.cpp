#include "base/limits.hpp"

#include <doctest/doctest.h>

namespace confstate::base {
namespace {

TEST_CASE("limits are set by name, with K, M and G") {
  Limits limits;
  CHECK(set_limit(limits, "input=1G"));
  CHECK(limits.input == 1ULL << 30U);
  CHECK(set_limit(limits, "depth=10000"));
  CHECK(limits.depth == 10'000);
  CHECK(set_limit(limits, "elements=2k"));
  CHECK(limits.elements == 2048);
  CHECK(set_limit(limits, "memory=1M"));
  CHECK(limits.memory == 1ULL << 20U);
  CHECK(set_limit(limits, "message=5"));
  CHECK(limits.message == 5);
}

TEST_CASE("every row sets its own limit and nothing else") {
  for (const LimitRow& row : limit_rows()) {
    Limits limits;
    REQUIRE(set_limit(limits, std::string(row.name) + "=77"));
    for (const LimitRow& other : limit_rows()) {
      CHECK((limits.*other.value == 77) == (other.name == row.name));
    }
  }
}

TEST_CASE("a limit that cannot be is refused with a word of help, and nothing changes") {
  Limits limits;
  const auto failure = [&limits](std::string_view text) {
    const Result<void> set = set_limit(limits, text);
    REQUIRE_FALSE(set);
    return set.error();
  };
  CHECK(failure("dept=3").hint == "did you mean `depth`?");
  CHECK(failure("speed=3").hint.find("input, memory, message") != std::string::npos);
  CHECK(failure("depth").message == "a limit is set as NAME=VALUE, not `depth`");
  CHECK(failure("depth=0").message == "the limit `depth` must be a number over 0, not `0`");
  CHECK(failure("depth=10001").message == "the limit `depth` can be at most 10000");
  CHECK(failure("input=1T").message == "the limit `input` must be a number over 0, not `1T`");
  (void)failure("input=-1");
  (void)failure("input=");
  (void)failure("input=K");
  (void)failure("input=99999999999999999999");
  (void)failure("input=17179869184G");  // 2^64
  CHECK(limits.depth == Limits{}.depth);
  CHECK(limits.input == Limits{}.input);
}

TEST_CASE("going over a limit names what, the limit, its value and the option") {
  const Failure failure = over_limit("rooms/board.xml", "input", 256ULL << 20U);
  CHECK(failure.message == "rooms/board.xml goes over the limit `input` of 256M");
  CHECK(failure.hint == "raise it with --limit input=VALUE");
  CHECK(write_limit(1000) == "1000");
  CHECK(write_limit(20'000'000) == "20000000");
  CHECK(write_limit(1ULL << 30U) == "1G");
  CHECK(write_limit(0) == "0");
}

}  // namespace
}  // namespace confstate::base
