// The same questions as SMT-LIB 2.6, for solvers of strings to cross-check: nothing here is needed to answer them.
#pragma once

#include <optional>
#include <string>

#include "policy/policy.hpp"
#include "prove/atoms.hpp"

namespace confstate::prove {

// One query per `check-sat`: "sat" is a request that one policy lets in and the other does not, with one identity in an
// otherwise good call; first what only the first lets in, then what only the second does, then somebody for both (P8).
[[nodiscard]] std::string smt_of_comparison(const policy::Policy& first, const policy::Policy& second);

// P1 (a From that is believed), P4 (somebody who can dial in) and, with `who`, P9 by dialling in.
[[nodiscard]] std::string smt_of_policy(const policy::Policy& policy, const std::optional<Asked>& who);

}  // namespace confstate::prove
