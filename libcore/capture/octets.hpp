// Numbers in packets: bytes in the order of the network, or as a file says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace confstate::capture {

// The caller has made sure that the bytes are there.
[[nodiscard]] constexpr std::uint8_t octet(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

[[nodiscard]] constexpr std::uint16_t big16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>((unsigned{octet(bytes, at)} << 8U) | octet(bytes, at + 1));
}

[[nodiscard]] constexpr std::uint32_t big32(std::string_view bytes, std::size_t at) {
  return (std::uint32_t{big16(bytes, at)} << 16U) | big16(bytes, at + 2);
}

[[nodiscard]] constexpr std::uint64_t big64(std::string_view bytes, std::size_t at) {
  return (std::uint64_t{big32(bytes, at)} << 32U) | big32(bytes, at + 4);
}

[[nodiscard]] constexpr std::uint16_t little16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>((unsigned{octet(bytes, at + 1)} << 8U) | octet(bytes, at));
}

[[nodiscard]] constexpr std::uint32_t little32(std::string_view bytes, std::size_t at) {
  return (std::uint32_t{little16(bytes, at + 2)} << 16U) | little16(bytes, at);
}

// The order in which a file holds its numbers.
struct ByteOrder {
  bool big = false;

  [[nodiscard]] constexpr std::uint16_t get16(std::string_view bytes, std::size_t at) const {
    return big ? big16(bytes, at) : little16(bytes, at);
  }
  [[nodiscard]] constexpr std::uint32_t get32(std::string_view bytes, std::size_t at) const {
    return big ? big32(bytes, at) : little32(bytes, at);
  }
};

}  // namespace confstate::capture
