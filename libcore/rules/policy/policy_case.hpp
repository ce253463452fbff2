// What rules about policies are given.
#pragma once

#include <memory>

#include "policy/document.hpp"
#include "policy/match.hpp"
#include "prove/reach.hpp"
#include "rules/rule.hpp"

namespace confstate::rules {

// What a rule about policies may look at: the effective policy, its rules made ready, and the file for places. For one
// thread.
struct PolicyCase {
  const policy::Document& document;
  const policy::Policy& policy;
  const policy::Rules& rules;
  // Which rules ever decide anything; computed for the first rule that asks (policy_parts.hpp).
  mutable std::shared_ptr<const prove::Reach> reach = nullptr;
};

using PolicyRule = Rule<PolicyCase>;

}  // namespace confstate::rules
