// P2 and P3: which media is taken, and which legs that the focus calls are kept.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "prove/offers.hpp"
#include "prove/properties.hpp"

namespace confstate::prove {
namespace {

using policy::Answerer;
using policy::Truth;

// A line that is taken although nothing secures it; the plainest first.
std::optional<policy::MediaLine> insecure_line(const policy::Media& media, std::uint64_t& checked) {
  const std::array<const policy::Media*, 1> sections{&media};
  for (std::size_t type = 0; type < policy::kMediaTypes.size(); ++type) {
    std::vector<policy::MediaLine> lines = lines_of(static_cast<policy::MediaType>(type), sections);
    std::ranges::reverse(lines);
    checked += lines.size();
    for (const policy::MediaLine& line : lines) {
      const policy::LineDecision decision = policy::decide_line(media, line);
      if (decision.taken == Truth::yes && !is_secured(line, decision)) {
        return line;
      }
    }
  }
  return std::nullopt;
}

// True where the line is taken within a whole offer that is not refused.
bool survives_in_offer(const policy::Media& media, const policy::MediaLine& line) {
  std::vector<policy::MediaLine> offer = acceptable_offer(media).value_or(std::vector<policy::MediaLine>());
  std::erase_if(offer, [&](const policy::MediaLine& other) { return other.type == line.type; });
  offer.insert(offer.begin(), line);
  const policy::OfferDecision decision = policy::decide_offer(media, offer);
  return decision.refused == Truth::no && decision.lines.front().taken == Truth::yes;
}

const policy::Media& section_of(const policy::Policy& policy, std::int32_t rule) {
  const auto& allow = policy.membership.allow;
  const bool own = rule >= 0 && allow[static_cast<std::size_t>(rule)].media.has_value();
  return own ? *allow[static_cast<std::size_t>(rule)].media : policy.media;
}

std::int32_t rule_of_media(const Subject& subject, std::uint32_t number, const Passage& passage) {
  const policy::Method method = passage.by_dial_out ? policy::Method::dial_out : policy::Method::dial_in;
  const policy::Person person =
      person_of(subject.policy(), subject.standings()[number], policy::SourceIn::from, method, passage.now);
  const bool own = person.allow_rule >= 0 &&
                   subject.policy().membership.allow[static_cast<std::size_t>(person.allow_rule)].media.has_value();
  return own ? person.allow_rule : -1;
}

// Refutes P2 with the media of somebody who gets in.
bool refute_media(Proof& proof, const Subject& subject, const Passage& passage, std::int32_t rule, std::string who) {
  const policy::Media& media = section_of(subject.policy(), rule);
  const std::optional<policy::MediaLine> line = insecure_line(media, proof.checked);
  if (!line || !survives_in_offer(media, *line)) {
    return false;
  }
  Witness witness = witness_of(subject.door(), subject.neighbours(), passage, std::move(who));
  witness.media = describe(*line);
  proof.outcome = Outcome::refuted;
  proof.reason = "an insecure line is accepted";
  proof.witnesses.push_back(std::move(witness));
  return true;
}

// Somebody whom the focus may not have in, as far as calling goes.
std::optional<std::uint32_t> stranger(const Subject& subject) {
  for (const std::uint32_t first : subject.firsts()) {
    const Standing& standing = subject.standings()[first];
    const policy::Person person = person_of(subject.policy(), standing, policy::SourceIn::from,
                                            policy::Method::dial_out, subject.door().moments().front());
    const bool listed = subject.policy().membership.mode != policy::Mode::closed || person.allowed == Truth::yes;
    if (!standing.anonymous && (!listed || person.denied == Truth::yes)) {
      return first;
    }
  }
  return std::nullopt;
}

// Who may be called: somebody who is listed, and, where all may be called, somebody who is not.
struct Targets {
  std::optional<std::uint32_t> listed;
  std::optional<std::uint32_t> unlisted;
  policy::Moment now;
};

Targets targets_of(const Subject& subject) {
  Targets out;
  for (const std::uint32_t first : subject.firsts()) {
    const Standing& standing = subject.standings()[first];
    for (const policy::Moment now : subject.door().moments()) {
      if (!subject.door().is_target(standing, now)) {
        continue;
      }
      const policy::Person person =
          person_of(subject.policy(), standing, policy::SourceIn::from, policy::Method::dial_out, now);
      const bool listed = subject.policy().membership.mode != policy::Mode::closed || person.allowed == Truth::yes;
      std::optional<std::uint32_t>& slot = listed ? out.listed : out.unlisted;
      slot = slot ? slot : std::optional(first);
    }
  }
  return out;
}

// All that a call of the focus may meet.
template <class Look>
void for_each_call(Look look) {
  for (const Answerer answerer :
       {Answerer::none, Answerer::other_not_allowed, Answerer::unknown, Answerer::other_allowed, Answerer::target}) {
    for (const Truth diverted : {Truth::no, Truth::unknown, Truth::yes}) {
      for (const policy::Phase phase :
           {policy::Phase::asked, policy::Phase::provisional, policy::Phase::answered, policy::Phase::confirmed}) {
        for (const bool over : {true, false}) {
          policy::DialOutFacts facts;
          facts.answerer = answerer;
          facts.diverted = diverted;
          facts.phase = phase;
          facts.grace_over = over;
          look(facts);
        }
      }
    }
  }
}

bool is_copied(policy::SourceOut source) {
  return source == policy::SourceOut::to || source == policy::SourceOut::contact;
}

// A source that says what the focus itself asked for: whoever answers counts as the target.
std::optional<policy::SourceOut> believed_copy(const policy::Policy& policy) {
  for (std::size_t i = 0; i < policy.identity.sources_dial_out.size(); ++i) {
    if (is_copied(policy.identity.sources_dial_out[i])) {
      return policy.identity.sources_dial_out[i];
    }
  }
  return std::nullopt;
}

void refute_call(Proof& proof, std::string reason, std::string target, std::string answered_by, std::string source) {
  Witness witness;
  witness.who = std::move(target);
  witness.asks = "dial-out";
  witness.answered_by = std::move(answered_by);
  witness.source = std::move(source);
  proof.outcome = Outcome::refuted;
  proof.reason = std::move(reason);
  proof.witnesses.push_back(std::move(witness));
}

void look_at_call(Proof& proof, const Subject& subject, const policy::DialOutFacts& facts, const std::string& target) {
  ++proof.checked;
  const bool known = facts.answerer == Answerer::target || facts.answerer == Answerer::other_allowed;
  if (proof.outcome == Outcome::refuted || known ||
      policy::decide(subject.policy(), facts).verdict != policy::Verdict::admit) {
    return;
  }
  const std::optional<std::uint32_t> other = stranger(subject);
  if (facts.answerer == Answerer::none || !other) {
    refute_call(proof, "a leg is kept although nobody says who answered", target, "somebody without identity", {});
  } else {
    refute_call(proof, "a leg is kept although somebody else answered", target, subject.name(*other), {});
  }
}

}  // namespace

Proof prove_secured(const Subject& subject) {
  Proof proof;
  proof.property = Property::p2;
  std::set<std::int32_t> met;
  for (std::uint32_t i = 0; i < subject.standings().size(); ++i) {
    const std::optional<Passage>& passage = subject.passage(i);
    if (!passage || !met.insert(rule_of_media(subject, i, *passage)).second) {
      continue;
    }
    if (refute_media(proof, subject, *passage, rule_of_media(subject, i, *passage), subject.name(i))) {
      return proof;
    }
  }
  if (const auto passage = subject.door().nameless(); passage && met.insert(-1).second) {
    if (refute_media(proof, subject, *passage, -1, {})) {
      return proof;
    }
  }
  proof.reason = subject.undecided();
  proof.outcome = proof.reason.empty() ? Outcome::proven : Outcome::undecided;
  return proof;
}

// P3. To and Contact of a response are the focus's own words or a device: they prove nothing.
Proof prove_answered(const Subject& subject) {
  Proof proof;
  proof.property = Property::p3;
  const Targets targets = targets_of(subject);
  const policy::Policy& policy = subject.policy();
  if (targets.unlisted) {
    refute_call(proof, "everybody may be called, listed or not", subject.name(*targets.unlisted), {}, {});
    return proof;
  }
  if (targets.listed) {
    const std::string target = subject.name(*targets.listed);
    for_each_call([&](const policy::DialOutFacts& facts) { look_at_call(proof, subject, facts, target); });
    const auto copy = believed_copy(policy);
    const auto other = stranger(subject);
    if (proof.outcome != Outcome::refuted && copy && other && policy.cdiv.policy != policy::Cdiv::ignore) {
      refute_call(
          proof,
          fmt::format("the leg is kept because {} is believed, which does not say who answered", policy::word(*copy)),
          target, subject.name(*other), std::string(policy::word(*copy)));
    }
  }
  if (proof.outcome == Outcome::refuted) {
    return proof;
  }
  proof.reason = subject.undecided();
  proof.outcome = proof.reason.empty() ? Outcome::proven : Outcome::undecided;
  return proof;
}

}  // namespace confstate::prove
