// Any bytes as a capture: reading never crashes, and what is held stays below the limit. The first byte says how: with
// --salvage, with a small limit, behind the head of a pcap file.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "capture/read.hpp"
#include "support/packets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  if (size < 1) {
    return 0;
  }
  std::string input(reinterpret_cast<const char*>(data) + 1, size - 1);
  if ((data[0] & 4U) != 0) {
    input = tests::capture_of("link " + std::to_string(data[0] >> 4U) + "\n") + input;
  }
  capture::Settings settings;
  settings.salvage = (data[0] & 1U) != 0;
  settings.limits.message = (data[0] & 2U) != 0 ? 300 : settings.limits.message;
  settings.limits.memory = (data[0] & 2U) != 0 ? 10'000 : settings.limits.memory;
  std::uint64_t bytes = 0;
  bytes::Stream stream(input);
  const auto totals = capture::read(
      stream, settings,
      {[&bytes](const capture::Record& record) { bytes += record.bytes.size(); }, [](const capture::Notice&) {}});
  return totals && totals->messages > bytes ? (std::abort(), 0) : 0;  // a message has at least a byte
}
