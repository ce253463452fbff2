#include "conf-trace/cards.hpp"

#include "conf-validate/cards.hpp"
#include "rules/capture/capture_rules.hpp"
#include "rules/notify/occasion.hpp"
#include "rules/sip/sip_rules.hpp"

namespace confstate::tools {

report::Cards trace_cards() {
  report::Cards cards;
  for (const std::span<const diag::Card> area : {rules::capture_cards(), rules::sip_cards()}) {
    for (const diag::Card& card : area) {
      cards.push_back(&card);
    }
  }
  for (const std::span<const rules::OccasionRule> group : rules::occasion_rules()) {
    for (const rules::OccasionRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  const report::Cards documents = validate_cards();
  cards.insert(cards.end(), documents.begin(), documents.end());
  return cards;
}

}  // namespace confstate::tools
