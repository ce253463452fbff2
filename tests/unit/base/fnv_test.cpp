#include "base/fnv.hpp"

#include <doctest/doctest.h>

namespace confstate::base {
namespace {

TEST_CASE("the hash is FNV-1a 64, by its published vectors") {
  CHECK(fnv1a("") == 0xcbf29ce484222325ULL);
  CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cULL);
  CHECK(fnv1a("foobar") == 0x85944171f73967e8ULL);
  CHECK(fnv1a("bar", fnv1a("foo")) == fnv1a("foobar"));
  CHECK(to_hex(0x1aULL) == "000000000000001a");
  CHECK(to_hex(~0ULL) == "ffffffffffffffff");
}

}  // namespace
}  // namespace confstate::base
