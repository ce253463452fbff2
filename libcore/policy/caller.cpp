#include "policy/caller.hpp"

#include <algorithm>
#include <optional>

namespace confstate::policy {
namespace {

// Whether a source of a request is proven under the policy's trust.
Truth proof_of(const Rules& rules, const Claim& claim, const uri::Identity& identity, const Neighbour& neighbour) {
  if (claim.source == SourceIn::passport && claim.attest > rules.policy().identity.passport.min_attest) {
    return Truth::no;
  }
  if (claim.source != SourceIn::pai) {
    return claim.verified;
  }
  Truth asserted = Truth::no;
  for (const TrustPeer& peer : rules.policy().identity.trust) {
    if (peer.requests && may_assert(peer, identity)) {
      asserted = either(asserted, is_trusted(peer, neighbour));
    }
  }
  return both(asserted, claim.verified);
}

Person person_of(const Rules& rules, SourceIn source, const uri::Identity& identity, Method method, Moment now) {
  Person person;
  person.source = source;
  person.anonymous = truth(identity.notes.anonymous);
  person.domain_only = truth(identity.notes.domain_only);
  person.identity = identity.canonical;
  const std::optional<std::size_t> deny = rules.denied(identity, now);
  const std::optional<std::size_t> allow = rules.allowed(identity, method, now);
  person.denied = truth(deny.has_value());
  person.allowed = truth(allow.has_value());
  person.moderator = truth(rules.has_role(identity, "moderator"));
  person.deny_rule = deny ? static_cast<std::int32_t>(*deny) : -1;
  person.allow_rule = allow ? static_cast<std::int32_t>(*allow) : -1;
  return person;
}

}  // namespace

std::vector<Person> persons_of(const Rules& rules, const std::vector<Claim>& claims, const Neighbour& neighbour,
                               Method method, Moment now) {
  std::vector<Person> persons;
  const WordList<SourceIn>& sources = rules.policy().identity.sources_dial_in;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const Claim& claim : claims) {
      if (claim.source != sources[i]) {
        continue;
      }
      const uri::Identity identity = identity_of(rules.policy(), claim.uri);
      const Truth proven = proof_of(rules, claim, identity, neighbour);
      if (proven == Truth::no) {
        continue;
      }
      const auto same = std::ranges::find(persons, identity.canonical, &Person::identity);
      if (same != persons.end()) {
        same->proven = either(same->proven, proven);
        continue;
      }
      persons.push_back(person_of(rules, claim.source, identity, method, now));
      persons.back().proven = proven;
    }
  }
  return persons;
}

}  // namespace confstate::policy
