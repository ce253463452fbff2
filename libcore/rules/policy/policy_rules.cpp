#include "rules/policy/policy_rules.hpp"

#include <string>
#include <utility>

#include "json/write.hpp"
#include "rules/policy/policy_parts.hpp"

namespace confstate::rules {
namespace {

// What a probably meant word repairs: a key that the object has not already, or a value.
std::vector<diag::PatchOperation> repair_of(const json::Tree& tree, const policy::FormFault& fault) {
  const json::Node* node = fault.meant.empty() ? nullptr : tree.find(fault.pointer);
  if (node == nullptr) {
    return {};
  }
  if (node->span == fault.span) {
    return {{"replace", fault.pointer, json::write_string(fault.meant)}};
  }
  const std::string plus = node->key.starts_with('+') ? "+" : "";
  const std::string renamed = fault.pointer.substr(0, fault.pointer.rfind('/') + 1) + plus + step_of(fault.meant);
  if (node->key_span == fault.span && tree.find(renamed) == nullptr) {
    return {{"add", renamed, json::write(tree, *node)}, {"remove", fault.pointer, {}}};
  }
  return {};
}

void check_form(const policy::Document& document, diag::Findings& out) {
  for (const policy::FormFault& fault : document.faults()) {
    diag::Diagnostic found;
    found.span = fault.span;
    found.path = fault.pointer;
    found.message = fault.message;
    found.label = fault.label;
    found.help = fault.help;
    if (!document.tree().nodes.empty()) {
      found.patch = repair_of(document.tree(), fault);
    }
    out.add(card_of(fault.kind), std::move(found));
  }
}

}  // namespace

std::vector<std::span<const PolicyRule>> policy_rules() {
  return {policy_value_rules(),     policy_time_rules(),       policy_default_rules(),  policy_reach_rules(),
          policy_matcher_rules(),   policy_membership_rules(), policy_identity_rules(), policy_trust_rules(),
          policy_dial_out_rules(),  policy_cdiv_rules(),       policy_media_rules(),    policy_keying_rules(),
          policy_group_key_rules(), policy_renewal_rules(),    policy_role_rules(),     policy_notification_rules()};
}

std::vector<const diag::Card*> policy_cards() {
  std::vector<const diag::Card*> cards;
  for (const diag::Card& card : policy_form_cards()) {
    cards.push_back(&card);
  }
  for (const std::span<const PolicyRule> group : policy_rules()) {
    for (const PolicyRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  return cards;
}

void check_policy(const policy::Document& document, diag::Findings& out) {
  check_form(document, out);
  if (!document.is_usable()) {
    return;
  }
  const policy::Rules ready(document.policy());
  const PolicyCase subject{document, document.policy(), ready};
  for (const std::span<const PolicyRule> group : policy_rules()) {
    run(group, subject, out);
  }
}

}  // namespace confstate::rules
