// Hashes that never leave the process: for tables, and for telling texts apart. Not against an attacker who knows the
// state that they begin with.
#pragma once

#include <cstdint>
#include <string_view>

namespace confstate::base {

[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15ULL;
  state = (state ^ word) * kOdd;
  return state ^ (state >> 29U);
}

// All bytes, a few at a time, on top of `state`.
[[nodiscard]] std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t state);

// The same for texts that differ in the case of ASCII letters only.
[[nodiscard]] std::uint64_t hash_ignoring_case(std::string_view text, std::uint64_t state);

}  // namespace confstate::base
