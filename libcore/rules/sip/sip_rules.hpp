// rules/sip: faults of form in SIP messages.
#pragma once

#include <span>

#include "diag/card.hpp"
#include "diag/findings.hpp"
#include "sip/fault.hpp"
#include "sip/message.hpp"

namespace confstate::rules {

[[nodiscard]] std::span<const diag::Card> sip_cards();
[[nodiscard]] const diag::Card& card_of(sip::FaultKind kind);

// Adds a finding for each of these faults of a message; spans are in its bytes.
void check_sip(const sip::Message& message, std::span<const sip::Fault> faults, diag::Findings& out);

// Adds a finding for everything that sip::check finds in a message; spans are in the bytes of the message.
void check_sip(const sip::Message& message, diag::Findings& out);

}  // namespace confstate::rules
