// rules/config: what the owner of a .confstate.json should know after a run.
#pragma once

#include <span>

#include "base/date.hpp"
#include "config/apply.hpp"
#include "diag/card.hpp"
#include "diag/outcome.hpp"

namespace confstate::rules {

[[nodiscard]] std::span<const diag::Card> config_cards();

// The outcome for a configuration file itself, its source being that file; without findings when all is well or
// there is no file. Call it once per configuration, after the last input.
[[nodiscard]] diag::Outcome judge_configuration(const config::Configuration& configuration, const config::Uses& run,
                                                const base::Date& today);

}  // namespace confstate::rules
