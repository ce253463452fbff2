// The traces that a view of conf-trace reads: their options, and following them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "capture/read.hpp"
#include "common/cli_names.hpp"
#include "common/input_options.hpp"
#include "common/tool.hpp"
#include "dialog/follower.hpp"

namespace confstate::tools {

struct TraceOptions : ListOptions {
  std::optional<capture::Format> format;
  std::optional<std::string> zone;
  std::optional<std::string> date;
  bool salvage = false;
};

// Declares the arguments and the INPUT options of every view.
void declare_traces(CLI::App& app, TraceOptions& options);

// What was read of all traces.
struct TraceTotals {
  std::uint64_t inputs = 0;
  std::uint64_t failures = 0;  // inputs that could not be read to their end
  std::uint64_t frames = 0;
  std::uint64_t messages = 0;
  std::uint64_t tls = 0;
  std::int64_t first = 0;  // nanoseconds since 1970; 0 where there is no time
  std::int64_t last = 0;
};

// The traces of a run.
class Traces {
 public:
  // Lists them and reads the options; fails where nothing is named, or an option makes no sense.
  [[nodiscard]] static base::Result<Traces> open(const TraceOptions& options, Io& io);

  // Reads all traces in the order of their times; those that were recorded at the same time are mixed, with their
  // clocks put right by the messages that they share. What cannot be read is said on io.err under the name of the tool,
  // and also what notices mean for who does not hear of them. Gives the exit code so far: trouble where a trace could
  // not be read, was damaged, or none has a SIP message.
  [[nodiscard]] Exit follow(std::string_view tool, dialog::Followers followers, Io& io);

  [[nodiscard]] const std::vector<Input>& inputs() const { return inputs_.list; }
  [[nodiscard]] const capture::Settings& settings() const { return settings_; }
  // What reports call them.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const base::Limits& limits() const { return settings_.limits; }
  [[nodiscard]] const TraceTotals& totals() const { return totals_; }
  // How many dialogs were given up to stay below the limit `memory`.
  [[nodiscard]] std::uint64_t given_up() const { return given_up_; }

 private:
  // What an input lacks, as far as its reader noticed.
  struct Lack {
    std::uint64_t places = 0;
    bool is_cut = false;
    std::string shift;  // of its clock, in words
  };

  void note(const capture::Notice& notice, std::uint32_t input);
  [[nodiscard]] base::Result<void> conclude(base::Result<capture::Totals>&& totals, std::uint32_t input);
  void tell_lack(std::string_view tool, std::uint32_t input, Io& io) const;

  std::vector<Lack> lacks_;  // by the number of the input
  Inputs inputs_;
  capture::Settings settings_;
  TraceTotals totals_;
  std::uint64_t given_up_ = 0;
};

}  // namespace confstate::tools
