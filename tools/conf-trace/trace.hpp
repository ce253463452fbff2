// conf-trace: captured conference signalling, read completely and explained.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

[[nodiscard]] const Tool& trace_tool();

}  // namespace confstate::tools
