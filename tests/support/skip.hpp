// How a test says that it could not run. The summary of a test run counts these lines; doctest has no such state.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace confstate::tests {

// True under CONFSTATE_CI=1, where every judge program must be present.
[[nodiscard]] inline bool judges_are_demanded() {
  const char* value = std::getenv("CONFSTATE_CI");
  return value != nullptr && std::string_view(value) == "1";
}

// Counts `cases` skipped cases.
inline void skip(std::string_view reason, unsigned cases = 1) {
  for (unsigned i = 0; i < cases; ++i) {
    std::cout << "SKIPPED: " << reason << '\n';
  }
}

// A judge program is missing: skipped, and a failure where all must be present.
inline void skip_judge(const std::string& program) {
  if (judges_are_demanded()) {
    FAIL("CONFSTATE_CI=1 demands " << program);
  }
  skip(program + " is not installed");
}

// The folder of the oracles that stand beside the project, or an empty path after counting a skip.
[[nodiscard]] inline std::filesystem::path oracles_or_skip(std::string_view below = {}) {
  const std::filesystem::path path = std::filesystem::path(CONFSTATE_ORACLES) / below;
  if (std::filesystem::exists(path)) {
    return path;
  }
  skip("no oracles beside the project (CONFSTATE_ORACLES)");
  return {};
}

}  // namespace confstate::tests
