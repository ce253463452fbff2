#include "conf-rooms/cards.hpp"

#include "rules/areas.hpp"
#include "rules/config/config_rules.hpp"
#include "rules/rooms/verdict.hpp"

namespace confstate::tools {

report::Cards rooms_cards() {
  report::Cards cards;
  for (const diag::Card& card : rules::xml_cards()) {
    cards.push_back(&card);
  }
  for (const rules::DocumentRule& rule : rules::root_structure_rules()) {
    cards.push_back(&rule.card);
  }
  for (const diag::Card* card : rules::all_room_cards()) {
    cards.push_back(card);
  }
  for (const diag::Card& card : rules::config_cards()) {
    cards.push_back(&card);
  }
  return cards;
}

}  // namespace confstate::tools
