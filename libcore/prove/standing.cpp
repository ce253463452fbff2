#include "prove/standing.hpp"

#include <algorithm>

#include "base/instant.hpp"

namespace confstate::prove {
namespace {

using policy::truth;

bool asserts(const Census& census, std::size_t number, const CallerClass& callers) {
  return std::ranges::any_of(callers.address, [&](std::uint32_t group) {
    return census.groups[group].policy == number && census.groups[group].part == Part::trust &&
           std::ranges::binary_search(callers.number, group);
  });
}

void note(Standing& standing, const Group& group) {
  switch (group.part) {
    case Part::allow:
      standing.allow.push_back(group.index);
      return;
    case Part::role_user:
      if (standing.roles.empty() || standing.roles.back() != group.index) {
        standing.roles.push_back(group.index);
      }
      return;
    case Part::trust:
      standing.trust.push_back(group.index);
      return;
    case Part::asked:
      standing.asked.push_back(group.index);
      return;
    case Part::deny:
      return;
  }
}

template <class Taker>
void for_each_own(const Census& census, std::size_t number, const std::vector<std::uint32_t>& groups, Taker take) {
  for (const std::uint32_t group : groups) {
    if (census.groups[group].policy == number) {
      take(census.groups[group]);
    }
  }
}

bool has_role(const policy::Policy& policy, const Standing& standing, std::string_view name) {
  return std::ranges::any_of(standing.roles, [&](std::uint32_t role) { return policy.roles[role].name == name; }) ||
         std::ranges::any_of(standing.allow, [&](std::uint32_t rule) {
           const std::vector<std::string>& roles = policy.membership.allow[rule].roles;
           return std::ranges::find(roles, name) != roles.end();
         });
}

}  // namespace

Standing standing_of(const Census& census, std::size_t number, const policy::Policy& policy,
                     const CallerClass& callers) {
  Standing standing;
  standing.anonymous = callers.anonymous;
  standing.domain_only = callers.domain_only;
  const bool is_proven = callers.sort == Sort::phone || callers.sort == Sort::number;
  standing.by_number = is_proven || (callers.sort == Sort::unproven_number && asserts(census, number, callers));
  const bool exact_only = callers.anonymous && !is_somebody(policy, standing);
  const std::vector<std::uint32_t>& address = exact_only ? callers.address_exact : callers.address;
  for_each_own(census, number, standing.by_number ? callers.number : address,
               [&](const Group& group) { note(standing, group); });
  // Both forms are denied.
  const auto deny = [&](const Group& group) {
    if (group.part == Part::deny) {
      standing.deny.push_back(group.index);
    }
  };
  for_each_own(census, number, address, deny);
  for_each_own(census, number, callers.number, deny);
  std::ranges::sort(standing.deny);
  standing.deny.erase(std::unique(standing.deny.begin(), standing.deny.end()), standing.deny.end());
  return standing;
}

bool is_somebody(const policy::Policy& policy, const Standing& standing) {
  const bool by_domain = policy.identity.anonymity.domain_only == policy::OnDomainOnly::admit_if_domain_allowed;
  return !standing.anonymous || (standing.domain_only && by_domain);
}

policy::Person person_of(const policy::Policy& policy, const Standing& standing, policy::SourceIn source,
                         policy::Method method, policy::Moment now) {
  policy::Person person;
  person.source = source;
  person.anonymous = truth(standing.anonymous);
  person.domain_only = truth(standing.domain_only);
  for (const std::uint32_t rule : standing.deny) {
    if (policy::holds(policy.membership.deny[rule], now, policy::Side::deny)) {
      person.deny_rule = static_cast<std::int32_t>(rule);
      break;
    }
  }
  for (const std::uint32_t rule : standing.allow) {
    const policy::MemberRule& allow = policy.membership.allow[rule];
    if (allow.methods.has(method) && policy::holds(allow, now, policy::Side::allow)) {
      person.allow_rule = static_cast<std::int32_t>(rule);
      break;
    }
  }
  person.denied = truth(person.deny_rule >= 0);
  person.allowed = truth(person.allow_rule >= 0);
  person.moderator = truth(has_role(policy, standing, "moderator"));
  return person;
}

std::string canonical_of(const policy::Policy& policy, std::string_view uri) {
  return policy::identity_of(policy, uri).canonical;
}

std::vector<policy::Moment> moments_of(std::span<const policy::Policy* const> policies) {
  std::vector<std::int64_t> begins;
  const auto add = [&](const std::string& text, std::int64_t later) {
    if (const auto instant = base::read_instant(text)) {
      begins.push_back(*instant / base::kNanoseconds + later);
    }
  };
  for (const policy::Policy* policy : policies) {
    for (const auto* rules : {&policy->membership.allow, &policy->membership.deny}) {
      std::ranges::for_each(*rules, [&](const policy::MemberRule& rule) { add(rule.not_after, 1); });
    }
    add(policy->validity.not_before, 0);
    add(policy->validity.not_after, 1);
  }
  std::ranges::sort(begins);
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  std::vector<policy::Moment> moments(begins.begin(), begins.end());
  moments.insert(moments.begin(), begins.empty() ? policy::Moment() : policy::Moment(begins.front() - 1));
  return moments;
}

bool is_early(const policy::Policy& policy, policy::Moment now) {
  const auto begin = base::read_instant(policy.validity.not_before);
  return begin && now && *now < *begin / base::kNanoseconds;
}

bool is_over(const policy::Policy& policy, policy::Moment now) {
  const auto end = base::read_instant(policy.validity.not_after);
  return end && now && *now > *end / base::kNanoseconds;
}

}  // namespace confstate::prove
