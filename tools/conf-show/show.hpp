// conf-show: shows documents to a person (a roster) or to a script (JSON, rows).
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, for main() and for tests.
[[nodiscard]] const Tool& show_tool();

}  // namespace confstate::tools
