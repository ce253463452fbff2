// Chat rooms (RFC 7106) among changes: whoever swaps a room's address sends all who join it somewhere else, so a room
// that was added or changed is always told (its section 5, flooding and attacks).
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "change/diff.hpp"

namespace confstate::change {

// The purpose of a chat room's URI.
inline constexpr std::string_view kChatRoomPurpose = "grouptextchat";

// True for an entry of a list of URIs with that purpose.
[[nodiscard]] bool is_chat_room(info::Element element);

// A chat room that was added, removed or changed. Where a list loses rooms and gains others, the first lost one is
// told together with the first gained one, and so on.
struct RoomChange {
  info::Element before;              // the entry in the old document; null where there was none
  info::Element after;               // and in the new one
  std::vector<std::size_t> changes;  // the indices of the changes that tell of it

  // True unless the room has only gone.
  [[nodiscard]] bool is_warning() const { return static_cast<bool>(after); }
};

// The rooms that changes tell of, in their order; rooms inside whole parts that were added or removed too.
[[nodiscard]] std::vector<RoomChange> rooms_of(std::span<const Change> changes);

// The address of a room's entry; empty where it has none.
[[nodiscard]] std::string uri_of(info::Element room);

}  // namespace confstate::change
