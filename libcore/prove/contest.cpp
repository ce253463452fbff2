#include "prove/contest.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace confstate::prove {
namespace {

using policy::Answerer;
using policy::SourceIn;
using policy::Truth;

// Identities that are put beside each other in one request; more than that many different ones are not.
constexpr std::size_t kPaired = 48;

// Circumstances that a request has beside its moment, its neighbour and its signature: known ones, one at a time.
std::vector<Change> known_changes() {
  std::vector<Change> changes;
  const auto add = [&](Truth policy::DialInFacts::*fact, Truth value) {
    changes.emplace_back([=](policy::DialInFacts& facts) { facts.*fact = value; });
  };
  add(&policy::DialInFacts::sips, Truth::no);
  add(&policy::DialInFacts::banned, Truth::yes);
  add(&policy::DialInFacts::in_window, Truth::no);
  add(&policy::DialInFacts::locked, Truth::yes);
  add(&policy::DialInFacts::full, Truth::yes);
  add(&policy::DialInFacts::legs_used, Truth::yes);
  add(&policy::DialInFacts::moderator_present, Truth::no);
  for (const policy::Way way : {policy::Way::join, policy::Way::replaces}) {
    for (const Truth own : {Truth::yes, Truth::no}) {
      changes.emplace_back([=](policy::DialInFacts& facts) {
        facts.way = way;
        facts.same_user = own;
      });
    }
  }
  return changes;
}

policy::Media const* section(const policy::Policy& policy, const Standing& standing, const Passage& passage) {
  const policy::Method method = passage.by_dial_out ? policy::Method::dial_out : policy::Method::dial_in;
  const policy::Person person = person_of(policy, standing, SourceIn::from, method, passage.now);
  const auto& allow = policy.membership.allow;
  const bool own = person.allow_rule >= 0 && allow[static_cast<std::size_t>(person.allow_rule)].media.has_value();
  return own ? &*allow[static_cast<std::size_t>(person.allow_rule)].media : &policy.media;
}

}  // namespace

Contest::Contest(const policy::Policy& first, const policy::Policy& second)
    : policies_{&first, &second},
      census_(take_census(policies_)),
      neighbours_(neighbours_of(policies_)),
      doors_{Door(first, 0, neighbours_, moments_of(policies_)), Door(second, 1, neighbours_, moments_of(policies_))},
      changes_(known_changes()) {
  std::set<Effect> met;
  for (std::uint32_t i = 0; i < census_.classes.size(); ++i) {
    Effect both;
    for (std::size_t policy = 0; policy < 2; ++policy) {
      standings_[policy].push_back(standing_of(census_, policy, *policies_[policy], census_.classes[i]));
      const Effect one = effect_of(doors_[policy], standings_[policy].back(), census_.classes[i].sort);
      both.push_back(static_cast<std::uint32_t>(one.size()));
      both.insert(both.end(), one.begin(), one.end());
    }
    if (met.insert(std::move(both)).second) {
      firsts_.push_back(i);
      for (std::size_t policy = 0; policy < 2; ++policy) {
        auto passage = doors_[policy].dial_in(standings_[policy].back(), census_.classes[i].sort);
        passages_[policy].push_back(passage ? passage : doors_[policy].dial_out(standings_[policy].back()));
      }
    }
  }
}

std::string Contest::undecided() const {
  if (!census_.undecided.empty()) {
    return census_.undecided;
  }
  if (!census_.all_numbers) {
    return "more than 65536 pairs of numbers and hosts";
  }
  if (!neighbours_.complete) {
    return "more neighbours than can be told apart";
  }
  return telling_claims().size() > kPaired ? "more kinds of callers than can be put beside each other" : "";
}

std::string Contest::name(std::size_t policy, std::uint32_t first) const {
  return canonical_of(*policies_[policy], census_.classes[firsts_[first]].uri);
}

