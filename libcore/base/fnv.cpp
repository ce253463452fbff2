#include "base/fnv.hpp"

#include <cstddef>

namespace confstate::base {

std::string to_hex(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4U) {
    out[i] = "0123456789abcdef"[value & 15U];
  }
  return out;
}

}  // namespace confstate::base
