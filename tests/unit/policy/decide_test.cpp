#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "policy/decide.hpp"

namespace confstate::policy {
namespace {

// A closed conference as the contribution to 3GPP wants it.
Policy closed() {
  Policy policy;
  policy.dial_in.enabled = true;
  policy.dial_in.via_replaces = Via::same_user;
  policy.dial_out.enabled = true;
  policy.identity.required = true;
  policy.identity.sources_dial_in = {SourceIn::passport, SourceIn::pai};
  policy.identity.conflict = Conflict::all_allowed;
  policy.media.standard = Security::secured_only;
  policy.media.must_have = {MediaType::audio};
  policy.media.keying = {Keying::dtls_srtp};
  policy.media.dtls.hashes = {"sha-256"};
  policy.cdiv.policy = Cdiv::target_must_be_allowed;
  policy.membership.allow.resize(1);
  policy.membership.deny.resize(1);
  return policy;
}

Person listed() {
  Person person;
  person.source = SourceIn::pai;
  person.allowed = Truth::yes;
  person.allow_rule = 0;
  person.identity = "sip:ann@example.com";
  return person;
}

DialInFacts call() {
  DialInFacts facts;
  facts.persons = {listed()};
  MediaLine line;
  line.type = MediaType::audio;
  line.line_class = LineClass::dtls;
  line.hash = "sha-256";
  facts.lines = {line};
  return facts;
}

struct Expected {
  Verdict verdict;
  int code;
  Stage stage;
};

void check(const Policy& policy, const DialInFacts& facts, const Expected& expected) {
  const Decision decision = decide(policy, facts);
  CHECK(word(decision.verdict) == word(expected.verdict));
  CHECK(decision.code == expected.code);
  CHECK(number_of(decision.stage) == number_of(expected.stage));
}

Expected refusal(int code, Stage stage) {
  return {Verdict::reject, code, stage};
}

}  // namespace

TEST_CASE("a listed caller with secured media is admitted, and the rule that says so is named") {
  const Decision decision = decide(closed(), call());
  check(closed(), call(), {Verdict::admit, 200, Stage::admitted});
  CHECK(decision.pointer == "/membership/allow/0");
  CHECK(decision.person == 0);
  CHECK(decision.steps.size() == 21);
}

TEST_CASE("every stage refuses with its own code") {
  const auto refuses = [](auto change, const Expected& expected) {
    Policy policy = closed();
    DialInFacts facts = call();
    change(policy, facts);
    check(policy, facts, expected);
  };
  refuses([](Policy&, DialInFacts& f) { f.form_fault = 420; }, refusal(420, Stage::form));
  refuses([](Policy&, DialInFacts& f) { f.dialog_fault = 481; }, refusal(481, Stage::dialog));
  refuses([](Policy&, DialInFacts& f) { f.exists = Truth::no; }, refusal(404, Stage::conference));
  refuses([](Policy&, DialInFacts& f) { f.ended = Truth::yes; }, refusal(410, Stage::conference));
  refuses(
      [](Policy& p, DialInFacts& f) {
        p.signalling.require_sips = true;
        f.sips = Truth::no;
      },
      refusal(480, Stage::signalling));
  refuses([](Policy&, DialInFacts& f) { f.transport = Transport::udp; }, refusal(403, Stage::signalling));
  refuses([](Policy& p, DialInFacts&) { p.dial_in.enabled = false; }, refusal(403, Stage::dial_in));
  refuses([](Policy&, DialInFacts& f) { f.from_anonymous = Truth::yes; }, refusal(433, Stage::anonymity));
  refuses([](Policy&, DialInFacts& f) { f.signature = Signature::unsupported; }, refusal(437, Stage::signature));
  refuses([](Policy& p, DialInFacts&) { p.identity.passport.required = true; }, refusal(428, Stage::passport));
  refuses([](Policy&, DialInFacts& f) { f.persons.clear(); }, refusal(433, Stage::identity));
  refuses([](Policy&, DialInFacts& f) { f.persons[0].denied = Truth::yes; }, refusal(403, Stage::denied));
  refuses([](Policy&, DialInFacts& f) { f.banned = Truth::yes; }, refusal(403, Stage::denied));
  refuses([](Policy&, DialInFacts& f) { f.persons[0].allowed = Truth::no; }, refusal(403, Stage::listed));
  refuses([](Policy&, DialInFacts& f) { f.way = Way::join; }, refusal(403, Stage::takeover));
  refuses(
      [](Policy&, DialInFacts& f) {
        f.way = Way::replaces;
        f.takeover = Takeover::early_only;
      },
      refusal(486, Stage::takeover));
  refuses([](Policy&, DialInFacts& f) { f.early = Truth::yes; }, refusal(480, Stage::time));
  refuses([](Policy&, DialInFacts& f) { f.locked = Truth::yes; }, refusal(403, Stage::locked));
  refuses([](Policy&, DialInFacts& f) { f.full = Truth::yes; }, refusal(486, Stage::capacity));
  refuses(
      [](Policy& p, DialInFacts& f) {
        p.moderation.require_moderator_present = true;
        f.moderator_present = Truth::no;
      },
      {Verdict::lobby, 182, Stage::moderator});
  refuses([](Policy&, DialInFacts& f) { f.lines[0].line_class = LineClass::plain; }, refusal(488, Stage::media));
}

TEST_CASE("stages that fail as well are named behind the one that decides") {
  DialInFacts facts = call();
  facts.persons.clear();
  facts.lines[0].line_class = LineClass::plain;
  const Decision decision = decide(closed(), facts);
  CHECK(decision.stage == Stage::identity);
  CHECK(decision.also == std::vector<Stage>{Stage::listed, Stage::media});
}

TEST_CASE("who asks for privacy with a trusted identity is admitted and hidden, or refused where the policy says so") {
  DialInFacts facts = call();
  facts.privacy = Truth::yes;
  CHECK(decide(closed(), facts).hidden);
  check(closed(), facts, {Verdict::admit, 200, Stage::admitted});
  Policy policy = closed();
  policy.identity.anonymity.privacy_with_trusted_id = OnPrivacy::reject_433;
  check(policy, facts, refusal(433, Stage::anonymity));
  facts.persons[0].source = SourceIn::passport;
  check(closed(), facts, refusal(433, Stage::anonymity));
}

TEST_CASE("a nameless user of a signed domain gets in where a rule names the domain") {
  DialInFacts facts = call();
  facts.from_anonymous = Truth::yes;
  facts.persons[0].source = SourceIn::passport;
  facts.persons[0].anonymous = Truth::yes;
  facts.persons[0].domain_only = Truth::yes;
  check(closed(), facts, refusal(433, Stage::anonymity));
  Policy policy = closed();
  policy.identity.anonymity.domain_only = OnDomainOnly::admit_if_domain_allowed;
  check(policy, facts, {Verdict::admit, 200, Stage::admitted});
}

TEST_CASE("a second identity decides with the first by identity.conflict") {
  DialInFacts facts = call();
  facts.persons.push_back(listed());
  facts.persons[1].identity = "tel:+4930123456";
  facts.persons[1].allowed = Truth::no;
  const auto with = [&](Conflict conflict) {
    Policy policy = closed();
    policy.identity.conflict = conflict;
    return decide(policy, facts).verdict;
  };
  CHECK(with(Conflict::all_allowed) == Verdict::reject);
  CHECK(with(Conflict::any_allowed) == Verdict::admit);
  CHECK(with(Conflict::first_source) == Verdict::admit);
  std::swap(facts.persons[0], facts.persons[1]);
  CHECK(with(Conflict::first_source) == Verdict::reject);
  facts.persons[0].allowed = Truth::yes;
  CHECK(with(Conflict::all_allowed) == Verdict::admit);
  CHECK(with(Conflict::reject) == Verdict::reject);
}

TEST_CASE("what is unknown is said, with what could come of it and what is missing") {
  DialInFacts facts = call();
  facts.persons[0].proven = Truth::unknown;
  const Decision decision = decide(closed(), facts);
  CHECK(decision.verdict == Verdict::indeterminate);
  REQUIRE(decision.candidates.size() == 3);
  CHECK(decision.candidates[0].code == 433);
  CHECK(decision.candidates[1].code == 403);
  CHECK(decision.candidates[2].verdict == Verdict::admit);
  CHECK(decision.needs.size() == 2);
}

TEST_CASE("an open conference takes everybody who can be told, an anonymous one everybody") {
  Policy policy = closed();
  policy.membership.mode = Mode::open;
  policy.identity.anonymity.missing = OnMissing::admit;
  DialInFacts facts = call();
  facts.persons[0].allowed = Truth::no;
  check(policy, facts, {Verdict::admit, 200, Stage::admitted});
  facts.persons.clear();
  check(policy, facts, refusal(403, Stage::listed));
  policy.membership.mode = Mode::anonymous;
  check(policy, facts, {Verdict::admit, 200, Stage::admitted});
}

TEST_CASE("unlisted callers wait in the lobby where there is one") {
  Policy policy = closed();
  policy.membership.unlisted = Unlisted::lobby;
  DialInFacts facts = call();
  facts.persons[0].allowed = Truth::no;
  check(policy, facts, {Verdict::lobby, 182, Stage::listed});
}

TEST_CASE("a dial-out is kept, ended or waited for by who answers and when") {
  const auto decided = [](Answerer answerer, Truth diverted, Phase phase, auto change) {
    Policy policy = closed();
    change(policy);
    DialOutFacts facts;
    facts.answerer = answerer;
    facts.diverted = diverted;
    facts.phase = phase;
    const DialOutDecision decision = decide(policy, facts);
    return std::string(decision.row) + " " + std::string(word(decision.verdict));
  };
  const auto plain = [](Policy&) {};
  using P = Phase;
  CHECK(decided(Answerer::target, Truth::no, P::answered, plain) == "O1 admit");
  CHECK(decided(Answerer::target, Truth::no, P::provisional, plain) == "O1 none");
  CHECK(decided(Answerer::other_allowed, Truth::yes, P::answered, plain) == "O2 admit");
  CHECK(decided(Answerer::other_allowed, Truth::yes, P::answered, [](Policy& p) { p.cdiv.policy = Cdiv::forbid; }) ==
        "O2f ack-bye");
  CHECK(decided(Answerer::other_allowed, Truth::unknown, P::answered,
                [](Policy& p) { p.cdiv.policy = Cdiv::forbid; }) == "O2f indeterminate");
  CHECK(decided(Answerer::other_not_allowed, Truth::no, P::provisional, plain) == "O3 cancel");
  CHECK(decided(Answerer::other_not_allowed, Truth::no, P::answered, plain) == "O4 ack-bye");
  CHECK(decided(Answerer::other_not_allowed, Truth::no, P::confirmed, plain) == "O5 bye");
  CHECK(decided(Answerer::none, Truth::yes, P::provisional, plain) == "O6 cancel");
  CHECK(decided(Answerer::none, Truth::no, P::provisional, [](Policy& p) { p.cdiv.decide_at = DecideAt::first_18x; }) ==
        "O7 cancel");
  CHECK(decided(Answerer::none, Truth::no, P::provisional, plain) == "O7 none");
  CHECK(decided(Answerer::none, Truth::no, P::answered, plain) == "O8 ack-bye");
  CHECK(decided(Answerer::none, Truth::no, P::answered, [](Policy& p) { p.cdiv.no_identity = NoIdentity::admit; }) ==
        "O8 admit");
  CHECK(decided(Answerer::other_not_allowed, Truth::no, P::asked, plain) == "O9 defer-cancel");
  CHECK(decided(Answerer::other_not_allowed, Truth::yes, P::answered,
                [](Policy& p) { p.cdiv.policy = Cdiv::ignore; }) == "O12 admit");
  CHECK(decided(Answerer::unknown, Truth::no, P::answered, plain) == "O8 indeterminate");
}

TEST_CASE("a dial-out waits for its identity as long as the policy's grace lasts") {
  Policy policy = closed();
  policy.cdiv.identity_grace_ms = 2000;
  DialOutFacts facts;
  facts.grace_over = false;
  CHECK(decide(policy, facts).verdict == Verdict::hold);
  facts.grace_over = true;
  CHECK(decide(policy, facts).verdict == Verdict::ack_bye);
}

TEST_CASE("an unlisted target is not dialled, and one that may be listed is not admitted") {
  DialOutFacts facts;
  facts.answerer = Answerer::target;
  facts.target_allowed = Truth::no;
  CHECK(decide(closed(), facts).verdict == Verdict::ack_bye);
  facts.target_allowed = Truth::unknown;
  CHECK(decide(closed(), facts).verdict == Verdict::indeterminate);
}

}  // namespace confstate::policy