policy::DialInFacts Contest::facts_of(std::size_t policy, const Request& request) const {
  const Door& door = doors_[policy];
  policy::DialInFacts facts = door.good_call(request.now, request.neighbour);
  facts.signature = request.signature;
  facts.from_anonymous = request.from_anonymous;
  facts.privacy = request.privacy;
  std::int32_t rule = -1;
  const auto& sources = policies_[policy]->identity.sources_dial_in;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (const Claim& claim : request.claims) {
      if (claim.source != sources[i]) {
        continue;
      }
      if (const auto person =
              door.claimed(standing(policy, claim.first), claim.source, request.neighbour, request.now)) {
        rule = facts.persons.empty() ? person->allow_rule : rule;
        facts.persons.push_back(*person);
      }
    }
  }
  facts.lines = door.offer(rule).value_or(std::vector<policy::MediaLine>());
  return facts;
}

bool Contest::lets_in(std::size_t policy, const Request& request, const Change* change) const {
  policy::DialInFacts facts = facts_of(policy, request);
  if (change != nullptr) {
    (*change)(facts);
  }
  return admits(*policies_[policy], facts);
}

Witness Contest::witness_of(const Request& request, std::size_t policy, const policy::DialInFacts& facts) const {
  Passage passage;
  passage.facts = facts;
  passage.neighbour = request.neighbour;
  passage.now = request.now;
  if (!request.claims.empty()) {
    passage.source = request.claims.front().source;
  }
  Witness witness =
      prove::witness_of(doors_[policy], neighbours_, passage,
                        request.claims.empty() ? std::string() : name(policy, request.claims.front().first));
  if (request.claims.size() > 1) {
    witness.besides =
        fmt::format("{} by {}", name(policy, request.claims[1].first), policy::word(request.claims[1].source));
  }
  policy::DialInFacts others = facts;
  others.persons.clear();
  others.transport = policy::Transport::tls;
  witness.circumstances = describe(others);
  if (request.signature == policy::Signature::invalid) {
    witness.circumstances += witness.circumstances.empty() ? "a signature that does not hold" : "; a bad signature";
  }
  return witness;
}

std::optional<Witness> Contest::difference(std::size_t one, const Request& request) const {
  if (!lets_in(one, request, nullptr) || lets_in(1 - one, request, nullptr)) {
    return std::nullopt;
  }
  return witness_of(request, one, facts_of(one, request));
}

// Each remaining circumstance is asked by a stage of its own, so one request that is let in is enough to try them.
std::optional<Witness> Contest::by_circumstance(std::size_t one, const Request& request) const {
  for (const Change& change : changes_) {
    if (lets_in(one, request, &change) && !lets_in(1 - one, request, &change)) {
      policy::DialInFacts facts = facts_of(one, request);
      change(facts);
      return witness_of(request, one, facts);
    }
  }
  return std::nullopt;
}

std::optional<Witness> Contest::with_claims(std::size_t one, const std::vector<Claim>& claims) const {
  const bool is_signed =
      std::ranges::any_of(claims, [](const Claim& claim) { return claim.source == SourceIn::passport; });
  const bool hides =
      std::ranges::any_of(claims, [&](const Claim& claim) { return standing(one, claim.first).anonymous; });
  bool tried = false;
  for (const policy::Moment now : doors_[one].moments()) {
    for (std::size_t neighbour = 0; neighbour < neighbours_.all.size(); ++neighbour) {
      for (const policy::Signature signature :
           {policy::Signature::absent, policy::Signature::valid, policy::Signature::invalid}) {
        if (is_signed && signature != policy::Signature::valid) {
          continue;
        }
        for (unsigned flags = hides ? 1 : 0; flags < 4; ++flags) {
          const Request request{
              claims, neighbour, now, signature, policy::truth((flags & 1U) != 0), policy::truth((flags & 2U) != 0)};
          if (auto found = difference(one, request)) {
            return found;
          }
          if (!tried && lets_in(one, request, nullptr)) {
            tried = true;
            if (auto found = by_circumstance(one, request)) {
              return found;
            }
          }
        }
      }
    }
  }
  return std::nullopt;
}

