// P10, P11 and P12: laws of the decision itself.
#include <algorithm>

#include "prove/facts.hpp"
#include "prove/offers.hpp"
#include "prove/properties.hpp"

namespace confstate::prove {
namespace {

using policy::DialInFacts;
using policy::Truth;
using policy::Verdict;

// The code that belongs to a verdict.
bool fits(const policy::Outcome& outcome) {
  switch (outcome.verdict) {
    case Verdict::admit:
    case Verdict::admit_partial:
      return outcome.code == 200 && outcome.stage == policy::Stage::admitted;
    case Verdict::lobby:
      return outcome.code == 182;
    case Verdict::challenge:
      return outcome.code == 401;
    case Verdict::reject:
      return outcome.code >= 400 && outcome.code < 700 && outcome.stage != policy::Stage::admitted;
    case Verdict::indeterminate:
      return outcome.code == 0;
    case Verdict::defer_cancel:
    case Verdict::cancel:
    case Verdict::ack_bye:
    case Verdict::bye:
    case Verdict::hold:
    case Verdict::none:
      break;
  }
  return false;
}

void refute(Proof& proof, std::string reason, const DialInFacts& facts) {
  if (proof.outcome != Outcome::refuted) {
    Witness witness;
    witness.asks = "dial-in";
    witness.who = "a caller";
    witness.besides = describe(facts);
    proof.outcome = Outcome::refuted;
    proof.reason = std::move(reason);
    proof.witnesses.push_back(std::move(witness));
  }
}

Proof begin_law(Property property) {
  Proof proof;
  proof.property = property;
  proof.outcome = Outcome::proven;
  return proof;
}

// More evidence of who calls: what was unknown about a person turns out well, or another identity is shown that may
// come in as well and brings the same media.
std::vector<DialInFacts> with_more(const policy::Policy& policy, const DialInFacts& facts) {
  std::vector<DialInFacts> more;
  for (std::size_t i = 0; i < facts.persons.size(); ++i) {
    const policy::Person& person = facts.persons[i];
    if (person.proven == Truth::unknown && person.denied == Truth::no && person.allowed == Truth::yes) {
      more.push_back(facts);
      more.back().persons[i].proven = Truth::yes;
    }
  }
  policy::Person another;
  another.allowed = Truth::yes;
  for (std::size_t i = 0; i < policy.identity.sources_dial_in.size(); ++i) {
    another.source = policy.identity.sources_dial_in[i];
    more.push_back(facts);
    more.back().persons.push_back(another);
    more.push_back(facts);
    more.back().persons.insert(more.back().persons.begin(), another);
  }
  return more;
}

}  // namespace

Proof prove_total(const policy::Policy& policy) {
  Proof proof = begin_law(Property::p10);
  for_each_case(policy, [&](const DialInFacts& facts) {
    ++proof.checked;
    const policy::Outcome outcome = policy::decide_quickly(policy, facts);
    if (!fits(outcome)) {
      refute(proof, "a request has a decision that is none", facts);
    }
    // The long way is asked now and then: it says why, and takes its time.
    if (proof.checked % 64 == 0) {
      const policy::Decision decision = policy::decide(policy, facts);
      const bool same = decision.verdict == outcome.verdict && decision.code == outcome.code;
      if (!same && decision.verdict != Verdict::indeterminate) {
        refute(proof, "a request has two decisions", facts);
      }
    }
  });
  return proof;
}

// A policy that refuses whoever shows two identities is not monotone, and says so: identity.conflict=reject.
Proof prove_monotone(const policy::Policy& policy) {
  Proof proof = begin_law(Property::p11);
  for_each_case(policy, [&](const DialInFacts& facts) {
    if (facts.persons.size() > 1 || !admits(policy, facts)) {
      return;
    }
    for (const DialInFacts& more : with_more(policy, facts)) {
      ++proof.checked;
      if (!admits(policy, more)) {
        refute(proof, "a second identity that may come in as well turns admission into refusal", more);
      }
    }
  });
  return proof;
}

// Whatever is unknown, one at a time: where it decides, the decision must not be admission.
Proof prove_fail_closed(const policy::Policy& policy) {
  Proof proof = begin_law(Property::p12);
  for_each_case(policy, [&](const DialInFacts& facts) {
    if (!has_unknown(facts)) {
      return;
    }
    ++proof.checked;
    if (!admits(policy, facts)) {
      return;
    }
    for (const DialInFacts& known : settled(facts)) {
      if (!admits(policy, known)) {
        refute(proof, "something unknown decides, and the caller is admitted all the same", facts);
      }
    }
  });
  return proof;
}

}  // namespace confstate::prove
