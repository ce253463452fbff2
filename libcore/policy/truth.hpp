// Three-valued logic (Kleene): what a trace or a caller's word does not tell is unknown, never guessed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace confstate::policy {

enum class Truth : std::uint8_t { no, unknown, yes };

[[nodiscard]] constexpr Truth truth(bool value) {
  return value ? Truth::yes : Truth::no;
}
[[nodiscard]] constexpr Truth both(Truth a, Truth b) {
  return std::min(a, b);
}
[[nodiscard]] constexpr Truth either(Truth a, Truth b) {
  return std::max(a, b);
}
[[nodiscard]] constexpr Truth negate(Truth a) {
  return static_cast<Truth>(2 - static_cast<int>(a));
}
[[nodiscard]] constexpr std::string_view word(Truth a) {
  return a == Truth::yes ? "yes" : a == Truth::no ? "no" : "unknown";
}

}  // namespace confstate::policy
