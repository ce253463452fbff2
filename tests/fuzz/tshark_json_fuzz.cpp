// Any bytes as the JSON of tshark, perhaps compressed: no crash, messages within their limit and in the order of the
// file, and JSON that is none is said.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "capture/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  constexpr std::size_t kMost = 1U << 20U;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  bytes::Stream unpacked(input);
  const std::string_view log = unpacked.peek(kMost);
  if (log.size() == kMost) {
    return 0;
  }
  std::uint64_t last = 0;
  std::size_t notices = 0;
  bool sound = true;
  capture::Settings settings;
  settings.limits.message = 4096;
  const auto record = [&](const capture::Record& each) {
    sound = sound && each.offset >= last && each.offset < log.size() && each.bytes.size() <= settings.limits.message;
    last = each.offset;
  };
  bytes::Stream stream(input);
  const auto totals = capture::read_text(stream, capture::Format::tshark_json, settings,
                                         {record, [&](const capture::Notice&) { ++notices; }});
  sound = sound && (stream.failure() || totals) && (stream.failure() || notices > 0 || nlohmann::json::accept(log));
  return sound ? 0 : (std::abort(), 0);
}
