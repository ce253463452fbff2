// What a tool runs that judges security policies: first their form, then each group over the effective policy.
#pragma once

#include <span>
#include <vector>

#include "diag/card.hpp"
#include "diag/findings.hpp"
#include "policy/document.hpp"
#include "rules/policy/policy_case.hpp"

namespace confstate::rules {

// What the reader of policies finds in their form: a card for each kind.
[[nodiscard]] std::span<const diag::Card> policy_form_cards();
[[nodiscard]] const diag::Card& card_of(policy::FormFaultKind kind);

[[nodiscard]] std::span<const PolicyRule> policy_value_rules();         // units, ids, URIs
[[nodiscard]] std::span<const PolicyRule> policy_time_rules();          // validity and its windows
[[nodiscard]] std::span<const PolicyRule> policy_default_rules();       // what is written in vain
[[nodiscard]] std::span<const PolicyRule> policy_reach_rules();         // allow and deny rules against each other
[[nodiscard]] std::span<const PolicyRule> policy_matcher_rules();       // whom single rules name
[[nodiscard]] std::span<const PolicyRule> policy_membership_rules();    // modes, doors, limits
[[nodiscard]] std::span<const PolicyRule> policy_identity_rules();      // sources and anonymity
[[nodiscard]] std::span<const PolicyRule> policy_trust_rules();         // whose word counts
[[nodiscard]] std::span<const PolicyRule> policy_dial_out_rules();      // calls by the conference
[[nodiscard]] std::span<const PolicyRule> policy_cdiv_rules();          // diverted calls
[[nodiscard]] std::span<const PolicyRule> policy_media_rules();         // which media, how secured
[[nodiscard]] std::span<const PolicyRule> policy_keying_rules();        // suites, hashes, keying
[[nodiscard]] std::span<const PolicyRule> policy_group_key_rules();     // mechanisms of group keys
[[nodiscard]] std::span<const PolicyRule> policy_renewal_rules();       // when and how they are renewed
[[nodiscard]] std::span<const PolicyRule> policy_role_rules();          // roles, lock, operation
[[nodiscard]] std::span<const PolicyRule> policy_notification_rules();  // the roster and chat rooms

// All groups above, in that order.
[[nodiscard]] std::vector<std::span<const PolicyRule>> policy_rules();

// All cards of the area, those of the form first, in the order of their numbers.
[[nodiscard]] std::vector<const diag::Card*> policy_cards();

// Judges a policy: its form, and where it is usable everything else.
void check_policy(const policy::Document& document, diag::Findings& out);

}  // namespace confstate::rules
