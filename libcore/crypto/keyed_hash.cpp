#include "crypto/keyed_hash.hpp"

#include <utility>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace confstate::crypto {

base::Result<KeyedHash> KeyedHash::with_key(std::string key) {
  if (key.size() < kShortestKey) {
    return base::fail(
        "the key has " + std::to_string(key.size()) + " bytes, and needs " + std::to_string(kShortestKey) + " at least",
        "head -c 32 /dev/urandom > KEYFILE makes a good one");
  }
  return KeyedHash(std::move(key));
}

base::Result<KeyedHash> KeyedHash::with_random_key() {
  std::array<unsigned char, std::tuple_size_v<Digest>> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    return base::fail("no random key can be made", "give one with --redact-key");
  }
  return KeyedHash(std::string(bytes.begin(), bytes.end()));
}

Digest KeyedHash::operator()(std::string_view text) const {
  Digest digest{};
  unsigned size = 0;
  HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), reinterpret_cast<const unsigned char*>(text.data()),
       text.size(), digest.data(), &size);
  return digest;
}

}  // namespace confstate::crypto
