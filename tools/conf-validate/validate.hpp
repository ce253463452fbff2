// conf-validate: judges conference-info documents.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, as main() and tests run it.
[[nodiscard]] const Tool& validate_tool();

}  // namespace confstate::tools
