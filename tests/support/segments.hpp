// A stream of bytes as TCP segments, cut by chance, and the messages that are found in it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.hpp"
#include "capture/outlet.hpp"
#include "capture/streams.hpp"

namespace confstate::tests {

struct Cutting {
  std::uint64_t seed = 0;  // 0: in segments of 1000 bytes
  bool shuffled = false;   // neighbours change places, some come twice
};

struct Cut {
  std::size_t begin = 0;
  std::size_t size = 0;
};

[[nodiscard]] inline std::vector<Cut> cuts_of(std::size_t size, const Cutting& cutting) {
  base::Random chance(cutting.seed);
  std::vector<Cut> cuts;
  for (std::size_t at = 0; at < size;) {
    const std::uint32_t most = chance.below(4) == 0 ? 8 : 400;
    const std::size_t part = cutting.seed == 0 ? 1000 : 1 + chance.below(most);
    cuts.push_back({at, std::min(part, size - at)});
    at += part;
  }
  for (std::size_t i = 0; cutting.shuffled && i + 1 < cuts.size(); ++i) {
    const std::size_t near = std::min<std::size_t>(4, cuts.size() - i);
    std::swap(cuts[i], cuts[i + chance.below(static_cast<std::uint32_t>(near))]);
    if (chance.below(5) == 0) {
      cuts.push_back(cuts[i]);
    }
  }
  return cuts;
}

// All messages, one behind the other, each with its length. Aborts where more is held than the limit allows.
[[nodiscard]] inline std::string messages_of(std::string_view stream, const Cutting& cutting) {
  std::string found;
  const capture::Settings settings;
  const capture::Listener listener{[&found](const capture::Record& record) {
                                     found += std::to_string(record.bytes.size()) + (record.truncated ? "t:" : ":");
                                     found += record.bytes;
                                   },
                                   [](const capture::Notice&) {}};
  capture::Collector outlet(settings, listener);
  capture::Messages messages(outlet);
  capture::Streams streams(settings.limits.memory, messages);
  capture::Segment segment;
  segment.carrier.source = {{192, 0, 2, 10}, 40'000, 4};
  segment.carrier.destination = {{198, 51, 100, 7}, 5060, 4};
  segment.syn = true;
  streams.add(segment);
  segment.syn = false;
  for (const Cut& cut : cuts_of(stream.size(), cutting)) {
    segment.sequence = static_cast<std::uint32_t>(1 + cut.begin);
    segment.data = stream.substr(cut.begin, cut.size);
    ++segment.carrier.now.frame;
    streams.add(segment);
    if (streams.held() > (std::uint64_t{4} << 20U)) {
      std::abort();
    }
  }
  streams.finish();
  return found;
}

}  // namespace confstate::tests
