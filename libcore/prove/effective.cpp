// P5: whether each rule decides something, found by taking it away.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "prove/properties.hpp"

namespace confstate::prove {
namespace {

// What becomes of callers at all moments: how they get in, with whose media, and in which roles.
using Fate = std::vector<std::uint32_t>;

class Trial {
 public:
  explicit Trial(const Subject& subject) : subject_(subject), door_(subject.door()) {}

  // True where taking the rule away changes what becomes of that class.
  [[nodiscard]] bool decides(std::uint32_t number, bool allow, std::uint32_t rule) {
    const Standing& standing = subject_.standings()[number];
    const Sort sort = subject_.census().classes[number].sort;
    Standing without = standing;
    std::erase(allow ? without.allow : without.deny, rule);
    const Fate with_rule = fate(standing, sort);
    const Fate without_rule = fate(without, sort);
    const bool gets_in = std::ranges::any_of(with_rule, [](std::uint32_t one) { return one != 0; }) ||
                         std::ranges::any_of(without_rule, [](std::uint32_t one) { return one != 0; });
    if (with_rule != without_rule || (gets_in && roles_of(standing) != roles_of(without))) {
      return true;
    }
    if (allow) {
      return false;
    }
    const auto [at, is_new] =
        spoilt_.try_emplace({effect_of(door_, standing, sort), effect_of(door_, without, sort)}, false);
    at->second = is_new ? at->first.first != at->first.second && spoils(standing, without) : at->second;
    return at->second;
  }

 private:
  const Fate& fate(const Standing& standing, Sort sort) {
    const auto [at, is_new] = fates_.try_emplace(effect_of(door_, standing, sort));
    if (is_new) {
      for (const policy::Moment& now : door_.moments()) {
        at->second.push_back(fate_at(standing, sort, now));
      }
    }
    return at->second;
  }

  [[nodiscard]] std::uint32_t fate_at(const Standing& standing, Sort sort, const policy::Moment& now) const {
    const auto& sources = subject_.policy().identity.sources_dial_in;
    std::uint32_t fate = door_.dial_out_at(standing, now) ? 1 : 0;
    for (std::size_t i = 0; i < sources.size() && fate < 2; ++i) {
      if (!can_show(sources[i], sort)) {
        continue;
      }
      if (const auto passage = door_.dial_in_by(standing, sources[i], std::span(&now, 1))) {
        fate += 2 + 2 * own_media(passage->facts.persons.front().allow_rule);
      }
    }
    return fate;
  }

  [[nodiscard]] std::uint32_t own_media(std::int32_t rule) const {
    const auto& allow = subject_.policy().membership.allow;
    return rule >= 0 && allow[static_cast<std::size_t>(rule)].media ? static_cast<std::uint32_t>(rule) + 1 : 0;
  }

  [[nodiscard]] std::set<std::string> roles_of(const Standing& standing) const {
    std::set<std::string> roles;
    for (const std::uint32_t rule : standing.allow) {
      const auto& named = subject_.policy().membership.allow[rule].roles;
      roles.insert(named.begin(), named.end());
    }
    for (const std::uint32_t role : standing.roles) {
      roles.insert(subject_.policy().roles[role].name);
    }
    return roles;
  }

  // A denied identity beside somebody who may come in spoils his request.
  [[nodiscard]] bool spoils(const Standing& standing, const Standing& without) const {
    for (const std::uint32_t first : subject_.firsts()) {
      const std::optional<Passage>& passage = subject_.passage(first);
      if (!passage || passage->by_dial_out) {
        continue;
      }
      for (const policy::SourceIn source :
           {policy::SourceIn::pai, policy::SourceIn::passport, policy::SourceIn::digest}) {
        if (lets_in_beside(*passage, without, source) != lets_in_beside(*passage, standing, source)) {
          return true;
        }
      }
    }
    return false;
  }
  [[nodiscard]] bool lets_in_beside(const Passage& passage, const Standing& standing, policy::SourceIn source) const {
    const auto person = door_.claimed(standing, source, passage.neighbour, passage.now);
    policy::DialInFacts facts = passage.facts;
    if (person) {
      facts.persons.push_back(*person);
    }
    return admits(subject_.policy(), facts);
  }

  const Subject& subject_;
  const Door& door_;
  std::map<Effect, Fate> fates_;
  std::map<std::pair<Effect, Effect>, bool> spoilt_;
};

// Rules of one list that decide nothing for any class.
std::vector<std::size_t> idle_rules(const Subject& subject, Trial& trial, bool allow) {
  const policy::Membership& membership = subject.policy().membership;
  std::vector<bool> decides(allow ? membership.allow.size() : membership.deny.size(), false);
  for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
    const Standing& standing = subject.standings()[i];
    for (const std::uint32_t rule : allow ? standing.allow : standing.deny) {
      decides[rule] = decides[rule] || trial.decides(i, allow, rule);
    }
  }
  std::vector<std::size_t> idle;
  for (std::size_t i = 0; i < decides.size(); ++i) {
    if (!decides[i]) {
      idle.push_back(i);
    }
  }
  return idle;
}

// The first caller whom a rule names.
std::string first_named(const Subject& subject, bool allow, std::size_t rule) {
  for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
    const Standing& standing = subject.standings()[i];
    if (std::ranges::binary_search(allow ? standing.allow : standing.deny, static_cast<std::uint32_t>(rule))) {
      return subject.name(i);
    }
  }
  return {};
}

}  // namespace

Proof prove_effective(const Subject& subject) {
  Proof proof;
  proof.property = Property::p5;
  proof.checked = subject.census().classes.size();
  proof.reason = subject.undecided();
  if (!proof.reason.empty()) {
    return proof;
  }
  Trial trial(subject);
  std::vector<std::string> names;
  for (const bool allow : {true, false}) {
    const auto& rules = allow ? subject.policy().membership.allow : subject.policy().membership.deny;
    for (const std::size_t rule : idle_rules(subject, trial, allow)) {
      Witness witness;
      witness.rule =
          rules[rule].id.empty() ? fmt::format("{} rule {}", allow ? "allow" : "deny", rule + 1) : rules[rule].id;
      witness.who = first_named(subject, allow, rule);
      names.push_back(witness.rule);
      proof.witnesses.push_back(std::move(witness));
    }
  }
  proof.outcome = names.empty() ? Outcome::proven : Outcome::refuted;
  if (!names.empty()) {
    proof.reason = fmt::format("without {} every decision would be the same", fmt::join(names, ", or without "));
  }
  return proof;
}

}  // namespace confstate::prove
