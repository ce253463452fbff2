// Runs one golden case inside this process, in a fresh folder of its own.
#pragma once

#include <string>
#include <vector>

#include "golden/case.hpp"

namespace confstate::golden {

// What came of a run, or why there was none.
struct Ran {
  int exit = 0;
  std::string out;
  std::string err;
  std::vector<std::pair<std::string, std::string>> after;  // files that "after NAME" sections ask for
  std::string trouble;                                     // the case itself is wrong; empty otherwise
};

// Runs the case; paths below the source folder are written "@" in what comes back, as in "run".
[[nodiscard]] Ran run_case(const Case& one);

// The case with its expectations replaced by what was seen.
[[nodiscard]] Case with_expectations(Case one, const Ran& ran);

}  // namespace confstate::golden
