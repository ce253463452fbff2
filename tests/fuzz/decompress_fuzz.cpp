// Compressed bytes from anybody: no crash, never more than the limit, and what is not compressed comes back as it is.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "bytes/input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string text(reinterpret_cast<const char*>(data), size);
  base::Limits limits;
  limits.input = 1U << 20U;
  for (const std::string& bytes : {text, "\x1f\x8b\x08" + text, "\x28\xb5\x2f\xfd" + text}) {
    const auto out = bytes::decompress(bytes, limits);
    const bool plain = bytes.compare(0, 2, "\x1f\x8b") != 0 && bytes.find("\x2a\x4d\x18") != 1 &&
                       bytes.compare(0, 4, "\x28\xb5\x2f\xfd") != 0;
    if ((plain && (!out || *out != bytes)) || (!plain && out && out->size() > limits.input)) {
      std::abort();
    }
  }
  return 0;
}
