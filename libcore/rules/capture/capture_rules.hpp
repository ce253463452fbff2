// What readers of traces notice, as findings: a card for each kind of notice.
#pragma once

#include <span>

#include "capture/notice.hpp"
#include "diag/card.hpp"
#include "diag/findings.hpp"

namespace confstate::rules {

// The cards, in the order of capture::NoticeKind.
[[nodiscard]] std::span<const diag::Card> capture_cards();
[[nodiscard]] const diag::Card& card_of(capture::NoticeKind kind);

// Adds the finding for a notice. It has no place in a text: its span is empty, what packet it is about stands in the
// notice.
void check_notice(const capture::Notice& notice, diag::Findings& out);

}  // namespace confstate::rules
