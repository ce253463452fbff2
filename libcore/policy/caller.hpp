// From what a request shows to persons held against the lists: sources, trust, roles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide.hpp"
#include "policy/match.hpp"
#include "policy/trust.hpp"

namespace confstate::policy {

// What one source of a request says.
struct Claim {
  SourceIn source = SourceIn::from;
  std::string uri;
  Truth verified = Truth::yes;  // the source itself holds: signature, password
  Attest attest = Attest::a;    // of a PASSporT
};

// Persons of the claims that this policy reads, in the order of its sources; a claim that its trust does not cover, or
// whose source it does not read, is left out. Claims of one identity are one person, of the first source.
[[nodiscard]] std::vector<Person> persons_of(const Rules& rules, const std::vector<Claim>& claims,
                                             const Neighbour& neighbour, Method method, Moment now);

}  // namespace confstate::policy
