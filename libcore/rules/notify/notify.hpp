// rules/notify: what a document does as one of a subscription, judged beside what its subscriber held (RFC 4575
// sections 4.4 to 4.6, 5.2). The examples on these cards are several documents, the last of which is judged.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "change/subscriber.hpp"
#include "rules/rule.hpp"

namespace confstate::rules {

// A document that was fed to a subscriber, and what came of it.
struct StepCase {
  const info::Document& document;
  const change::Step& step;
};

using StepRule = Rule<StepCase>;

[[nodiscard]] std::span<const StepRule> version_rules();  // how versions follow each other
[[nodiscard]] std::span<const StepRule> change_rules();   // what is changed, and in which conference

// All groups above, in that order.
[[nodiscard]] std::vector<std::span<const StepRule>> step_rules();

// The line between two documents of an example.
inline constexpr std::string_view kNextDocument = "---\n";

// The documents of an example; one where there is no such line.
[[nodiscard]] std::vector<std::string_view> documents_of(std::string_view example);

}  // namespace confstate::rules
