#include "prove/door.hpp"

#include <algorithm>
#include <utility>

#include "prove/offers.hpp"

namespace confstate::prove {
namespace {

using policy::SourceIn;
using policy::SourceOut;
using policy::Truth;

// What a person's flags come to, and whose media it is.
void add_person(Effect& effect, const policy::Policy& policy, const policy::Person& person) {
  const bool own =
      person.allow_rule >= 0 && policy.membership.allow[static_cast<std::size_t>(person.allow_rule)].media.has_value();
  effect.push_back(static_cast<std::uint32_t>(person.denied) + 3 * static_cast<std::uint32_t>(person.allowed) +
                   9 * static_cast<std::uint32_t>(person.moderator));
  effect.push_back(own ? static_cast<std::uint32_t>(person.allow_rule) + 1 : 0);
}

}  // namespace

bool can_show(SourceIn source, Sort sort) {
  switch (source) {
    case SourceIn::digest:
      return sort == Sort::address || sort == Sort::unproven_number;
    case SourceIn::tls_cert:
      return sort != Sort::number;
    case SourceIn::passport:
    case SourceIn::pai:
    case SourceIn::from:
      break;
  }
  return true;
}

Door::Door(const policy::Policy& policy, std::size_t number, const Neighbours& neighbours,
           std::vector<policy::Moment> moments)
    : policy_(policy), number_(number), neighbours_(neighbours), moments_(std::move(moments)) {
  offers_[-1] = acceptable_offer(policy.media);
  for (std::size_t i = 0; i < policy.membership.allow.size(); ++i) {
    if (policy.membership.allow[i].media) {
      offers_[static_cast<std::int32_t>(i)] = acceptable_offer(*policy.membership.allow[i].media);
    }
  }
}

const std::optional<std::vector<policy::MediaLine>>& Door::offer(std::int32_t allow_rule) const {
  const auto own = offers_.find(allow_rule);
  return own == offers_.end() ? offers_.at(-1) : own->second;
}

policy::DialInFacts Door::good_call(policy::Moment now, std::size_t neighbour) const {
  policy::DialInFacts facts;
  facts.transport = neighbours_.all[neighbour].neighbour.transport;
  facts.early = policy::truth(is_early(policy_, now));
  facts.ended = policy::truth(is_over(policy_, now));
  facts.lines = offer(-1).value_or(std::vector<policy::MediaLine>());
  return facts;
}

std::optional<policy::Person> Door::claimed(const Standing& standing, SourceIn source, std::size_t neighbour,
                                            policy::Moment now) const {
  if (!policy_.identity.sources_dial_in.has(source)) {
    return std::nullopt;
  }
  const std::vector<bool>& covers = neighbours_.all[neighbour].covers[number_];
  const bool asserted = std::ranges::any_of(
      standing.trust, [&](std::uint32_t entry) { return covers[entry] && policy_.identity.trust[entry].requests; });
  if (source == SourceIn::pai && !asserted) {
    return std::nullopt;
  }
  return person_of(policy_, standing, source, policy::Method::dial_in, now);
}

std::optional<Passage> Door::dial_in_at(const Standing& standing, SourceIn source, std::size_t neighbour,
                                        policy::Moment now) const {
  const std::optional<policy::Person> person = claimed(standing, source, neighbour, now);
  if (!person) {
    return std::nullopt;
  }
  Passage passage;
  passage.source = source;
  passage.neighbour = neighbour;
  passage.now = now;
  passage.facts = good_call(now, neighbour);
  passage.facts.signature = source == SourceIn::passport ? policy::Signature::valid : policy::Signature::absent;
  passage.facts.lines = offer(person->allow_rule).value_or(std::vector<policy::MediaLine>());
  passage.facts.from_anonymous = policy::truth(standing.anonymous);
  passage.facts.persons = {*person};
  // A signed identity may stand beside another source of the same caller where the policy demands one.
  if (policy_.identity.passport.required) {
    passage.facts.signature = policy::Signature::valid;
  }
  return lets_in(passage.facts) ? std::optional(std::move(passage)) : std::nullopt;
}

bool Door::lets_in(policy::DialInFacts& facts) const {
  facts.same_user = Truth::no;
  for (const policy::Way way : {policy::Way::dial_in, policy::Way::join, policy::Way::replaces}) {
    facts.way = way;
    if (admits(policy_, facts)) {
      return true;
    }
  }
  return false;
}

std::optional<Passage> Door::dial_in(const Standing& standing, Sort sort) const {
  const auto& sources = policy_.identity.sources_dial_in;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (can_show(sources[i], sort)) {
      if (auto passage = dial_in_by(standing, sources[i], moments_)) {
        return passage;
      }
    }
  }
  return std::nullopt;
}

