// P1, P4 and P9: who gets in, and who does not.
#include <algorithm>

#include <fmt/format.h>

#include "prove/properties.hpp"

namespace confstate::prove {
namespace {

using policy::SourceIn;
using policy::Truth;

Proof begin_proof(Property property, const Subject& subject) {
  Proof proof;
  proof.property = property;
  proof.checked = subject.census().classes.size();
  proof.reason = subject.undecided();
  return proof;
}

Proof refuted(Proof proof, std::string reason, Witness witness) {
  proof.outcome = Outcome::refuted;
  proof.reason = std::move(reason);
  proof.witnesses.push_back(std::move(witness));
  return proof;
}

// What was not found is proven where everything was looked at.
Proof unless_undecided(Proof proof) {
  proof.outcome = proof.reason.empty() ? Outcome::proven : Outcome::undecided;
  return proof;
}

Witness as_witness(const Subject& subject, const Passage& passage, std::string who) {
  return witness_of(subject.door(), subject.neighbours(), passage, std::move(who));
}

bool has_moderator(const policy::Policy& policy) {
  const auto names = [](const policy::MemberRule& rule) {
    return std::ranges::find(rule.roles, "moderator") != rule.roles.end();
  };
  return std::ranges::any_of(policy.roles, [](const policy::Role& role) { return role.name == "moderator"; }) ||
         std::ranges::any_of(policy.membership.allow, names);
}

bool is_moderator(const Subject& subject, std::uint32_t number) {
  return person_of(subject.policy(), subject.standings()[number], SourceIn::from, policy::Method::dial_in,
                   policy::Moment())
             .moderator == Truth::yes;
}

// A listed user who is not denied and has no way in.
std::optional<std::uint32_t> shut_out(const Subject& subject) {
  for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
    const Standing& standing = subject.standings()[i];
    const bool listed = !standing.allow.empty() && standing.deny.empty() && is_somebody(subject.policy(), standing);
    if (listed && !subject.passage(i)) {
      return i;
    }
  }
  return std::nullopt;
}

// A rule that names somebody, but nobody who is not denied.
std::optional<std::size_t> empty_rule(const Subject& subject) {
  const std::size_t rules = subject.policy().membership.allow.size();
  std::vector<bool> names(rules, false);
  for (const Standing& standing : subject.standings()) {
    for (const std::uint32_t rule : standing.allow) {
      names[rule] = names[rule] || (standing.deny.empty() && is_somebody(subject.policy(), standing));
    }
  }
  const auto found = std::ranges::find(names, false);
  return found == names.end() ? std::nullopt : std::optional<std::size_t>(found - names.begin());
}

std::string rule_name(const policy::MemberRule& rule, std::size_t index) {
  return rule.id.empty() ? fmt::format("allow rule {}", index + 1) : rule.id;
}

// A second identity in the request of somebody who gets in: whether the one asked about gets in with him.
std::optional<Witness> with_another(const Subject& subject, std::uint32_t asked) {
  const Standing& standing = subject.standings()[asked];
  for (const std::uint32_t other : subject.firsts()) {
    const std::optional<Passage>& passage = subject.passage(other);
    if (!passage || passage->by_dial_out) {
      continue;
    }
    for (const SourceIn source : {SourceIn::pai, SourceIn::passport, SourceIn::digest, SourceIn::from}) {
      const auto person = subject.door().claimed(standing, source, passage->neighbour, passage->now);
      if (!person || other == asked || !can_show(source, subject.census().classes[asked].sort)) {
        continue;
      }
      policy::DialInFacts facts = passage->facts;
      facts.persons.push_back(*person);
      if (admits(subject.policy(), facts)) {
        Witness witness = as_witness(subject, *passage, subject.name(other));
        witness.besides = fmt::format("{} by {}", subject.name(asked), policy::word(source));
        return witness;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

// P1: nobody at all, who is unverified, and who is named by his domain alone.
Proof prove_asserted(const Subject& subject) {
  Proof proof = begin_proof(Property::p1, subject);
  if (const auto passage = subject.door().nameless()) {
    const bool hides = passage->facts.from_anonymous == Truth::yes;
    return refuted(std::move(proof),
                   hides ? "who withholds his identity is admitted" : "who shows no identity is admitted",
                   as_witness(subject, *passage, {}));
  }
  for (const std::uint32_t first : subject.firsts()) {
    const Standing& standing = subject.standings()[first];
    if (const auto passage = subject.door().dial_in_by(standing, SourceIn::from, subject.door().moments())) {
      return refuted(std::move(proof), "the From header alone is believed, and anybody can write it",
                     as_witness(subject, *passage, subject.name(first)));
    }
    const std::optional<Passage>& passage = subject.passage(first);
    if (standing.anonymous && passage && !passage->by_dial_out) {
      return refuted(std::move(proof), "a domain alone is enough, whoever calls from there",
                     as_witness(subject, *passage, subject.name(first)));
    }
  }
  return unless_undecided(std::move(proof));
}

// P4. Whom a deny rule names is not counted among the listed.
Proof prove_satisfiable(const Subject& subject) {
  Proof proof = begin_proof(Property::p4, subject);
  const auto joins = [&](std::uint32_t first) { return subject.passage(first).has_value(); };
  if (!proof.reason.empty()) {
    return proof;
  }
  if (std::ranges::none_of(subject.firsts(), joins) && !subject.door().nameless()) {
    Witness nobody;
    nobody.who = "anybody";
    return refuted(std::move(proof), "nobody can ever join", std::move(nobody));
  }
  if (const auto listed = shut_out(subject)) {
    Witness witness;
    witness.who = subject.name(*listed);
    const std::size_t rule = subject.standings()[*listed].allow.front();
    witness.rule = rule_name(subject.policy().membership.allow[rule], rule);
    return refuted(std::move(proof), fmt::format("{} is listed and has no way in", witness.who), witness);
  }
  if (const auto rule = empty_rule(subject)) {
    Witness witness;
    witness.rule = rule_name(subject.policy().membership.allow[*rule], *rule);
    return refuted(std::move(proof), fmt::format("whomever {} names is denied, or it names nobody", witness.rule),
                   witness);
  }
  if (has_moderator(subject.policy())) {
    for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
      if (is_moderator(subject, i) && subject.passage(i)) {
        return unless_undecided(std::move(proof));
      }
    }
    Witness witness;
    witness.who = "moderator";
    return refuted(std::move(proof), "no moderator can ever join", std::move(witness));
  }
  return unless_undecided(std::move(proof));
}

// P9: by calling, by being called, beside somebody else, or by answering a call to somebody else.
Proof prove_shut_out(const Subject& subject) {
  Proof proof = begin_proof(Property::p9, subject);
  const Proof answered = prove_answered(subject);
  for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
    if (subject.standings()[i].asked.empty()) {
      continue;
    }
    if (const std::optional<Passage>& passage = subject.passage(i)) {
      return refuted(std::move(proof), "he gets in", as_witness(subject, *passage, subject.name(i)));
    }
    if (auto witness = with_another(subject, i)) {
      return refuted(std::move(proof), "he gets in beside somebody who may", std::move(*witness));
    }
    if (answered.outcome == Outcome::refuted && !answered.witnesses.front().answered_by.empty()) {
      Witness witness = answered.witnesses.front();
      witness.answered_by = subject.name(i);
      return refuted(std::move(proof), "he gets in by answering a call to somebody else", std::move(witness));
    }
  }
  return unless_undecided(std::move(proof));
}

std::vector<Proof> prove(const policy::Policy& policy, std::span<const Property> properties,
                         const std::optional<Asked>& who) {
  const std::vector<Asked> asked = who ? std::vector<Asked>{*who} : std::vector<Asked>();
  const auto of_decision = [](Property property) {
    return property == Property::p10 || property == Property::p11 || property == Property::p12;
  };
  // Laws of the decision itself ask nothing about callers.
  std::optional<Subject> callers;
  if (!std::ranges::all_of(properties, of_decision)) {
    callers.emplace(policy, asked);
  }
  const auto answer = [&](Property property) {
    if (of_decision(property)) {
      return property == Property::p10   ? prove_total(policy)
             : property == Property::p11 ? prove_monotone(policy)
                                         : prove_fail_closed(policy);
    }
    const Subject& subject = *callers;
    switch (property) {
      case Property::p1:
        return prove_asserted(subject);
      case Property::p2:
        return prove_secured(subject);
      case Property::p3:
        return prove_answered(subject);
      case Property::p4:
        return prove_satisfiable(subject);
      case Property::p5:
        return prove_effective(subject);
      case Property::p9:
      case Property::p10:
      case Property::p11:
      case Property::p12:
        break;
    }
    return prove_shut_out(subject);
  };
  std::vector<Proof> proofs;
  for (const Property property : properties) {
    proofs.push_back(answer(property));
  }
  return proofs;
}

}  // namespace confstate::prove
