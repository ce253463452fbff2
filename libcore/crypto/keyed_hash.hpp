// crypto: hashes with a key, and keys. The only room with OpenSSL, and the only one that asks for chance: keys come
// from its generator. It may use base. It never prints a key.
//
// This header makes keyed hashes: who does not know the key cannot tell what was hashed, equal texts give equal hashes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::crypto {

using Digest = std::array<std::uint8_t, 32>;

// What a key given by a person must have at least; a random one has as much as its hash.
inline constexpr std::size_t kShortestKey = 16;

// HMAC-SHA-256 (RFC 2104, FIPS 180-4) with one key.
class KeyedHash {
 public:
  // A key of any bytes. Fails where it is shorter than kShortestKey.
  [[nodiscard]] static base::Result<KeyedHash> with_key(std::string key);
  // A key that nobody knows, from the generator of OpenSSL. Fails where the system gives no chance.
  [[nodiscard]] static base::Result<KeyedHash> with_random_key();

  [[nodiscard]] Digest operator()(std::string_view text) const;

 private:
  explicit KeyedHash(std::string key) : key_(std::move(key)) {}

  std::string key_;
};

}  // namespace confstate::crypto
