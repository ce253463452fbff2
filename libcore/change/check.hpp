// What makes a subscriber reject an update (RFC 4575 sections 4.4 and 4.5): keys and states that it would meet.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "change/apply.hpp"
#include "info/document.hpp"

namespace confstate::change {

enum class Reason : std::uint8_t {
  // Why an update is rejected.
  unreadable,    // not well-formed, or not to the end
  judged_wrong,  // whoever feeds it refuses it for what a rule found
  not_conference_info,
  version_missing,
  version_invalid,  // no unsigned 32-bit number
  state_unknown,    // of the root or of a row
  other_entity,
  key_missing,
  key_repeated,
  // Why a resync is needed.
  nothing_held,
  after_end,
  gap,
};

// One reason with its place.
struct Fault {
  Reason reason = Reason::not_conference_info;
  std::uint32_t node = 0;                  // in the update
  std::optional<std::uint32_t> attribute;  // the attribute it is about
};

// Finds every keyed child without its key or with that of a sibling before it, and every `state` outside its
// enumeration, in all that is to be stored or merged: nothing below a deleted row or an atomic element. What is held
// makes no difference. In document order; uses no recursion. `notes`, where given, gets what store() will have to say,
// unless there is a fault.
[[nodiscard]] std::vector<Fault> check_rows(info::Element root, std::vector<Note>* notes = nullptr);

// True when the element has no `state`, or one of the enumeration.
[[nodiscard]] bool has_known_state(info::Element element);

}  // namespace confstate::change
