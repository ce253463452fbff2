// The tables of the sections, which stand in several files; for fields*.cpp only.
#pragma once

#include "policy/fields.hpp"

namespace confstate::policy::tables {

extern const Table kMedia;
extern const Table kRule;
extern const Table kMembership;
extern const Table kIdentity;
extern const Table kRole;
extern const Table kModeration;
extern const Table kLock;
extern const Table kDialIn;
extern const Table kDialOut;
extern const Table kCdiv;
extern const Table kRefer;
extern const Table kSignalling;
extern const Table kNotifications;
extern const Table kChatRooms;

}  // namespace confstate::policy::tables
