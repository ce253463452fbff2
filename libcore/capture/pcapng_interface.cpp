#include "capture/pcapng_interface.hpp"

#include <algorithm>
#include <limits>

namespace confstate::capture {
namespace {

constexpr std::uint16_t kResolution = 9;
constexpr std::uint16_t kOffset = 14;
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kMostSeconds = std::numeric_limits<std::int64_t>::max() / kSecond / 4;  // differences fit, too

struct Parts {
  std::uint64_t seconds = 0;
  std::uint64_t nanoseconds = 0;
};

Parts split_binary(unsigned bits, std::uint64_t stamp) {
  if (bits > 63) {
    return {};
  }
  const std::uint64_t fraction = bits == 0 ? 0 : stamp & ((std::uint64_t{1} << bits) - 1);
  const unsigned kept = std::min(bits, 32U);  // so that the product fits in 64 bits
  return {stamp >> bits, ((fraction >> (bits - kept)) * std::uint64_t{kSecond}) >> kept};
}

std::uint64_t power_of_ten(unsigned exponent) {
  std::uint64_t power = 1;
  for (unsigned i = 0; i < exponent; ++i) {
    power *= 10;
  }
  return power;
}

Parts split_decimal(unsigned digits, std::uint64_t stamp) {
  if (digits > 19) {
    return {};
  }
  const std::uint64_t unit = power_of_ten(digits);
  const std::uint64_t fraction = stamp % unit;
  return {stamp / unit, digits > 9 ? fraction / power_of_ten(digits - 9) : fraction * power_of_ten(9 - digits)};
}

Parts split(unsigned resolution, std::uint64_t stamp) {
  constexpr std::uint64_t kMillion = 1'000'000;
  if (resolution == 6) {
    return {stamp / kMillion, stamp % kMillion * 1000};
  }
  return (resolution & 0x80U) != 0 ? split_binary(resolution & 0x7fU, stamp) : split_decimal(resolution, stamp);
}

}  // namespace

Interface read_interface(std::string_view body, ByteOrder order) {
  Interface interface;
  interface.link = order.get16(body, 0);
  interface.snap = order.get32(body, 4);
  std::string_view rest = body.substr(8);
  for (Option option = take_option(rest, order); option.code != 0; option = take_option(rest, order)) {
    if (option.code == kResolution && !option.value.empty()) {
      interface.resolution = octet(option.value, 0);
    } else if (option.code == kOffset && option.value.size() >= 8) {
      const std::uint64_t low = order.get32(option.value, order.big ? 4 : 0);
      const std::uint64_t high = order.get32(option.value, order.big ? 0 : 4);
      interface.offset_seconds = static_cast<std::int64_t>(high << 32U | low);
    }
  }
  return interface;
}

std::int64_t time_of(const Interface& interface, std::uint64_t stamp) {
  const Parts parts = split(interface.resolution, stamp);
  const auto seconds = static_cast<std::int64_t>(std::min<std::uint64_t>(parts.seconds, std::uint64_t{kMostSeconds}));
  const std::int64_t offset = std::clamp(interface.offset_seconds, -kMostSeconds, kMostSeconds);
  return std::clamp(seconds + offset, -kMostSeconds, kMostSeconds) * kSecond +
         static_cast<std::int64_t>(parts.nanoseconds);
}

Option take_option(std::string_view& rest, ByteOrder order) {
  if (rest.size() < 4) {
    return {};
  }
  const Option option{order.get16(rest, 0), rest.substr(4, order.get16(rest, 2))};
  const std::size_t padded = (std::size_t{order.get16(rest, 2)} + 3) / 4 * 4;
  rest.remove_prefix(std::min(rest.size(), 4 + padded));
  return option;
}

}  // namespace confstate::capture
