// Bytes of packets that are written. For capture/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace confstate::capture {

inline void put_little(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

// In the order of the network.
inline void put_big(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = bytes; i > 0; --i) {
    out += static_cast<char>(value >> (8 * (i - 1)) & 0xffU);
  }
}

// Adds the 16-bit words of a text (RFC 1071).
[[nodiscard]] inline std::uint64_t add_words(std::uint64_t sum, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = static_cast<unsigned char>(text[i]);
    const auto low = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    sum += (static_cast<std::uint32_t>(high) << 8U) | low;
  }
  return sum;
}

[[nodiscard]] inline std::uint16_t finish_sum(std::uint64_t sum) {
  while (sum > 0xffffU) {
    sum = (sum & 0xffffU) + (sum >> 16U);
  }
  return static_cast<std::uint16_t>(~sum);
}

inline void set_big16(std::string& text, std::size_t at, std::uint16_t value) {
  text[at] = static_cast<char>(value >> 8U);
  text[at + 1] = static_cast<char>(value & 0xffU);
}

}  // namespace confstate::capture
