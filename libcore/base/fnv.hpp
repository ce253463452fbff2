// FNV-1a 64: the stable hash of fingerprints and shards. Not for security.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::base {

inline constexpr std::uint64_t kFnvOffset = 0xcbf29ce484222325ULL;

// Hashes `text` on top of `state`.
[[nodiscard]] constexpr std::uint64_t fnv1a(std::string_view text, std::uint64_t state = kFnvOffset) {
  for (const char c : text) {
    state = (state ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  }
  return state;
}

// Sixteen lower-case hexadecimal digits.
[[nodiscard]] std::string to_hex(std::uint64_t value);

}  // namespace confstate::base
