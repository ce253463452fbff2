// Who is in a conference, as a state that was held says it: what pictures and short words need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"

namespace confstate::notify {

// What a person is doing, from the statuses of all endpoints: the one that is most there counts.
enum class Presence : std::uint8_t { gone, pending, alerting, connected, on_hold, muted };

// "gone", "pending", "alerting", "connected", "on hold", "muted".
[[nodiscard]] std::string_view word(Presence presence);

struct Person {
  std::string entity;  // key of the user; never empty
  std::string name;    // display-text, else the user part of the entity
  Presence presence = Presence::gone;

  friend bool operator==(const Person&, const Person&) = default;
};

// The users of a compact state as change::Subscriber writes it, in its order; without those that have no key. Empty for
// no state.
[[nodiscard]] std::vector<Person> people_of(std::string_view state, const base::Limits& limits);

// What a state says beside the one before it: "3 users", "-mike", "+bob, carol on hold"; nothing where no person
// changed. At most `most` changes are named.
[[nodiscard]] std::string changes_between(const std::vector<Person>& before, const std::vector<Person>& after,
                                          std::size_t most);

// A person in a few letters: "alice" of "sip:alice@example.com".
[[nodiscard]] std::string short_name(std::string_view uri);

}  // namespace confstate::notify
