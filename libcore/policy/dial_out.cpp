#include <utility>

#include "policy/decide.hpp"

namespace confstate::policy {
namespace {

DialOutDecision row(std::string_view name, Verdict verdict, std::string_view pointer) {
  DialOutDecision decision;
  decision.row = name;
  decision.verdict = verdict;
  decision.pointer = pointer;
  return decision;
}

// How a leg that must not be is ended, at each phase (RFC 3261 sections 9.1, 13.2.2.4, 15).
DialOutDecision end_leg(Phase phase, std::string_view pointer) {
  switch (phase) {
    case Phase::asked:
      return row("O9", Verdict::defer_cancel, pointer);
    case Phase::provisional:
      return row("O3", Verdict::cancel, pointer);
    case Phase::answered:
      return row("O4", Verdict::ack_bye, pointer);
    case Phase::confirmed:
      break;
  }
  return row("O5", Verdict::bye, pointer);
}

// Nobody said who answers: cdiv.noIdentity rules what becomes of the leg.
DialOutDecision unless_excused(const Policy& policy, DialOutDecision strict) {
  if (policy.cdiv.no_identity == NoIdentity::terminate) {
    return strict;
  }
  strict.verdict = policy.cdiv.no_identity == NoIdentity::hold ? Verdict::hold : Verdict::admit;
  strict.pointer = "/cdiv/noIdentity";
  return strict;
}

DialOutDecision without_identity(const Policy& policy, const DialOutFacts& facts) {
  if (facts.phase == Phase::asked) {
    return row("O7", Verdict::none, "/cdiv/decideNoIdentityAt");
  }
  if (facts.phase == Phase::provisional) {
    if (facts.diverted == Truth::yes) {
      return unless_excused(policy, row("O6", Verdict::cancel, "/cdiv/policy"));
    }
    const bool at_once = policy.cdiv.decide_at == DecideAt::first_18x;
    return at_once ? unless_excused(policy, row("O7", Verdict::cancel, "/cdiv/decideNoIdentityAt"))
                   : row("O7", Verdict::none, "/cdiv/decideNoIdentityAt");
  }
  const bool waits = policy.cdiv.identity_grace_ms > 0 && !facts.grace_over;
  if (waits) {
    return row("O8", Verdict::hold, "/cdiv/identityGraceMs");
  }
  return unless_excused(
      policy, row("O8", facts.phase == Phase::confirmed ? Verdict::bye : Verdict::ack_bye, "/cdiv/noIdentity"));
}

// The leg may live; it hears nothing before the 2xx.
DialOutDecision admitted(std::string_view name, Phase phase, std::string_view pointer) {
  const bool up = phase == Phase::answered || phase == Phase::confirmed;
  return row(name, up ? Verdict::admit : Verdict::none, pointer);
}

// Two outcomes are left, depending on one question.
DialOutDecision undecided(DialOutDecision one, const DialOutDecision& other, std::string_view need) {
  one.candidates = {{one.verdict, 0, Stage::admitted}, {other.verdict, 0, Stage::admitted}};
  one.needs = {need};
  one.verdict = Verdict::indeterminate;
  return one;
}

DialOutDecision known_answerer(const Policy& policy, const DialOutFacts& facts) {
  switch (facts.answerer) {
    case Answerer::target:
      return admitted("O1", facts.phase, "/cdiv/policy");
    case Answerer::other_allowed:
      break;
    case Answerer::other_not_allowed:
    case Answerer::none:
    case Answerer::unknown:
      return end_leg(facts.phase, "/membership/allow");
  }
  if (policy.cdiv.policy == Cdiv::forbid && facts.diverted != Truth::no) {
    DialOutDecision forbidden = end_leg(facts.phase, "/cdiv/policy");
    forbidden.row = "O2f";
    return facts.diverted == Truth::yes
               ? forbidden
               : undecided(std::move(forbidden), admitted("O2", facts.phase, {}), "whether the call was diverted");
  }
  return admitted("O2", facts.phase, "/membership/allow");
}

DialOutDecision for_listed_target(const Policy& policy, const DialOutFacts& facts) {
  if (policy.cdiv.policy == Cdiv::ignore) {
    return admitted("O12", facts.phase, "/cdiv/policy");
  }
  if (facts.answerer == Answerer::none) {
    return without_identity(policy, facts);
  }
  if (facts.answerer == Answerer::unknown) {
    DialOutDecision open = undecided(without_identity(policy, facts), end_leg(facts.phase, {}),
                                     "whether the neighbour that says who answers is trusted");
    open.candidates.push_back({admitted("O1", facts.phase, {}).verdict, 0, Stage::admitted});
    return open;
  }
  return known_answerer(policy, facts);
}

// The target is not denied.
DialOutDecision for_target(const Policy& policy, const DialOutFacts& facts) {
  if (policy.dial_out.targets == Targets::any || facts.target_allowed == Truth::yes) {
    return for_listed_target(policy, facts);
  }
  DialOutDecision refused = end_leg(facts.phase, "/dialOut/targets");
  return facts.target_allowed == Truth::no
             ? refused
             : undecided(std::move(refused), for_listed_target(policy, facts), "whether the target is listed");
}

}  // namespace

DialOutDecision decide(const Policy& policy, const DialOutFacts& facts) {
  if (!policy.dial_out.enabled) {
    return end_leg(facts.phase, "/dialOut/enabled");
  }
  if (facts.target_denied == Truth::no) {
    return for_target(policy, facts);
  }
  DialOutDecision refused = end_leg(facts.phase, "/membership/deny");
  return facts.target_denied == Truth::yes
             ? refused
             : undecided(std::move(refused), for_target(policy, facts), "whether the target is denied");
}

}  // namespace confstate::policy
