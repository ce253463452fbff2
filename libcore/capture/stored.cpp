#include "capture/stored.hpp"

#include <algorithm>
#include <cstdint>

namespace confstate::capture {
namespace {

constexpr std::size_t kMostInBlock = 65'535;

std::uint32_t crc32_of(std::string_view bytes) {
  constexpr std::uint32_t kPolynomial = 0xedb88320U;
  std::uint32_t sum = 0xffffffffU;
  for (const char c : bytes) {
    sum ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      sum = (sum >> 1U) ^ ((sum & 1U) != 0 ? kPolynomial : 0U);
    }
  }
  return ~sum;
}

std::uint32_t adler32_of(std::string_view bytes) {
  constexpr std::uint32_t kPrime = 65'521;
  std::uint32_t low = 1;
  std::uint32_t high = 0;
  for (const char c : bytes) {
    low = (low + static_cast<unsigned char>(c)) % kPrime;
    high = (high + low) % kPrime;
  }
  return high << 16U | low;
}

void put_little(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) {
    out += static_cast<char>(value >> (8 * i) & 0xffU);
  }
}

std::string blocks_of(std::string_view bytes) {
  std::string out;
  do {
    const std::string_view block = bytes.substr(0, kMostInBlock);
    bytes.remove_prefix(block.size());
    out += bytes.empty() ? '\x01' : '\0';  // the last one says so
    put_little(out, static_cast<std::uint32_t>(block.size()), 2);
    put_little(out, ~static_cast<std::uint32_t>(block.size()), 2);
    out += block;
  } while (!bytes.empty());
  return out;
}

bool is_zlib(std::string_view like) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(like[at])); };
  return like.size() > 1 && (byte(0) & 0xfU) == 8 && (byte(0) << 8U | byte(1)) % 31 == 0;
}

}  // namespace

std::string stored_like(std::string_view like, std::string_view bytes) {
  if (like.substr(0, 2) == "\x1f\x8b") {
    std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    out += blocks_of(bytes);
    put_little(out, crc32_of(bytes), 4);
    put_little(out, static_cast<std::uint32_t>(bytes.size()), 4);
    return out;
  }
  if (!is_zlib(like)) {
    return blocks_of(bytes);
  }
  std::string out = "\x78\x01" + blocks_of(bytes);
  const std::uint32_t sum = adler32_of(bytes);
  for (int shift = 24; shift >= 0; shift -= 8) {
    out += static_cast<char>(sum >> static_cast<unsigned>(shift) & 0xffU);
  }
  return out;
}

}  // namespace confstate::capture
