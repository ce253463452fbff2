// Names are short: comparing and hashing them with overlapping loads costs no call and no loop over their bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace confstate::xml {

template <class Word>
[[nodiscard]] inline std::uint64_t load(const char* at) {
  Word word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

// Whether `size` bytes are the same in both places.
[[nodiscard]] inline bool same_bytes(const char* a, const char* b, std::size_t size) {
  if (size > 16) {
    return std::memcmp(a, b, size) == 0;
  }
  if (size >= 8) {
    return load<std::uint64_t>(a) == load<std::uint64_t>(b) &&
           load<std::uint64_t>(a + size - 8) == load<std::uint64_t>(b + size - 8);
  }
  if (size >= 4) {
    return load<std::uint32_t>(a) == load<std::uint32_t>(b) &&
           load<std::uint32_t>(a + size - 4) == load<std::uint32_t>(b + size - 4);
  }
  return size == 0 || (a[0] == b[0] && a[size / 2] == b[size / 2] && a[size - 1] == b[size - 1]);
}

[[nodiscard]] inline std::uint64_t mix(std::uint64_t state, std::uint64_t word) {
  state = (state ^ word) * 0x9e3779b97f4a7c15ULL;
  return state ^ (state >> 32U);
}

// A hash that never leaves this process.
[[nodiscard]] inline std::uint32_t hash_of(std::string_view text) {
  const char* at = text.data();
  const std::size_t size = text.size();
  std::uint64_t state = size;
  if (size >= 8) {
    for (std::size_t i = 0; i + 8 < size; i += 8) {
      state = mix(state, load<std::uint64_t>(at + i));
    }
    state = mix(state, load<std::uint64_t>(at + size - 8));
  } else if (size >= 4) {
    state = mix(state, load<std::uint32_t>(at) | (load<std::uint32_t>(at + size - 4) << 32U));
  } else if (size > 0) {
    const auto byte = [at](std::size_t i) { return std::uint64_t{static_cast<unsigned char>(at[i])}; };
    state = mix(state, byte(0) | (byte(size / 2) << 8U) | (byte(size - 1) << 16U));
  }
  return static_cast<std::uint32_t>(state ^ (state >> 16U));
}

}  // namespace confstate::xml
