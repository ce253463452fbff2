// Any bytes as a TCP stream: cut into other segments, in another order, some twice, they give the same messages; what
// is held stays below the limit.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "support/segments.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  if (size < 8) {
    return 0;
  }
  std::uint64_t seed = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    seed = seed << 8U | data[i];
  }
  const std::string_view stream(reinterpret_cast<const char*>(data) + 8, size - 8);
  const std::string whole = tests::messages_of(stream, tests::Cutting{});
  for (const bool shuffled : {false, true}) {
    if (tests::messages_of(stream, tests::Cutting{seed | 1U, shuffled}) != whole) {
      std::abort();
    }
  }
  return 0;
}
