// Any bytes as the JSON of tshark: no crash, messages within their limit and in the order of the file, and JSON that is
// none is said.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "capture/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string_view log(reinterpret_cast<const char*>(data), size);
  std::uint64_t last = 0;
  std::size_t notices = 0;
  bool sound = true;
  capture::Settings settings;
  settings.limits.message = 4096;
  const auto record = [&](const capture::Record& each) {
    sound = sound && each.offset >= last && each.offset < size && each.bytes.size() <= settings.limits.message;
    last = each.offset;
  };
  bytes::Stream stream(log);
  const auto totals = capture::read_text(stream, capture::Format::tshark_json, settings,
                                         {record, [&](const capture::Notice&) { ++notices; }});
  sound = sound && (stream.failure() || totals) && (stream.failure() || notices > 0 || nlohmann::json::accept(log));
  return sound ? 0 : (std::abort(), 0);
}
