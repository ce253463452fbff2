// From what a request shows to persons held against the lists: sources, trust, roles.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/decide.hpp"
#include "policy/match.hpp"

namespace confstate::policy {

// Who delivered a request, as far as it is known.
struct Neighbour {
  std::string address;  // "192.0.2.5"; empty: unknown
  std::optional<Transport> transport;
  Truth certified = Truth::unknown;  // it showed a certificate
  std::vector<std::string> names;    // hosts and SIP URIs in the certificate
};

// Whether a trust entry covers a neighbour.
struct Trust {
  Truth holds = Truth::no;
  std::optional<std::size_t> entry;  // index into identity.trust, where it may hold
};
[[nodiscard]] Trust find_trust(const Policy& policy, const Neighbour& neighbour, bool response = false);

// True where that entry may speak for the identity (mayAssert): a host is exact, ".example.com" is what is below it, a
// number is held against prefixes only, "*" is all.
[[nodiscard]] bool may_assert(const TrustPeer& peer, const uri::Identity& identity);

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
