#include "base/hash.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace confstate::base {
namespace {

template <class Word>
std::uint64_t load(const char* from) {
  Word word = 0;
  std::memcpy(&word, from, sizeof(Word));
  return word;
}

std::uint64_t load(const char* from) {
  return load<std::uint64_t>(from);
}

// What is left at the end, up to seven bytes, without a loop: some may be taken twice, as their number is hashed too.
std::uint64_t load_tail(const char* from, std::size_t size) {
  if (size >= 4) {
    return load<std::uint32_t>(from) | (load<std::uint32_t>(from + size - 4) << 32U);
  }
  return size == 0 ? 0
                   : load<std::uint8_t>(from) | (load<std::uint8_t>(from + size / 2) << 8U) |
                         (load<std::uint8_t>(from + size - 1) << 16U);
}

// Eight characters at once: the sums reach the top bit of each byte from 'A' on, and after 'Z'.
constexpr std::uint64_t lower(std::uint64_t word) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  const std::uint64_t low = word & (kOnes * 0x7f);
  const std::uint64_t from_a = low + kOnes * (0x80 - 'A');
  const std::uint64_t after_z = low + kOnes * (0x80 - 'Z' - 1);
  const std::uint64_t letters = (from_a ^ after_z) & ~word & (kOnes * 0x80);
  return word | (letters >> 2U);
}

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t state) {
  constexpr std::size_t kStep = 32;
  std::array<std::uint64_t, 4> lanes{state, state + 1, state + 2, state + 3};
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  for (; left >= kStep; left -= kStep, at += kStep) {
    lanes[0] = mix(lanes[0], load(at));
    lanes[1] = mix(lanes[1], load(at + 8));
    lanes[2] = mix(lanes[2], load(at + 16));
    lanes[3] = mix(lanes[3], load(at + 24));
  }
  for (; left >= 8; left -= 8, at += 8) {
    lanes[0] = mix(lanes[0], load(at));
  }
  return mix(mix(mix(mix(lanes[0], load_tail(at, left)), lanes[1]), lanes[2]), lanes[3] ^ bytes.size());
}

std::uint64_t hash_ignoring_case(std::string_view text, std::uint64_t state) {
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 8; left -= 8, at += 8) {
    state = mix(state, lower(load(at)));
  }
  return mix(mix(state, lower(load_tail(at, left))), text.size());
}

}  // namespace confstate::base
