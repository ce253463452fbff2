// What stands around drawn changes: the conference with both versions, warnings about chat rooms, the count.
#pragma once

#include <cstddef>
#include <span>
#include <string>

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

// The first line: "sips:conf233@example.com   version 7 → 9", and a blank one.
void draw_change_head(Sheet& sheet, const ChangeList& list);
// A warning for each chat room that was added or changed, with its whole address, old and new.
void draw_room_warnings(Sheet& sheet, std::span<const change::RoomChange> rooms);
// These warnings, then the count.
void draw_change_foot(Sheet& sheet, const ChangeList& list);

// "4 changes: 1 user added, 1 removed, 2 values changed".
[[nodiscard]] std::string summary_of(std::span<const change::Change> changes);

[[nodiscard]] Tint tint_of(change::Operation operation);
[[nodiscard]] std::string_view sign_of(change::Operation operation);

}  // namespace confstate::draw
