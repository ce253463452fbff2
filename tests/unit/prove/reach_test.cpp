#include <string>

#include <doctest/doctest.h>

#include "policy/match.hpp"
#include "prove/reach.hpp"
#include "support/made_policies.hpp"
#include "support/rounds.hpp"

using namespace confstate;
using policy::MatchKind;
using prove::Answer;
using prove::Breadth;
using prove::Reach;
using tests::rule_of;

namespace {

policy::Policy with(std::vector<policy::MemberRule> allow, std::vector<policy::MemberRule> deny = {}) {
  policy::Policy made = tests::plain_policy();
  made.membership.allow = std::move(allow);
  made.membership.deny = std::move(deny);
  return made;
}

}  // namespace

TEST_CASE("an allow rule that one deny rule covers is covered by that one") {
  const auto made =
      with({rule_of("a", MatchKind::uri, "sip:bob@example.com"), rule_of("b", MatchKind::domain, "example.com")},
           {rule_of("x", MatchKind::uri, "sip:eve@example.com"), rule_of("d", MatchKind::domain, "example.com", true)});
  const Reach reach(made);
  CHECK(reach.coverage(0).covered == Answer::yes);
  CHECK(reach.coverage(0).by == std::vector<std::size_t>{1});
  CHECK(reach.coverage(0).caller == "sip:bob@example.com");
  CHECK(reach.coverage(1).by == std::vector<std::size_t>{1});
  CHECK(reach.somebody().possible == Answer::no);
  CHECK(reach.joining(0).possible == Answer::no);
}

TEST_CASE("several deny rules may cover a rule together, and none of those named is superfluous") {
  auto made = with({rule_of("r", MatchKind::role, "board")}, {rule_of("d0", MatchKind::uri, "sip:alice@example.com"),
                                                              rule_of("d1", MatchKind::pattern, "sip:b*@example.com"),
                                                              rule_of("d2", MatchKind::domain, "other.example")});
  made.roles = {
      {"board",
       {rule_of("u0", MatchKind::uri, "sip:alice@example.com"), rule_of("u1", MatchKind::uri, "sip:bob@example.com")},
       {}}};
  const Reach reach(made);
  CHECK(reach.coverage(0).by == std::vector<std::size_t>{0, 1});
  CHECK(reach.coverage_of_role(0, 1).by == std::vector<std::size_t>{1});
}

TEST_CASE("a rule that is not covered shows somebody whom it lets in") {
  const auto made =
      with({rule_of("b", MatchKind::domain, "example.com")}, {rule_of("d", MatchKind::pattern, "sip:a*@*")});
  const Reach reach(made);
  CHECK(reach.coverage(0).covered == Answer::no);
  CHECK(reach.coverage(0).caller == "sip:b@example.com");
  CHECK(reach.somebody().caller == "sip:b@example.com");
  CHECK(reach.joining(0).possible == Answer::yes);
}

TEST_CASE("a deny rule of a number covers its address, and one of a domain the number that calls from there") {
  const auto made =
      with({rule_of("n", MatchKind::tel, "+4930123"), rule_of("a", MatchKind::uri, "sip:+4930123@example.com")},
           {rule_of("d", MatchKind::tel_prefix, "+4930")});
  const Reach reach(made);
  CHECK(reach.coverage(0).covered == Answer::yes);
  CHECK(reach.coverage(1).covered == Answer::yes);
}

TEST_CASE("a deny rule that ends earlier does not cover") {
  auto made =
      with({rule_of("a", MatchKind::uri, "sip:bob@example.com")}, {rule_of("d", MatchKind::domain, "example.com")});
  made.membership.deny[0].not_after = "2027-01-01T00:00:00Z";
  CHECK(Reach(made).coverage(0).covered == Answer::no);
  made.membership.allow[0].not_after = "2026-12-01T00:00:00Z";
  CHECK(Reach(made).coverage(0).covered == Answer::yes);
}

TEST_CASE("a rule that gives nothing more than another one is shadowed by it") {
  auto made = with({rule_of("wide", MatchKind::domain, "example.com", true),
                    rule_of("bob", MatchKind::uri, "sip:bob@example.com"),
                    rule_of("same", MatchKind::uri, "sip:bob@example.com"),
                    rule_of("chair", MatchKind::uri, "sip:eva@example.com")});
  made.membership.allow[3].roles = {"moderator"};
  const Reach reach(made);
  CHECK(reach.shadow(0).shadowed == Answer::no);
  CHECK(reach.shadow(1).shadowed == Answer::yes);
  CHECK(reach.shadow(1).by == 0);
  CHECK(reach.shadow(1).caller == "sip:bob@example.com");
  CHECK(reach.shadow(2).shadowed == Answer::yes);
  CHECK(reach.shadow(3).shadowed == Answer::no);
}

