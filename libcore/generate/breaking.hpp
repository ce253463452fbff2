// Documents that break one rule on purpose.
#pragma once

#include <string>

#include "base/result.hpp"
#include "diag/card.hpp"

namespace confstate::generate {

// The smallest document that breaks exactly that rule: the bad example of its card. Fails for rules that are not
// about documents.
[[nodiscard]] base::Result<std::string> break_rule(const diag::Card& card);

}  // namespace confstate::generate
