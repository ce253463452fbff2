// How one policy sees a class of callers.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "policy/decide.hpp"
#include "prove/census.hpp"

namespace confstate::prove {

// Indices of rules and entries that name the caller in the form that counts for them, sorted.
struct Standing {
  std::vector<std::uint32_t> allow;
  std::vector<std::uint32_t> deny;
  std::vector<std::uint32_t> roles;  // among whose users he is; allow rules may name further roles
  std::vector<std::uint32_t> trust;  // entries of identity.trust that may speak for him
  std::vector<std::uint32_t> asked;
  bool by_number = false;  // his canonical identity is the telephone form
  bool anonymous = false;
  bool domain_only = false;
};

// Reads a class as a policy does: by its schemes, its trust and its view of what is anonymous.
[[nodiscard]] Standing standing_of(const Census& census, std::size_t number, const policy::Policy& policy,
                                   const CallerClass& callers);

// True where a caller can be meant at all: not anonymous, or of a domain that alone is enough.
[[nodiscard]] bool is_somebody(const policy::Policy& policy, const Standing& standing);

// The person whom the decision sees (policy/caller.hpp), at a moment.
[[nodiscard]] policy::Person person_of(const policy::Policy& policy, const Standing& standing, policy::SourceIn source,
                                       policy::Method method, policy::Moment now);

// The canonical identity of a URI under that policy, for reports; with a mark where it is a number.
[[nodiscard]] std::string canonical_of(const policy::Policy& policy, std::string_view uri);

// Moments that stand for all others: where a rule of one of the policies ends, or its validity begins or ends, another
// one begins. At least one; in their order. Windows of the week are not looked at.
[[nodiscard]] std::vector<policy::Moment> moments_of(std::span<const policy::Policy* const> policies);

// The conference is not yet open, or over, at that moment.
[[nodiscard]] bool is_early(const policy::Policy& policy, policy::Moment now);
[[nodiscard]] bool is_over(const policy::Policy& policy, policy::Moment now);

}  // namespace confstate::prove
