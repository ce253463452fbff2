// The cards of faults in SIP messages and how each is put into words. For rules/sip only.
#pragma once

#include <array>
#include <string_view>

#include "diag/card.hpp"
#include "sip/fault.hpp"

namespace confstate::rules {

extern const std::array<diag::Card, sip::kFaultKinds> kSipCards;

// What a finding about one kind of fault says. "{}" stands for what is written there.
struct SipWords {
  std::string_view message;
  std::string_view help;
};

[[nodiscard]] const SipWords& words_of(sip::FaultKind kind);

}  // namespace confstate::rules
