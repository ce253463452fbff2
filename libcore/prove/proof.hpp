// What was asked about a policy, and what came of it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide.hpp"
#include "prove/door.hpp"

namespace confstate::prove {

enum class Property : std::uint8_t { p1, p2, p3, p4, p5, p9, p10, p11, p12 };
inline constexpr std::size_t kProperties = 9;
// "P1", "P9".
[[nodiscard]] std::string_view word(Property property);
// "no caller without an asserted identity is ever admitted".
[[nodiscard]] std::string_view statement(Property property);

enum class Outcome : std::uint8_t { proven, refuted, undecided };
[[nodiscard]] std::string_view word(Outcome outcome);

// A concrete request that shows something; what does not matter is empty.
struct Witness {
  std::string who;          // canonical identity; of a dial-out the target
  std::string asks;         // "dial-in", "join", "replaces", "dial-out"
  std::string source;       // how he is shown: "pai", "none"
  std::string besides;      // a second identity in the same request
  std::string answered_by;  // of a dial-out: who answers
  std::string media;        // the line that matters
  std::string transport;
  std::string neighbour;      // who delivers the request
  std::string circumstances;  // what else holds, in words
  std::string at;             // RFC 3339
  std::string rule;           // the rule that is shown to decide nothing
};

struct Proof {
  Property property = Property::p1;
  Outcome outcome = Outcome::undecided;
  std::string reason;              // in words: what the witness does, or why it is undecided
  std::vector<Witness> witnesses;  // of a refutation, at least one
  std::uint64_t checked = 0;       // callers' classes, or circumstances, that were looked at
};

// A request that is let in, as a witness.
[[nodiscard]] Witness witness_of(const Door& door, const Neighbours& neighbours, const Passage& passage,
                                 std::string who);
// A witness in one sentence: "sip:eve@other.example dials in over TLS, shown by pai, ...".
[[nodiscard]] std::string sentence(const Witness& witness);

}  // namespace confstate::prove
