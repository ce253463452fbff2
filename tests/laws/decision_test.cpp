// Laws of the decision about a caller, over every combination of what may be known of him and policies of every word:
// it is total and deterministic, what is unknown never admits, and more evidence of identity never turns a caller away.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/random.hpp"
#include "policy/decide.hpp"
#include "support/rounds.hpp"

namespace confstate::policy {
namespace {

// How many values each question has; a case is one choice for each.
constexpr std::array<std::uint32_t, 9> kDials = {
    3,              // From hides the caller
    3,              // Privacy
    4,              // signature
    1 + 2 * 5 * 2,  // first person: none, or proof, kind and source
    1 + 2 * 3,      // second person
    9,              // nothing else, or early, locked, full or banned, each unknown or yes
    3,              // way
    2,              // takeover
    3,              // line
};

using Choice = std::array<std::uint32_t, kDials.size()>;

Truth truth_of(std::uint32_t choice) {
  return static_cast<Truth>(choice);
}

// Kinds: allowed, not allowed, denied, a nameless user of a domain that is allowed, nobody at all.
Person person_of(std::uint32_t choice, SourceIn source) {
  Person person;
  const std::uint32_t kind = choice / 2;
  person.proven = choice % 2 == 0 ? Truth::unknown : Truth::yes;
  person.source = source;
  person.allowed = truth(kind == 0 || kind == 3);
  person.denied = truth(kind == 2);
  person.domain_only = truth(kind == 3);
  person.anonymous = truth(kind >= 3);
  person.moderator = truth(kind == 0 && source == SourceIn::pai);
  return person;
}

DialInFacts facts_of(const Choice& choice) {
  static constexpr std::array kSignatures = {Signature::absent, Signature::valid, Signature::invalid,
                                             Signature::unverified};
  static constexpr std::array kLines = {LineClass::dtls, LineClass::plain, LineClass::unknown};
  DialInFacts facts;
  facts.from_anonymous = truth_of(choice[0]);
  facts.privacy = truth_of(choice[1]);
  facts.signature = kSignatures[choice[2]];
  if (choice[3] != 0) {
    const std::uint32_t person = choice[3] - 1;
    facts.persons.push_back(person_of(person % 10, person < 10 ? SourceIn::passport : SourceIn::pai));
  }
  if (choice[4] != 0) {
    facts.persons.push_back(person_of(choice[4] - 1, SourceIn::digest));
  }
  static constexpr std::array kObstacles = {&DialInFacts::early, &DialInFacts::locked, &DialInFacts::full,
                                            &DialInFacts::banned};
  if (choice[5] != 0) {
    facts.*kObstacles[(choice[5] - 1) / 2] = truth_of(1 + (choice[5] - 1) % 2);
  }
  facts.way = static_cast<Way>(choice[6]);
  facts.takeover = choice[7] == 0 ? Takeover::found : Takeover::early_only;
  MediaLine line;
  line.type = MediaType::audio;
  line.hash = "sha-256";
  line.line_class = kLines[choice[8]];
  facts.lines = {line};
  return facts;
}

template <class E, std::size_t N>
E any_of(base::Random& random, const std::array<std::string_view, N>&) {
  return static_cast<E>(random.below(N));
}

Policy any_policy(base::Random& random) {
  Policy policy;
  policy.membership.mode = any_of<Mode>(random, kModes);
  policy.membership.unlisted = any_of<Unlisted>(random, kUnlisteds);
  policy.membership.allow.resize(1);
  policy.dial_in.enabled = !random.one_in(8);
  policy.dial_in.via_join = any_of<Via>(random, kVias);
  policy.dial_in.via_replaces = any_of<Via>(random, kVias);
  policy.identity.required = !random.one_in(4);
  policy.identity.sources_dial_in = {SourceIn::passport, SourceIn::pai, SourceIn::digest};
  policy.identity.conflict = any_of<Conflict>(random, kConflicts);
  policy.identity.passport.required = random.one_in(6);
  policy.identity.anonymity.on_explicit = any_of<OnExplicit>(random, kOnExplicits);
  policy.identity.anonymity.missing = any_of<OnMissing>(random, kOnMissings);
  policy.identity.anonymity.domain_only = any_of<OnDomainOnly>(random, kOnDomainOnlies);
  policy.identity.anonymity.privacy_with_trusted_id = any_of<OnPrivacy>(random, kOnPrivacies);
  policy.lock.moderator_bypass = random.one_in(2);
  policy.media.standard = any_of<Security>(random, kSecurities);
  policy.media.keying = {Keying::dtls_srtp};
  policy.media.dtls.hashes = {"sha-256"};
  return policy;
}

// Calls with every choice, one in `step` of them.
void for_all(std::uint64_t step, const std::function<void(const Choice&)>& call) {
  std::uint64_t all = 1;
  for (const std::uint32_t size : kDials) {
    all *= size;
  }
  for (std::uint64_t index = 0; index < all; index += step) {
    Choice choice{};
    std::uint64_t rest = index;
    for (std::size_t i = 0; i < kDials.size(); ++i) {
      choice[i] = static_cast<std::uint32_t>(rest % kDials[i]);
      rest /= kDials[i];
    }
    call(choice);
  }
}

bool admits(const Outcome& outcome) {
  return outcome.verdict == Verdict::admit || outcome.verdict == Verdict::admit_partial;
}

bool refuses(const Outcome& outcome) {
  return outcome.verdict == Verdict::reject || outcome.verdict == Verdict::challenge;
}

// The facts with one unknown settled, in every way.
std::vector<DialInFacts> settled(const DialInFacts& facts) {
  std::vector<DialInFacts> all;
  const auto settle = [&](Truth DialInFacts::*fact) {
    if (facts.*fact == Truth::unknown) {
      for (const Truth value : {Truth::no, Truth::yes}) {
        all.push_back(facts);
        all.back().*fact = value;
      }
    }
  };
  for (Truth DialInFacts::*fact : {&DialInFacts::from_anonymous, &DialInFacts::privacy, &DialInFacts::early,
                                   &DialInFacts::locked, &DialInFacts::full, &DialInFacts::banned}) {
    settle(fact);
  }
  for (std::size_t i = 0; i < facts.persons.size(); ++i) {
    if (facts.persons[i].proven == Truth::unknown) {
      all.push_back(facts);
      all.back().persons[i].proven = Truth::yes;
      all.push_back(facts);
      all.back().persons.erase(all.back().persons.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }
  if (facts.signature == Signature::unverified) {
    all.push_back(facts);
    all.back().signature = Signature::valid;
  }
  return all;
}

bool is_total(const Policy& policy, const DialInFacts& facts, const Outcome& outcome) {
  const Decision told = decide(policy, facts);
  const bool same = told.verdict == outcome.verdict && told.code == outcome.code && told.stage == outcome.stage;
  const bool fits = admits(outcome) ? outcome.code == 200 : refuses(outcome) == (outcome.code >= 400);
  const bool open = (outcome.verdict == Verdict::indeterminate) == (told.candidates.size() >= 2);
  return same && fits && open && (told.candidates.empty() || !told.needs.empty());
}

// Whatever an unknown turns out to be is one of the candidates.
bool covers(const Decision& open, const Decision& closed) {
  const auto has = [&](const Candidate& one) {
    if (open.verdict != Verdict::indeterminate) {
      return open.verdict == one.verdict && open.code == one.code && open.stage == one.stage;
    }
    return std::ranges::any_of(open.candidates, [&](const Candidate& other) {
      return other.verdict == one.verdict && other.code == one.code && other.stage == one.stage;
    });
  };
  if (closed.verdict != Verdict::indeterminate) {
    return has({closed.verdict, closed.code, closed.stage});
  }
  return std::ranges::all_of(closed.candidates, has);
}

// Somebody more whom the caller is proven to be, and who is allowed.
std::vector<DialInFacts> with_more_evidence(const DialInFacts& facts) {
  std::vector<DialInFacts> all;
  for (const SourceIn source : {SourceIn::passport, SourceIn::pai}) {
    Person person = person_of(1, source);
    person.moderator = Truth::no;
    all.push_back(facts);
    all.back().persons.insert(all.back().persons.begin(), person);
    all.push_back(facts);
    all.back().persons.push_back(person);
  }
  if (facts.signature == Signature::absent) {
    all.push_back(facts);
    all.back().signature = Signature::valid;
  }
  return all;
}

}  // namespace

TEST_CASE("every caller gets one answer, and the quick one is the one that is told") {
  base::Random random(10);
  std::uint64_t wrong = 0;
  for (unsigned long i = 0; i < tests::rounds(20); ++i) {
    const Policy policy = any_policy(random);
    for_all(97, [&](const Choice& choice) {
      const DialInFacts facts = facts_of(choice);
      wrong += is_total(policy, facts, decide_quickly(policy, facts)) ? 0 : 1;
    });
  }
  CHECK(wrong == 0);
}

TEST_CASE("nobody is admitted who might have to be refused") {
  base::Random random(12);
  std::uint64_t wrong = 0;
  std::uint64_t admitted = 0;
  for (unsigned long i = 0; i < tests::rounds(10); ++i) {
    const Policy policy = any_policy(random);
    for_all(1, [&](const Choice& choice) {
      const DialInFacts facts = facts_of(choice);
      if (!admits(decide_quickly(policy, facts))) {
        return;
      }
      ++admitted;
      for (const DialInFacts& one : settled(facts)) {
        wrong += admits(decide_quickly(policy, one)) ? 0 : 1;
      }
    });
  }
  CHECK(wrong == 0);
  CHECK(admitted > 0);
}

TEST_CASE("what an unknown turns out to be was named as a candidate") {
  base::Random random(13);
  std::uint64_t wrong = 0;
  for (unsigned long i = 0; i < tests::rounds(20); ++i) {
    const Policy policy = any_policy(random);
    for_all(389, [&](const Choice& choice) {
      const DialInFacts facts = facts_of(choice);
      const Decision open = decide(policy, facts);
      for (const DialInFacts& one : settled(facts)) {
        wrong += covers(open, decide(policy, one)) ? 0 : 1;
      }
    });
  }
  CHECK(wrong == 0);
}

TEST_CASE("more evidence of who calls never turns an admitted caller away, unless two identities are one too many") {
  base::Random random(11);
  std::uint64_t wrong = 0;
  std::uint64_t conflicts = 0;
  for (unsigned long i = 0; i < tests::rounds(10); ++i) {
    const Policy policy = any_policy(random);
    for_all(1, [&](const Choice& choice) {
      const DialInFacts facts = facts_of(choice);
      if (!admits(decide_quickly(policy, facts))) {
        return;
      }
      for (const DialInFacts& one : with_more_evidence(facts)) {
        const bool refused = refuses(decide_quickly(policy, one));
        const bool conflict = policy.identity.conflict == Conflict::reject;
        wrong += refused && !conflict ? 1 : 0;
        conflicts += refused && conflict ? 1 : 0;
      }
    });
  }
  CHECK(wrong == 0);
  CHECK(conflicts > 0);
}

}  // namespace confstate::policy
