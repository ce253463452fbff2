#include "rules/sip/fault_cards.hpp"

#include <algorithm>

#include "rules/sip/body_cards.hpp"
#include "rules/sip/message_cards.hpp"
#include "rules/sip/value_cards.hpp"

namespace confstate::rules {
namespace {

constexpr std::array<diag::Card, sip::kFaultKinds> joined() {
  static_assert(kMessageCards.size() + kValueCards.size() + kBodyCards.size() == sip::kFaultKinds);
  std::array<diag::Card, sip::kFaultKinds> cards = {};
  auto* const values = std::copy(kMessageCards.begin(), kMessageCards.end(), cards.begin());
  auto* const bodies = std::copy(kValueCards.begin(), kValueCards.end(), values);
  std::copy(kBodyCards.begin(), kBodyCards.end(), bodies);
  return cards;
}

}  // namespace

// In the order of sip::FaultKind.
constexpr std::array<diag::Card, sip::kFaultKinds> kSipCards = joined();

}  // namespace confstate::rules
