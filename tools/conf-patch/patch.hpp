// conf-patch: applies notifications to a full document, as a subscriber must.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, for main() and for tests.
[[nodiscard]] const Tool& patch_tool();

}  // namespace confstate::tools
