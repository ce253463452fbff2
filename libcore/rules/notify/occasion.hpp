// rules/notify: what happens in a subscription to conference state, judged message by message (RFC 4575 section 3,
// RFC 6665). The examples on these cards are traces in the form that sngrep saves.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "notify/subscription.hpp"
#include "rules/rule.hpp"

namespace confstate::rules {

// Spans of findings are in the bytes of the message (sip::Message::span_of); of a subscription that is closed, void.
struct OccasionCase {
  const notify::Occasion& occasion;
};

using OccasionRule = Rule<OccasionCase>;

[[nodiscard]] std::span<const OccasionRule> subscribe_rules();  // SUBSCRIBE and its answer
[[nodiscard]] std::span<const OccasionRule> delivery_rules();   // NOTIFY as a message, and its answer
[[nodiscard]] std::span<const OccasionRule> content_rules();    // what a NOTIFY carries
[[nodiscard]] std::span<const OccasionRule> course_rules();     // how a subscription went: pace, gaps, its end

// All groups above, in that order.
[[nodiscard]] const std::vector<std::span<const OccasionRule>>& occasion_rules();

}  // namespace confstate::rules
