// The facts of an INVITE as a finite space: circumstances in groups, each asked by stages of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "policy/decide.hpp"

namespace confstate::prove {

// Changes one group of facts; the first of each group leaves a good call as it is.
using Change = std::function<void(policy::DialInFacts&)>;

// Circumstances in groups: transport and scheme, anonymity, signature, takeover, time, lock, capacity, offer, ...
[[nodiscard]] std::vector<std::vector<Change>> circumstances(const policy::Policy& policy);

// Who a request may show: nobody, one person with every combination of truths that stages ask about, and pairs.
[[nodiscard]] std::vector<std::vector<policy::Person>> casts(const policy::Policy& policy);

// Calls `look` for every cast with every circumstance, and for nobody and every single person who is somebody with
// every pair of circumstances of different groups. A decision asks stage by stage, and no stage asks about more than
// two groups, nor about two groups and who is anonymous, so that whatever can happen happens here.
void for_each_case(const policy::Policy& policy, const std::function<void(const policy::DialInFacts&)>& look);

// True where something is unknown; and the facts in which it is settled one way or the other, each one alone.
[[nodiscard]] bool has_unknown(const policy::DialInFacts& facts);
[[nodiscard]] std::vector<policy::DialInFacts> settled(const policy::DialInFacts& facts);

// The facts that are not those of a good call, in words.
[[nodiscard]] std::string describe(const policy::DialInFacts& facts);

}  // namespace confstate::prove
