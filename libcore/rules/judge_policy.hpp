// Judging one policy, from its bytes to what was found: what tools, library users and fuzzers call.
#pragma once

#include <memory>
#include <string>

#include "base/date.hpp"
#include "config/apply.hpp"
#include "policy/document.hpp"
#include "rules/judge.hpp"

namespace confstate::rules {

struct JudgedPolicy {
  Judged judged;
  std::shared_ptr<const policy::Document> document;
};

// Reads and judges a policy by every rule that is on, then marks what the configuration suppresses and its baseline
// knows. It never fails: what is no policy is a finding.
[[nodiscard]] JudgedPolicy judge_policy(const std::string& name, std::string bytes, const policy::Templates& templates,
                                        policy::Form form, const config::Configuration& configuration,
                                        const base::Date& today);

}  // namespace confstate::rules
