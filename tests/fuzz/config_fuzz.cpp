// Configuration and baseline files from anybody: the readers never crash, and what they accept survives a round trip.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "config/baseline.hpp"
#include "config/file.hpp"
#include "config/search.hpp"
#include "unit/config/cards.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const bytes::Source source("f", std::string(reinterpret_cast<const char*>(data), size));
  if (const auto layer = config::read_configuration(source, ".", tests::kCards)) {
    const auto made = config::configure({}, *layer, tests::kCards);  // all names were checked by the reader
    if (!made || config::rows_of(made->settings).empty()) {
      std::abort();
    }
  }
  if (const auto baseline = config::read_baseline(source, "/")) {
    const auto again = config::read_baseline(bytes::Source("f", config::write_baseline(*baseline)), "/");
    if (!again || again->files != baseline->files) {
      std::abort();
    }
  }
  return 0;
}
