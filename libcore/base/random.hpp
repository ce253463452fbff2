// Numbers that look random and are the same on every machine for the same seed. Not for security.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace confstate::base {

// splitmix64 (Steele, Lea and Flood 2014). The distributions of the standard library differ between libraries; these
// do not.
class Random {
 public:
  explicit constexpr Random(std::uint64_t seed) : state_(seed) {}

  // 64 random bits.
  [[nodiscard]] constexpr std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31U);
  }

  // A number below `limit`; 0 for a limit of 0.
  [[nodiscard]] constexpr std::uint32_t below(std::uint32_t limit) {
    return static_cast<std::uint32_t>(((next() >> 32U) * limit) >> 32U);
  }

  // A number from `least` to `most`, both included; `most` is not less than `least`.
  [[nodiscard]] constexpr std::uint32_t between(std::uint32_t least, std::uint32_t most) {
    return least + below(most - least + 1);
  }

  [[nodiscard]] constexpr bool one_in(std::uint32_t chances) { return below(chances) == 0; }

  // One of the values, of which there is at least one.
  template <class T, std::size_t N>
  [[nodiscard]] constexpr const T& pick(std::span<const T, N> values) {
    return values[below(static_cast<std::uint32_t>(values.size()))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace confstate::base
