#include "conf-validate/cards.hpp"

#include "rules/areas.hpp"
#include "rules/config/config_rules.hpp"
#include "rules/notify/notify.hpp"

namespace confstate::tools {

report::Cards validate_cards() {
  report::Cards cards;
  for (const diag::Card& card : rules::xml_cards()) {
    cards.push_back(&card);
  }
  for (const std::span<const rules::DocumentRule> group : rules::document_rules()) {
    for (const rules::DocumentRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  for (const std::span<const rules::StepRule> group : rules::step_rules()) {
    for (const rules::StepRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  for (const diag::Card& card : rules::config_cards()) {
    cards.push_back(&card);
  }
  return cards;
}

}  // namespace confstate::tools