// One claim for each pair of persons that the two policies make of it.
std::vector<Contest::Claim> Contest::telling_claims() const {
  std::vector<Claim> claims;
  std::set<std::vector<int>> met;
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    for (const SourceIn source :
         {SourceIn::passport, SourceIn::pai, SourceIn::digest, SourceIn::tls_cert, SourceIn::from}) {
      std::vector<int> seen{static_cast<int>(source)};
      for (std::size_t policy = 0; policy < 2; ++policy) {
        for (const policy::Moment now : doors_[policy].moments()) {
          const policy::Person person =
              person_of(*policies_[policy], standing(policy, first), source, policy::Method::dial_in, now);
          seen.push_back(static_cast<int>(person.allowed) * 4 + static_cast<int>(person.denied) +
                         (standing(policy, first).trust.empty() ? 0 : 16) + (person.anonymous == Truth::yes ? 32 : 0));
        }
      }
      const bool read =
          policies_[0]->identity.sources_dial_in.has(source) || policies_[1]->identity.sources_dial_in.has(source);
      if (read && can_show(source, sort(first)) && met.insert(std::move(seen)).second) {
        claims.push_back({first, source});
      }
    }
  }
  return claims;
}

// Two identities in one request: no rule about conflicts needs more to show what it does.
std::optional<Witness> Contest::with_pairs(std::size_t one) const {
  std::vector<Claim> claims = telling_claims();
  claims.resize(std::min(claims.size(), kPaired));
  for (const Claim& first : claims) {
    for (const Claim& second : claims) {
      if (first.first == second.first) {
        continue;
      }
      for (std::size_t neighbour = 0; neighbour < neighbours_.all.size(); ++neighbour) {
        Request request;
        request.claims = {first, second};
        request.neighbour = neighbour;
        request.now = doors_[one].moments().back();
        const bool is_signed = first.source == SourceIn::passport || second.source == SourceIn::passport;
        request.signature = is_signed ? policy::Signature::valid : policy::Signature::absent;
        for (const policy::Moment now : doors_[one].moments()) {
          request.now = now;
          if (auto found = difference(one, request)) {
            return found;
          }
        }
      }
    }
  }
  return std::nullopt;
}

policy::DialOutFacts Contest::call_facts(std::size_t policy, std::uint32_t target, std::uint32_t answerer,
                                         std::optional<policy::SourceOut> source, policy::Moment now) const {
  const Door& door = doors_[policy];
  policy::DialOutFacts facts;
  facts.target_allowed = policy::truth(door.is_target(standing(policy, target), now));
  facts.answerer = Answerer::none;
  if (!source || !policies_[policy]->identity.sources_dial_out.has(*source) ||
      !door.answers_by(standing(policy, answerer), *source)) {
    return facts;
  }
  if (target == answerer || *source == policy::SourceOut::to || *source == policy::SourceOut::contact) {
    facts.answerer = Answerer::target;
    return facts;
  }
  const policy::Person person =
      person_of(*policies_[policy], standing(policy, answerer), SourceIn::from, policy::Method::dial_out, now);
  const bool listed = policies_[policy]->membership.mode != policy::Mode::closed || person.allowed == Truth::yes;
  const bool may = listed && person.denied == Truth::no && is_somebody(*policies_[policy], standing(policy, answerer));
  facts.answerer = may ? Answerer::other_allowed : Answerer::other_not_allowed;
  return facts;
}

std::optional<Witness> Contest::called_at(std::size_t one, std::uint32_t target, policy::Moment now) const {
  std::vector<std::optional<policy::SourceOut>> sources{std::nullopt};
  for (const policy::Policy* policy : policies_) {
    for (std::size_t i = 0; i < policy->identity.sources_dial_out.size(); ++i) {
      sources.emplace_back(policy->identity.sources_dial_out[i]);
    }
  }
  const auto keeps = [&](std::size_t policy, std::uint32_t answerer, std::optional<policy::SourceOut> source,
                         Truth diverted) {
    policy::DialOutFacts facts = call_facts(policy, target, answerer, source, now);
    facts.diverted = diverted;
    return facts.target_allowed == Truth::yes &&
           policy::decide(*policies_[policy], facts).verdict == policy::Verdict::admit;
  };
  for (std::uint32_t answerer = 0; answerer < firsts_.size(); ++answerer) {
    for (const auto& source : sources) {
      for (const Truth diverted : {Truth::no, Truth::yes}) {
        if (keeps(one, answerer, source, diverted) && !keeps(1 - one, answerer, source, diverted)) {
          Witness witness;
          witness.who = name(one, target);
          witness.asks = "dial-out";
          witness.answered_by = !source ? "somebody without identity" : name(one, answerer);
          witness.source = source ? policy::word(*source) : "none";
          witness.circumstances = diverted == Truth::yes ? "the call is diverted" : "";
          return witness;
        }
      }
    }
  }
  return std::nullopt;
}