TEST_CASE("of two equal rules the later one is shadowed") {
  const auto made = with(
      {rule_of("a", MatchKind::uri, "sip:bob@example.com"), rule_of("b", MatchKind::uri, "sip:bob@EXAMPLE.com:5060")});
  const Reach reach(made);
  CHECK(reach.shadow(0).shadowed == Answer::no);
  CHECK(reach.shadow(1).shadowed == Answer::yes);
}

TEST_CASE("a pattern reaches as many registrable domains as its fixed end leaves open") {
  const auto suffix = [](std::string_view host) { return host == "com" || host == "uk" || host == "co.uk"; };
  CHECK(prove::reach_of_pattern("sip:*@*", false, suffix).breadth == Breadth::several);
  CHECK(prove::reach_of_pattern("sip:*@*.corp.example", false).breadth == Breadth::one_domain);
  CHECK(prove::reach_of_pattern("sip:dev-*@example.com", false).breadth == Breadth::one_host);
  CHECK(prove::reach_of_pattern("tel:+49*", false).breadth == Breadth::one_host);
  CHECK(prove::reach_of_pattern("sip:*@*.co.uk", false, suffix).breadth == Breadth::several);
  CHECK(prove::reach_of_pattern("sip:bob", false).breadth == Breadth::none);
  const prove::PatternReach suffix_trap = prove::reach_of_pattern("sip:*@*example.com", false, suffix);
  CHECK(suffix_trap.breadth == Breadth::several);
  CHECK(suffix_trap.one == "sip:a@example.com");
  CHECK(suffix_trap.other == "sip:a@aexample.com");
}

TEST_CASE("a moderator can join only where a rule gives somebody the role who can come in") {
  auto made = with({rule_of("bob", MatchKind::uri, "sip:bob@example.com")});
  made.roles = {{"moderator", {rule_of("m", MatchKind::uri, "sip:alice@example.com")}, {}}};
  CHECK(Reach(made).moderator().possible == Answer::no);
  made.membership.allow[0].roles = {"moderator"};
  CHECK(Reach(made).moderator().caller == "sip:bob@example.com");
  made.dial_in.enabled = false;
  CHECK(Reach(made).moderator().by_dial_out);
  made.dial_out.enabled = false;
  CHECK(Reach(made).moderator().possible == Answer::no);
}

TEST_CASE("an entry of mayAssert speaks for somebody only where a rule names one below it") {
  const auto made =
      with({rule_of("bob", MatchKind::uri, "sip:bob@a.example.com"), rule_of("t", MatchKind::tel, "+4930123")});
  const Reach reach(made);
  CHECK(reach.asserts_somebody("a.example.com") == Answer::yes);
  CHECK(reach.asserts_somebody(".example.com") == Answer::yes);
  CHECK(reach.asserts_somebody("example.com") == Answer::no);
  CHECK(reach.asserts_somebody("+4930") == Answer::yes);
  CHECK(reach.asserts_somebody("+44") == Answer::no);
  CHECK(reach.asserts_somebody("*") == Answer::yes);
}

TEST_CASE("what the reach of a rule is agrees with asking about its first caller") {
  base::Random random(72);
  for (unsigned long round = 0; round < tests::rounds(150); ++round) {
    const policy::Policy made = tests::made_policy(random);
    const Reach reach(made);
    const policy::Rules rules(made);
    for (std::size_t i = 0; i < made.membership.allow.size(); ++i) {
      const prove::Coverage coverage = reach.coverage(i);
      if (coverage.names_nobody) {
        continue;
      }
      const uri::Identity caller = policy::identity_of(made, coverage.caller);
      CAPTURE(coverage.caller);
      CHECK(policy::matches(rules.allow(i), caller, policy::Side::allow, made));
      CHECK((coverage.covered != Answer::yes || rules.denied(caller, policy::Moment()).has_value()));
      const bool ends = !made.membership.allow[i].not_after.empty();
      CHECK((ends || coverage.covered == Answer::yes || !rules.denied(caller, 4'000'000'000)));
      const prove::Shadow shadow = reach.shadow(i);
      if (shadow.shadowed == Answer::yes) {
        CHECK(policy::matches(rules.allow(shadow.by), policy::identity_of(made, shadow.caller), policy::Side::allow,
                              made));
      }
    }
  }
}
