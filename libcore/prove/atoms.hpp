// What the rules of some policies ask about identities, taken apart: users, hosts and numbers, which can be looked at
// one by one because "*" never crosses '@'.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/match.hpp"
#include "policy/policy.hpp"
#include "prove/machine.hpp"

namespace confstate::prove {

// Whose question it is.
enum class Part : std::uint8_t {
  allow,      // a rule of membership.allow
  deny,       // a rule of membership.deny
  role_user,  // a rule among a role's users
  trust,      // mayAssert of an entry of identity.trust
  asked,      // somebody whom the question is about
};
struct Group {
  std::uint32_t policy = 0;  // index into the policies
  Part part = Part::allow;
  std::uint32_t index = 0;  // of the rule, role or entry
  std::uint32_t sub = 0;    // of the user within the role

  friend auto operator<=>(const Group&, const Group&) = default;
};

// What is asked about one side of an identity.
enum class Form : std::uint8_t {
  any,         // everything
  word,        // equal; of a host with its port
  host,        // equal, whatever the port
  below,       // a domain and what is below it
  only_below,  // what is below a domain
  prefix,
  glob,  // a pattern without '@'
  never,
};
struct Question {
  Form form = Form::never;
  std::string text;

  // clang-tidy 14 takes the zero that a rewritten comparison compares with for a null pointer.
  friend auto operator<=>(const Question&, const Question&) = default;  // NOLINT(modernize-use-nullptr)
};

// An identity has an atom's group where its address has both sides, or its telephone form what is asked of numbers.
struct Atom {
  std::uint32_t group = 0;
  bool exact = false;     // names anonymous identities too
  Question user;          // of "sip:user@host"
  Question user_of_sips;  // of "sips:user@host", of policies to which the schemes are different
  Question host;
  Question number;  // of "tel:+4930", the part behind ':'
};

struct Atoms {
  std::vector<Group> groups;
  std::vector<Atom> atoms;
  std::vector<std::string> others;    // identities that rules name and that are outside the universe
  std::vector<std::string> patterns;  // of the rules, as written, each once
  bool two_schemes = false;           // some policy tells sip and sips apart
};

// A question about somebody: a URI, or all of a domain where it has no user.
struct Asked {
  std::string uri;
};

// How a rule would name whoever is asked about.
[[nodiscard]] policy::Match match_of(const Asked& asked);

// The atoms of all rules, roles and trust entries. Never fails: what no identity can match is `never`.
[[nodiscard]] Atoms atoms_of(std::span<const policy::Policy* const> policies, std::span<const Asked> asked = {});

}  // namespace confstate::prove
