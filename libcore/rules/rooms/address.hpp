// The address of a room in all the forms that tell a reader where it really is.
#pragma once

#include <string>
#include <vector>

#include "rules/rooms/room.hpp"

namespace confstate::rules {

// Everything is as it was written unless it says otherwise, and hostile: whoever shows it escapes it.
struct RoomAddress {
  std::string raw;                   // without white space around it
  std::string decoded;               // with %XX undone; empty where that changes nothing
  std::string scheme;                // in lower case
  std::string name;                  // user part or channel, decoded; empty where the scheme has none
  std::string host;                  // as written
  std::string host_ascii;            // in A-labels, as it is looked up
  std::string host_unicode;          // in U-labels, as it is read
  std::string port;                  //
  std::vector<std::string> letters;  // of host_unicode, beyond ASCII: "U+0430"
  std::vector<std::string> remarks;  // what else in it leads somewhere: an account, maddr, headers

  friend bool operator==(const RoomAddress&, const RoomAddress&) = default;
};

[[nodiscard]] RoomAddress address_of(const Room& room);

// What a sip URI says instead of its host about where requests go (maddr, RFC 3261 section 19.1.1); empty for none.
[[nodiscard]] std::string_view maddr_of(const Room& room);

// The host of the account that an xmpp URI asks to be used (RFC 5122 section 2.3), which is not where the room is;
// empty for none.
[[nodiscard]] std::string_view account_host_of(const Room& room);

}  // namespace confstate::rules
