// conf-generate: makes conference-info documents and series of notifications.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

inline constexpr std::string_view kGenerate = "conf-generate";

// The tool, for main() and for tests.
[[nodiscard]] const Tool& generate_tool();

}  // namespace confstate::tools
