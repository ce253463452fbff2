// One run of conf-validate over its inputs: what is judged by what, and the judging itself.
#pragma once

#include <memory>

#include "base/result.hpp"
#include "common/judging_run.hpp"
#include "conf-validate/base.hpp"
#include "conf-validate/options.hpp"

namespace confstate::tools {

// All that is decided before the first input is judged; constant while threads judge.
struct Plan : JudgingPlan {
  InputFormat format = InputFormat::automatic;
  std::shared_ptr<const Base> base;  // null where there is none
};

// Lists the inputs and finds the configuration of each; fails on bad options, lists and configurations.
[[nodiscard]] base::Result<Plan> make_plan(const ValidateOptions& options, const report::Cards& cards, Io& io);

// Judges every input, reports in their order, and says how it went.
[[nodiscard]] Exit judge_inputs(const Plan& plan, ReportSet& reports, Io& io);

}  // namespace confstate::tools
