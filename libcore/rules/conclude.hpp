// From what the rules found to an outcome, whatever was judged.
#pragma once

#include "base/date.hpp"
#include "config/apply.hpp"
#include "diag/findings.hpp"
#include "diag/outcome.hpp"

namespace confstate::rules {

// Sorts what was found, and marks what the configuration says of it; the source and conference of the outcome are set.
void conclude(diag::Findings&& found, diag::Outcome& outcome, config::Uses& uses,
              const config::Configuration& configuration, const base::Date& today);

}  // namespace confstate::rules
