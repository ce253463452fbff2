// Judging one input, from its bytes to what was found: what tools, library users and fuzzers call.
#pragma once

#include <string>

#include "base/date.hpp"
#include "config/apply.hpp"
#include "diag/outcome.hpp"

namespace confstate::rules {

struct Judged {
  diag::Outcome outcome;
  config::Uses uses;  // of the suppressions of the configuration
};

// Decodes, reads and judges a conference-info document by every rule that is on, then marks what the configuration
// suppresses and its baseline knows. The tree is gone when it returns. Over a limit the outcome is a failure.
[[nodiscard]] Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
                           const base::Date& today);

}  // namespace confstate::rules
