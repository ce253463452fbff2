// The tools that golden cases may run.
#pragma once

#include <string_view>
#include <vector>

#include "common/tool.hpp"

namespace confstate::golden {

// All tools of the suite.
[[nodiscard]] std::vector<const tools::Tool*> all_tools();

// The tool of that name, or null.
[[nodiscard]] const tools::Tool* find_tool(std::string_view name);

}  // namespace confstate::golden
