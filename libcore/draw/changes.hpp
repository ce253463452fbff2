// What changed between two documents, drawn for a person.
#pragma once

#include <cstddef>
#include <span>

#include "base/sink.hpp"
#include "change/diff.hpp"
#include "change/rooms.hpp"
#include "draw/sheet.hpp"
#include "info/document.hpp"

namespace confstate::draw {

// The changes between two documents, as change::diff gives them, without those that are not wanted.
struct ChangeList {
  const info::Document& older;
  const info::Document& newer;
  std::span<const change::Change> changes;
  std::span<const change::RoomChange> rooms;  // that these changes tell of
  std::size_t left_out = 0;                   // changes that are not wanted
};

// The conference with both versions, the rows with what changed in them, every chat room that was added or changed
// with its whole address, and a count. Nothing where there is no change.
void draw_changes(const ChangeList& list, const Style& style, const base::Sink& sink);

// The same with the old rows on the left and the new ones on the right.
void draw_changes_beside(const ChangeList& list, const Style& style, const base::Sink& sink);

}  // namespace confstate::draw
