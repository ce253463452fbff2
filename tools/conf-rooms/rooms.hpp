// conf-rooms: the chat rooms that conferences advertise (RFC 7106), and whether to join them.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

// The tool, as main() and tests run it.
[[nodiscard]] const Tool& rooms_tool();

}  // namespace confstate::tools
