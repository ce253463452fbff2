// The rules that conf-trace diagnose judges by.
#pragma once

#include "report/printer.hpp"

namespace confstate::tools {

// All cards, areas together: what captures lack, SIP messages, subscriptions, then those of conf-validate.
[[nodiscard]] report::Cards trace_cards();

}  // namespace confstate::tools
