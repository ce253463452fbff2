// The exit code that findings stand for.
#pragma once

#include "common/tool.hpp"
#include "diag/outcome.hpp"

namespace confstate::tools {

// Trouble for an input that could not be judged; no where a finding that counts is at or above `fail_on`, which never
// is the case with off.
[[nodiscard]] Exit exit_of(const diag::Outcome& outcome, diag::Severity fail_on);

}  // namespace confstate::tools
