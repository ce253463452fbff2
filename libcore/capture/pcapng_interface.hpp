// One interface of a pcapng section: what its description block says, and what its times mean. For pcapng.cpp.
#pragma once

#include <cstdint>
#include <string_view>

#include "capture/octets.hpp"

namespace confstate::capture {

struct Interface {
  std::uint32_t number = 0;  // over all sections
  std::uint32_t snap = 0;    // 0: unlimited
  std::uint16_t link = 0;
  std::uint8_t resolution = 6;      // if_tsresol: 10^-n, or 2^-n with the highest bit
  std::int64_t offset_seconds = 0;  // if_tsoffset
};

// Reads the body of an Interface Description Block, behind type and length; at least 8 bytes.
[[nodiscard]] Interface read_interface(std::string_view body, ByteOrder order);

// Nanoseconds since 1970 of a time stamp in the units of the interface; what is out of range is the nearest time there
// is.
[[nodiscard]] std::int64_t time_of(const Interface& interface, std::uint64_t stamp);

struct Option {
  std::uint16_t code = 0;  // 0: the end
  std::string_view value;
};

// Takes the next option from the begin of `rest`; code 0 at the end and where the list is broken.
[[nodiscard]] Option take_option(std::string_view& rest, ByteOrder order);

}  // namespace confstate::capture
