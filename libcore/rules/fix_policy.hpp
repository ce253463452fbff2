// The safe repairs that findings about a policy bring along, made in its text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "diag/findings.hpp"
#include "rules/judge_policy.hpp"

namespace confstate::rules {

struct FixedPolicy {
  std::string text;           // comments and layout as they were
  std::uint64_t repairs = 0;  // findings that are gone
  JudgedPolicy judged;        // of that text
};

// The repairs of findings that are not suppressed, in their order.
[[nodiscard]] std::vector<diag::PatchOperation> repairs_of(const diag::Outcome& outcome);

// Makes repairs until no finding brings one. A repair that cannot be made, or that makes the form worse, is left out.
// Of YAML the text stays as it is.
[[nodiscard]] FixedPolicy fix_policy(const std::string& name, std::string bytes, const policy::Templates& templates,
                                     policy::Form form, const config::Configuration& configuration,
                                     const base::Date& today);

}  // namespace confstate::rules
