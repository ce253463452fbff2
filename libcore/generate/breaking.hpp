// Documents that break one rule on purpose.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "diag/card.hpp"

namespace confstate::generate {

// The smallest document that breaks exactly that rule: the bad example of its card. A rule about the documents of a
// subscription gives all of them, in their order; the last one breaks it. Fails for rules about configurations.
[[nodiscard]] base::Result<std::vector<std::string>> break_rule(const diag::Card& card);

}  // namespace confstate::generate
