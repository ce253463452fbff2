// Whose word counts: neighbours that deliver requests and responses, and what they may assert.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "policy/policy.hpp"
#include "policy/truth.hpp"
#include "uri/identity.hpp"

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

// Whether one entry covers a neighbour.
[[nodiscard]] Truth is_trusted(const TrustPeer& peer, const Neighbour& neighbour);

// True where that entry may speak for the identity (mayAssert): a host is exact, ".example.com" is what is below it, a
// number is held against prefixes only, "*" is all.
[[nodiscard]] bool may_assert(const TrustPeer& peer, const uri::Identity& identity);

}  // namespace confstate::policy
