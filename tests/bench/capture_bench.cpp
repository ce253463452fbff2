// Reading a capture: frames and messages a second, nothing done with them. CONFSTATE_CAPTURE names the file
// (bench.py makes it).
#include <cstdlib>
#include <iostream>

#include <benchmark/benchmark.h>

#include "capture/read.hpp"

using namespace confstate;

static void read_capture(benchmark::State& state) {
  const char* path = std::getenv("CONFSTATE_CAPTURE");
  capture::Totals totals;
  std::uint64_t bytes = 0;
  for (auto _ : state) {
    auto stream = bytes::Stream::open(path == nullptr ? "capture.pcap" : path, std::cin);
    if (!stream) {
      state.SkipWithError(stream.error().message.c_str());
      break;
    }
    const auto read = capture::read(
        *stream, {},
        {[&bytes](const capture::Record& record) { bytes += record.bytes.size(); }, [](const capture::Notice&) {}});
    totals = read.value_or(totals);
  }
  state.counters["messages"] = static_cast<double>(totals.messages);
  state.counters["messages/s"] =
      benchmark::Counter(static_cast<double>(totals.messages), benchmark::Counter::kIsIterationInvariantRate);
  state.counters["frames/s"] =
      benchmark::Counter(static_cast<double>(totals.frames), benchmark::Counter::kIsIterationInvariantRate);
}
BENCHMARK(read_capture)->Unit(benchmark::kMillisecond);
