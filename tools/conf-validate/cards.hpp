// The rules that conf-validate judges by.
#pragma once

#include "report/printer.hpp"

namespace confstate::tools {

// All cards, areas together, each in the order of its specification.
[[nodiscard]] report::Cards validate_cards();

}  // namespace confstate::tools
