// The rules that conf-rooms judges by.
#pragma once

#include "report/printer.hpp"

namespace confstate::tools {

// All cards: what is no document, then rooms.
[[nodiscard]] report::Cards rooms_cards();

}  // namespace confstate::tools
