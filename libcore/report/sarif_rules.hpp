// The rules of a run as SARIF 2.1.0 describes them (reportingDescriptor, section 3.49).
#pragma once

#include <string>
#include <string_view>

#include "diag/card.hpp"
#include "report/json_line.hpp"
#include "report/printer.hpp"

namespace confstate::report {

// The descriptors of all cards, in their order.
[[nodiscard]] Json sarif_rules(const Cards& cards);

// "error", "warning", "note", or "none" for a rule that is off.
[[nodiscard]] std::string_view sarif_level(diag::Severity severity);

// A message object (section 3.11): braces doubled, as single ones are placeholders (3.11.5), and no accidental
// embedded link (3.11.6).
[[nodiscard]] Json sarif_message(std::string_view text);

}  // namespace confstate::report
