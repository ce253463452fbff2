// conf-diff: says what changed between documents, as text for a person or as records for a script.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, for main() and for tests.
[[nodiscard]] const Tool& diff_tool();

}  // namespace confstate::tools
