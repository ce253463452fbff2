// Storing and merging what was received (RFC 4575 section 4.6), once it has been checked.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "change/held.hpp"
#include "info/document.hpp"

namespace confstate::change {

enum class NoteKind : std::uint8_t {
  unknown_deleted,        // a deleted row of which nothing is held
  deleted_left_out,       // a deleted row inside an element that is stored
  partial_taken_as_full,  // a partial row inside a full element
  signature_dropped,      // an enveloped signature of the update says nothing about what is held then
  roster_replaced,        // users without a state inside a partial document take the place of those held
};

// Something worth knowing about an update that was applied.
struct Note {
  NoteKind kind = NoteKind::unknown_deleted;
  std::uint32_t node = 0;    // in the update
  std::uint64_t before = 0;  // of roster_replaced: users held before
  std::uint64_t after = 0;   // and then
};

// What came of applying.
struct Applied {
  std::vector<Note> notes;
  bool changed = false;  // something else is held than before
};

// What there is to say about a child of an element that is stored; nothing mostly.
[[nodiscard]] std::optional<NoteKind> note_of_stored(info::Element parent, info::Element child);

// Makes `held`, which must be empty, what a full document says. The document must have passed check_rows.
Applied store(Held& held, info::Element root);

// Changes `held` as a partial document says. The document must have passed check_rows.
Applied merge(Held& held, info::Element root);

// Gives `held`, which must be empty, the attributes of the root of a deleted document.
void store_shell(Held& held, info::Element root);

}  // namespace confstate::change
