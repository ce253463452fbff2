#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "policy/caller.hpp"
#include "prove/minterms.hpp"
#include "prove/standing.hpp"
#include "support/made_policies.hpp"
#include "support/rounds.hpp"

using namespace confstate;
using prove::Census;
using prove::Standing;

namespace {

// What the policy's own matching says of a caller, one rule at a time.
Standing asked_one_by_one(const policy::Policy& policy, const std::string& uri) {
  Standing standing;
  const uri::Identity identity = policy::identity_of(policy, uri);
  const auto named = [&](const policy::Match& match, policy::Side side) {
    return policy::matches(policy::matchers_of(policy, match), identity, side, policy);
  };
  for (std::uint32_t i = 0; i < policy.membership.allow.size(); ++i) {
    if (named(policy.membership.allow[i].match, policy::Side::allow)) {
      standing.allow.push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < policy.membership.deny.size(); ++i) {
    if (named(policy.membership.deny[i].match, policy::Side::deny)) {
      standing.deny.push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < policy.roles.size(); ++i) {
    if (std::ranges::any_of(policy.roles[i].users,
                            [&](const auto& user) { return named(user.match, policy::Side::allow); })) {
      standing.roles.push_back(i);
    }
  }
  for (std::uint32_t i = 0; i < policy.identity.trust.size(); ++i) {
    if (policy::may_assert(policy.identity.trust[i], identity)) {
      standing.trust.push_back(i);
    }
  }
  standing.by_number = identity.notes.is_telephone;
  standing.anonymous = identity.notes.anonymous;
  standing.domain_only = identity.notes.domain_only;
  return standing;
}

std::string text_of(const Standing& standing) {
  std::string text;
  for (const auto* list : {&standing.allow, &standing.deny, &standing.roles, &standing.trust}) {
    for (const std::uint32_t one : *list) {
      text += std::to_string(one) + " ";
    }
    text += "| ";
  }
  text += standing.by_number ? "number " : "";
  text += standing.anonymous ? "anonymous " : "";
  return text + (standing.domain_only ? "domain" : "");
}

// Callers of few letters, the shortest first.
std::vector<std::string> small_callers() {
  std::vector<std::string> users = {"c",  "+",   "1",         "+1",        "+2",  "+12",
                                    "+3", "+22", "anonymous", "Anonymous", "%26", "2"};
  for (const char* one : {"a", "b"}) {
    users.emplace_back(one);
    for (const char* two : {"a", "b", "2"}) {
      users.push_back(std::string(one) + two);
      users.push_back(std::string(one) + two + "b");
    }
  }
  const std::vector<std::string> hosts = {"a",        "b",   "c",     "ab",   "a.b",   "b.a",
                                          "b.b",      "a.a", "c.b",   "a:7",  "b:7",   "c:7",
                                          "a:8",      "ba",  "c.b.a", "cb.b", "a.b:7", "anonymous.invalid",
                                          "a.invalid"};
  std::vector<std::string> callers = {"tel:+1", "tel:+2", "tel:+12", "tel:+3", "tel:+13", "tel:+22", "tel:+32"};
  for (const std::string& user : users) {
    for (const std::string& host : hosts) {
      callers.push_back("sip:" + user + "@" + host);
      callers.push_back("sips:" + user + "@" + host);
      if (user.size() > 1 && user.front() == '+') {
        callers.push_back("sip:" + user + "@" + host + ";user=phone");
      }
    }
  }
  return callers;
}

struct Seen {
  std::vector<std::string> standings;  // by policy
  prove::Sort sort;
  friend bool operator==(const Seen&, const Seen&) = default;
};

prove::Sort sort_of(const std::string& uri) {
  if (uri.starts_with("tel:")) {
    return prove::Sort::number;
  }
  const uri::Identity identity = uri::canonical_identity(uri);
  return identity.notes.is_telephone  ? prove::Sort::phone
         : identity.telephone.empty() ? prove::Sort::address
                                      : prove::Sort::unproven_number;
}

}  // namespace

TEST_CASE("every caller of few letters is in a class whose members all policies see alike") {
  base::Random random(71);
  const std::vector<std::string> callers = small_callers();
  for (unsigned long round = 0; round < tests::rounds(40); ++round) {
    const std::array<policy::Policy, 2> made{tests::made_policy(random), tests::made_policy(random)};
    const std::array<const policy::Policy*, 2> policies{made.data(), &made[1]};
    const Census census = prove::take_census(policies);
    REQUIRE(census.undecided.empty());
    std::vector<std::pair<Seen, std::string>> classes;
    for (const prove::CallerClass& one : census.classes) {
      Seen seen{{}, one.sort};
      for (std::size_t i = 0; i < policies.size(); ++i) {
        seen.standings.push_back(text_of(prove::standing_of(census, i, made[i], one)));
        CAPTURE(one.uri);
        CHECK(seen.standings.back() == text_of(asked_one_by_one(made[i], one.uri)));
      }
      CHECK(sort_of(one.uri) == one.sort);
      classes.emplace_back(seen, one.uri);
    }
    for (const std::string& caller : callers) {
      const Seen seen{{text_of(asked_one_by_one(made[0], caller)), text_of(asked_one_by_one(made[1], caller))},
                      sort_of(caller)};
      const auto found = std::ranges::find_if(classes, [&](const auto& one) { return one.first == seen; });
      CAPTURE(round);
      CAPTURE(caller);
      CAPTURE(seen.standings[0]);
      CAPTURE(seen.standings[1]);
      REQUIRE(found != classes.end());
      // No class has a longer first caller than one that is found by trying.
      CHECK(found->second.size() <= caller.size());
    }
  }
}

TEST_CASE("first callers are short and of letters") {
  policy::Policy made = tests::plain_policy();
  made.membership.allow = {tests::rule_of("d", policy::MatchKind::domain, "example.com", true),
                           tests::rule_of("t", policy::MatchKind::tel_prefix, "+4930"),
                           tests::rule_of("p", policy::MatchKind::pattern, "sip:*@*example.org")};
  const std::array<const policy::Policy*, 1> policies{&made};
  const Census census = prove::take_census(policies);
  std::vector<std::string> firsts;
  for (const prove::CallerClass& one : census.classes) {
    firsts.push_back(one.uri);
  }
  CHECK(std::ranges::find(firsts, "sip:a@a") != firsts.end());
  CHECK(std::ranges::find(firsts, "sip:a@example.com") != firsts.end());
  CHECK(std::ranges::find(firsts, "sip:a@example.org") != firsts.end());
  CHECK(std::ranges::find(firsts, "tel:+4930") != firsts.end());
  CHECK(std::ranges::find(firsts, "tel:+0") != firsts.end());
}

TEST_CASE("too many classes are not counted to the end, and the patterns that overlap are named") {
  policy::Policy made = tests::plain_policy();
  for (char c = 'a'; c < 'a' + 18; ++c) {
    made.membership.allow.push_back(
        tests::rule_of(std::string(1, c), policy::MatchKind::pattern, std::string("sip:*") + c + "*@example.com"));
  }
  made.membership.allow.push_back(tests::rule_of("x", policy::MatchKind::pattern, "sip:z@*"));
  const std::array<const policy::Policy*, 1> policies{&made};
  const Census census = prove::take_census(policies, {}, {.classes = 1000});
  CHECK(census.undecided.starts_with("more than 1001 classes of callers; the patterns that overlap most: sip:*a*@"));
  CHECK(census.classes.empty());
}

TEST_CASE("many names, domains and numbers make no more classes than there are") {
  policy::Policy made = tests::plain_policy();
  for (int i = 0; i < 1000; ++i) {
    const std::string number = std::to_string(i);
    made.membership.allow.push_back(
        tests::rule_of("u" + number, policy::MatchKind::uri, "sip:u" + number + "@h" + number));
    made.membership.allow.push_back(tests::rule_of("d" + number, policy::MatchKind::domain, "d" + number + ".example"));
  }
  const std::array<const policy::Policy*, 1> policies{&made};
  const Census census = prove::take_census(policies);
  CHECK(census.undecided.empty());
  CHECK(census.classes.size() < 10'000);
}
