// Who may deliver a request: every neighbour that the trust entries of some policies tell apart.
#pragma once

#include <span>
#include <vector>

#include "policy/caller.hpp"

namespace confstate::prove {

struct NeighbourClass {
  policy::Neighbour neighbour;            // an example
  std::vector<std::vector<bool>> covers;  // by policy and entry of identity.trust: whether the entry covers it
};

struct Neighbours {
  std::vector<NeighbourClass> all;  // the first is one whom nobody trusts, over TLS
  bool complete = true;             // false: too many entries, and each has only neighbours of its own
};

// Addresses at the borders of all networks, certificates with one listed host each, and the three transports.
[[nodiscard]] Neighbours neighbours_of(std::span<const policy::Policy* const> policies);

}  // namespace confstate::prove