std::optional<Witness> Contest::called(std::size_t one) const {
  for (std::uint32_t target = 0; target < firsts_.size(); ++target) {
    for (const policy::Moment now : doors_[one].moments()) {
      if (!doors_[one].is_target(standing(one, target), now)) {
        continue;
      }
      if (auto found = called_at(one, target, now)) {
        return found;
      }
    }
  }
  return std::nullopt;
}

std::optional<Witness> Contest::only(std::size_t one) const {
  if (auto found = with_claims(one, {})) {
    return found;
  }
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    for (std::size_t i = 0; i < policies_[one]->identity.sources_dial_in.size(); ++i) {
      const SourceIn source = policies_[one]->identity.sources_dial_in[i];
      if (!can_show(source, sort(first))) {
        continue;
      }
      if (auto found = with_claims(one, {{first, source}})) {
        return found;
      }
    }
  }
  if (auto found = with_pairs(one)) {
    return found;
  }
  return called(one);
}

Contest::Request Contest::good_call(const Claim& claim, std::size_t neighbour, policy::Moment now) const {
  Request request;
  request.claims = {claim};
  request.neighbour = neighbour;
  request.now = now;
  const bool needs_signature = policies_[0]->identity.passport.required || policies_[1]->identity.passport.required;
  request.signature =
      claim.source == SourceIn::passport || needs_signature ? policy::Signature::valid : policy::Signature::absent;
  request.from_anonymous = policy::truth(census_.classes[firsts_[claim.first]].anonymous);
  return request;
}

std::optional<Witness> Contest::only_in_good_call(std::size_t one) const {
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    for (std::size_t i = 0; i < policies_[one]->identity.sources_dial_in.size(); ++i) {
      const Claim claim{first, policies_[one]->identity.sources_dial_in[i]};
      for (std::size_t neighbour = 0; can_show(claim.source, sort(first)) && neighbour < neighbours_.all.size();
           ++neighbour) {
        for (const policy::Moment now : doors_[one].moments()) {
          if (auto found = difference(one, good_call(claim, neighbour, now))) {
            return found;
          }
        }
      }
    }
  }
  return std::nullopt;
}

bool Contest::calls(std::size_t policy, std::uint32_t first) const {
  for (std::size_t i = 0; i < policies_[policy]->identity.sources_dial_in.size(); ++i) {
    const Claim claim{first, policies_[policy]->identity.sources_dial_in[i]};
    for (std::size_t neighbour = 0; can_show(claim.source, sort(first)) && neighbour < neighbours_.all.size();
         ++neighbour) {
      for (const policy::Moment now : doors_[policy].moments()) {
        if (lets_in(policy, good_call(claim, neighbour, now), nullptr)) {
          return true;
        }
      }
    }
  }
  return false;
}

bool Contest::calls_both() const {
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    if (calls(0, first) && calls(1, first)) {
      return true;
    }
  }
  return false;
}

std::optional<std::string> Contest::in_both() const {
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    if (passage(0, first) && passage(1, first)) {
      return name(0, first);
    }
  }
  return std::nullopt;
}

std::vector<Contest::Sections> Contest::sections() const {
  std::vector<Sections> out;
  std::set<std::pair<const policy::Media*, const policy::Media*>> met;
  for (std::uint32_t first = 0; first < firsts_.size(); ++first) {
    if (passage(0, first) && passage(1, first)) {
      const policy::Media* a = section(*policies_[0], standing(0, first), *passage(0, first));
      const policy::Media* b = section(*policies_[1], standing(1, first), *passage(1, first));
      if (met.emplace(a, b).second) {
        out.push_back({{a, b}, name(0, first)});
      }
    }
  }
  return out;
}

}  // namespace confstate::prove
