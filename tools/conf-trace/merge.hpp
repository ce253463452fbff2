// Several traces of one run, read as one.
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <vector>

#include "base/result.hpp"
#include "capture/read.hpp"
#include "common/input_options.hpp"

namespace confstate::tools {

// Who hears of what the traces have, and how each ended; `input` is its number among the inputs.
struct TraceTaker {
  std::function<void(const capture::Record&, std::uint32_t input)> record;
  std::function<void(const capture::Notice&, std::uint32_t input)> notice;
  std::function<void(base::Result<capture::Totals>&&, std::uint32_t input)> ended;
};

inline constexpr std::size_t kMostMixed = 64;  // traces that are read at once

// Reads all inputs. Where there are several, it looks through them first, and reads them in the order of their times;
// standard input and traces without times stay where they were named. Traces that overlap are read at once, each in a
// thread of its own, and mixed in the order of time; of a message that is in several of them the first is given. Clocks
// are put right before, which is a notice. Calls `flush` where what follows was recorded later. More than kMostMixed
// traces of one time are not read: those beyond end as failed. Memory does not grow with the traces.
void read_traces(const std::vector<Input>& inputs, const capture::Settings& settings, std::istream& standard_input,
                 const TraceTaker& taker, const std::function<void()>& flush);

}  // namespace confstate::tools
