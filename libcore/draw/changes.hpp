// What changed between two documents, drawn for a person.
#pragma once

#include "base/sink.hpp"
#include "draw/change_frame.hpp"
#include "draw/sheet.hpp"

namespace confstate::draw {

// The conference with both versions, the rows with what changed in them, every chat room that was added or changed
// with its whole address, and a count. Nothing where there is no change.
void draw_changes(const ChangeList& list, const Style& style, const base::Sink& sink);

// The same with the old rows on the left and the new ones on the right.
void draw_changes_beside(const ChangeList& list, const Style& style, const base::Sink& sink);

}  // namespace confstate::draw
