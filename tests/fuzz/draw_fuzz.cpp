// Any bytes as a ladder or as a timeline: their pictures never crash, and are what picture_laws.hpp says.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "support/picture_laws.hpp"

namespace {

void expect_none(const std::string& broken) {
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  tests::PictureBytes bytes(std::string_view(reinterpret_cast<const char*>(data), size));
  const draw::Style style{.color = false, .unicode = bytes.byte() % 2 == 1, .width = bytes.byte()};
  const draw::LadderOptions options{static_cast<draw::LadderOptions::Times>(bytes.byte() % 4), bytes.byte() % 2 == 1};
  const bool is_ladder = bytes.byte() % 2 == 0;
  expect_none(is_ladder ? tests::broken_by_ladder(tests::take_ladder(bytes), options, style)
                        : tests::broken_by_timeline(tests::take_timeline(bytes), style));
  return 0;
}
