#include "crypto/keyed_hash.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace confstate;

namespace {

std::string hex(const crypto::Digest& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += kDigits[byte >> 4U];
    text += kDigits[byte & 0xfU];
  }
  return text;
}

}  // namespace

TEST_CASE("the hash is HMAC-SHA-256: cases 1, 3 and 6 of RFC 4231") {
  const auto hash = [](std::string key, std::string_view text) {
    return hex((*crypto::KeyedHash::with_key(key))(text));
  };
  CHECK(hash(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(hash(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(hash(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST_CASE("a key of 15 bytes is refused, one of 16 is not") {
  const auto refused = crypto::KeyedHash::with_key(std::string(15, 'k'));
  REQUIRE(!refused);
  CHECK(refused.error().message == "the key has 15 bytes, and needs 16 at least");
  CHECK(crypto::KeyedHash::with_key(std::string(16, '\0')).has_value());
}

TEST_CASE("two random keys are two keys") {
  const auto one = crypto::KeyedHash::with_random_key();
  const auto other = crypto::KeyedHash::with_random_key();
  REQUIRE(one);
  REQUIRE(other);
  CHECK((*one)("alice") == (*one)("alice"));
  CHECK((*one)("alice") != (*other)("alice"));
}
