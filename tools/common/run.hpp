// Running a tool: in a test, or as a process of its own.
#pragma once

#include <string>
#include <vector>

#include "common/tool.hpp"

namespace confstate::tools {

// Runs a tool on its arguments (without the program name): parses, runs, and turns every failure and exception into
// a message on io.err and exit code 2. --help and --version go to io.out with 0.
[[nodiscard]] Exit run_tool(const Tool& tool, const std::vector<std::string>& arguments, Io& io);

// main() of every tool: the real streams, terminals, signals.
[[nodiscard]] int tool_main(int argc, char** argv, const Tool& tool);

}  // namespace confstate::tools
