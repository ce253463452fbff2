// What makes a child of a stateful element the same as one that is held (RFC 4575 section 4.5), and its place.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "info/document.hpp"

namespace confstate::change {

// True when a child of a stateful element is a row with a key of its own there: user, endpoint, media, the entries of
// both kinds of sidebars.
[[nodiscard]] bool is_keyed(info::Element child);

// True when the child honours `state` where it stands: users, user, endpoint, the sidebars and those given by value.
[[nodiscard]] bool is_stateful(info::Element child);

// True for what is replaced as the set of all children of its name: what is in another namespace, or in none.
[[nodiscard]] bool is_foreign(info::Element child);

// Equal for children that stand for the same thing: name and key, or the name alone. Never the same for elements of
// different names. A keyed child without its key gets an empty one.
[[nodiscard]] std::string identity_of(info::Element child);
[[nodiscard]] std::string identity_of(info::Name keyless);

// The place of a name among the children of a type, from 0; whatever has no place there stands behind all.
[[nodiscard]] std::uint8_t rank_of(info::Type parent, info::Name name);

}  // namespace confstate::change
