// One run of conf-validate over its inputs: what is judged by what, and the judging itself.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "common/report_set.hpp"
#include "conf-validate/base.hpp"
#include "conf-validate/options.hpp"
#include "config/apply.hpp"

namespace confstate::tools {

// All that is decided before the first input is judged; constant while threads judge.
struct Plan {
  Inputs inputs;
  std::vector<std::shared_ptr<const config::Configuration>> by_input;
  std::vector<std::shared_ptr<const config::Configuration>> all;  // each once
  InputFormat format = InputFormat::automatic;
  unsigned jobs = 1;
  base::Date today;
  bool exit_zero = false;
  std::optional<std::string> write_baseline;
  std::shared_ptr<const Base> base;  // null where there is none
};

// Lists the inputs and finds the configuration of each; fails on bad options, lists and configurations.
[[nodiscard]] base::Result<Plan> make_plan(const ValidateOptions& options, const report::Cards& cards, Io& io);

// Judges every input, reports in their order, and says how it went.
[[nodiscard]] Exit judge_inputs(const Plan& plan, ReportSet& reports, Io& io);

}  // namespace confstate::tools
