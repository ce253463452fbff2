// conf-lint: lints, explains, tests, compares and proves conference security policies.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, as main() and tests run it.
[[nodiscard]] const Tool& lint_tool();

}  // namespace confstate::tools