std::optional<Passage> Door::dial_in_by(const Standing& standing, SourceIn source,
                                        std::span<const policy::Moment> moments) const {
  for (const policy::Moment now : moments) {
    for (std::size_t neighbour = 0; neighbour < neighbours_.all.size(); ++neighbour) {
      if (auto passage = dial_in_at(standing, source, neighbour, now)) {
        return passage;
      }
    }
  }
  return std::nullopt;
}

std::optional<Passage> Door::nameless() const {
  for (const policy::Moment now : moments_) {
    for (std::size_t neighbour = 0; neighbour < neighbours_.all.size(); ++neighbour) {
      for (const Truth hides : {Truth::no, Truth::yes}) {
        Passage passage;
        passage.neighbour = neighbour;
        passage.now = now;
        passage.facts = good_call(now, neighbour);
        passage.facts.from_anonymous = hides;
        passage.facts.signature =
            policy_.identity.passport.required ? policy::Signature::valid : policy::Signature::absent;
        if (lets_in(passage.facts)) {
          return passage;
        }
      }
    }
  }
  return std::nullopt;
}

bool Door::is_target(const Standing& standing, policy::Moment now) const {
  const policy::Person target = person_of(policy_, standing, SourceIn::from, policy::Method::dial_out, now);
  const bool may = policy_.membership.mode != policy::Mode::closed ||
                   policy_.dial_out.targets == policy::Targets::any || target.allowed == Truth::yes;
  return policy_.dial_out.enabled && may && target.denied == Truth::no && is_somebody(policy_, standing) &&
         !is_early(policy_, now) && !is_over(policy_, now);
}

// A neighbour may say who answers where its entry says so; updates that are signed count with certificates to check
// them by.
bool Door::answers_by(const Standing& standing, SourceOut source) const {
  const auto trusted = [&](auto may) {
    return std::ranges::any_of(neighbours_.all, [&](const NeighbourClass& neighbour) {
      return std::ranges::any_of(standing.trust, [&](std::uint32_t entry) {
        return neighbour.covers[number_][entry] && may(policy_.identity.trust[entry]);
      });
    });
  };
  switch (source) {
    case SourceOut::pai:
      return trusted([](const policy::TrustPeer& peer) { return peer.responses; });
    case SourceOut::from_update:
      return trusted([](const policy::TrustPeer& peer) { return peer.requests; });
    case SourceOut::passport_update:
      return !policy_.identity.passport.anchors.empty();
    case SourceOut::history_info:
    case SourceOut::contact:
    case SourceOut::to:
      break;
  }
  return true;
}

std::optional<Passage> Door::dial_out_at(const Standing& standing, policy::Moment now) const {
  Passage passage;
  passage.by_dial_out = true;
  passage.now = now;
  if (!is_target(standing, now)) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < policy_.identity.sources_dial_out.size() && !passage.source_out; ++i) {
    if (answers_by(standing, policy_.identity.sources_dial_out[i])) {
      passage.source_out = policy_.identity.sources_dial_out[i];
    }
  }
  policy::DialOutFacts facts;
  facts.answerer = passage.source_out ? policy::Answerer::target : policy::Answerer::none;
  const bool kept = policy::decide(policy_, facts).verdict == policy::Verdict::admit;
  return kept ? std::optional(std::move(passage)) : std::nullopt;
}

std::optional<Passage> Door::dial_out(const Standing& standing) const {
  for (const policy::Moment now : moments_) {
    if (auto passage = dial_out_at(standing, now)) {
      return passage;
    }
  }
  return std::nullopt;
}

Effect effect_of(const Door& door, const Standing& standing, Sort sort) {
  Effect effect;
  effect.push_back((standing.anonymous ? 1U : 0U) + (standing.domain_only ? 2U : 0U) +
                   (can_show(SourceIn::digest, sort) ? 4U : 0U) + (can_show(SourceIn::tls_cert, sort) ? 8U : 0U));
  for (const policy::Moment now : door.moments()) {
    for (const policy::Method method : {policy::Method::dial_in, policy::Method::dial_out}) {
      add_person(effect, door.policy(), person_of(door.policy(), standing, SourceIn::from, method, now));
    }
  }
  effect.insert(effect.end(), standing.trust.begin(), standing.trust.end());
  return effect;
}

}  // namespace confstate::prove
