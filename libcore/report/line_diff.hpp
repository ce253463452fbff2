// What changed between two texts, line by line, as `patch` and reviewers read it.
#pragma once

#include <string>
#include <string_view>

namespace confstate::report {

// A unified diff with three lines around each change; empty where the texts are the same. `name` is the file's. Long
// texts that have little in common are shown as replaced whole.
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace confstate::report
