#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "prove/properties.hpp"
#include "support/made_policies.hpp"
#include "support/rounds.hpp"

using namespace confstate;
using policy::MatchKind;
using prove::Outcome;
using prove::Proof;
using prove::Property;
using tests::rule_of;

namespace {

policy::Policy board() {
  policy::Policy made = tests::plain_policy();
  made.membership.allow = {rule_of("chair", MatchKind::uri, "sip:alice@example.com"),
                           rule_of("carol", MatchKind::tel, "+4930123456")};
  made.membership.allow[0].roles = {"moderator"};
  made.roles = {{"moderator", {}, {}}};
  return made;
}

Proof ask(const policy::Policy& policy, Property property, const std::string& who = {}) {
  const std::array<Property, 1> one{property};
  return prove::prove(policy, one, who.empty() ? std::nullopt : std::optional(prove::Asked{who})).front();
}

std::string first_sentence(const Proof& proof) {
  return proof.witnesses.empty() ? "" : prove::sentence(proof.witnesses.front());
}

}  // namespace

TEST_CASE("a closed conference with secured media holds everything that is asked of it") {
  for (const Property property : {Property::p1, Property::p2, Property::p3, Property::p4, Property::p5, Property::p10,
                                  Property::p11, Property::p12}) {
    const Proof proof = ask(board(), property);
    CAPTURE(prove::word(property));
    CAPTURE(proof.reason);
    CAPTURE(first_sentence(proof));
    CHECK(proof.outcome == Outcome::proven);
    CHECK(proof.checked > 0);
  }
}

TEST_CASE("P1 falls to a From that is believed, and to a missing identity that is admitted") {
  policy::Policy made = board();
  made.identity.sources_dial_in = {policy::SourceIn::from};
  CHECK(first_sentence(ask(made, Property::p1)) == "tel:+4930123456 dials in over tls, shown by from");
  made = board();
  made.membership.mode = policy::Mode::anonymous;
  made.identity.anonymity.missing = policy::OnMissing::admit;
  CHECK(first_sentence(ask(made, Property::p1)) == "somebody without identity dials in over tls");
  made.membership.mode = policy::Mode::open;
  CHECK(ask(made, Property::p1).outcome == Outcome::proven);
}

TEST_CASE("P1 falls to a domain that is enough") {
  policy::Policy made = board();
  made.membership.allow.push_back(rule_of("d", MatchKind::domain, "example.org"));
  CHECK(ask(made, Property::p1).outcome == Outcome::proven);
  made.identity.anonymity.domain_only = policy::OnDomainOnly::admit_if_domain_allowed;
  CHECK(ask(made, Property::p1).witnesses.front().who == "sip:anonymous@example.org");
}

TEST_CASE("P2 falls to plain media, in the conference or in one rule, if anybody can bring it") {
  policy::Policy made = board();
  made.media.standard = policy::Security::any;
  CHECK(ask(made, Property::p2).witnesses.front().media == "audio, unprotected (RTP/AVP, TCP/MSRP and the like)");
  made.membership.allow.clear();
  CHECK(ask(made, Property::p2).outcome == Outcome::proven);
  made = board();
  made.membership.allow[1].media = made.media;
  made.membership.allow[1].media->osrtp = policy::Osrtp::allow_fallback;
  CHECK(ask(made, Property::p2).witnesses.front().who == "tel:+4930123456");
}

TEST_CASE("P2 holds where OSRTP is answered with its key, and falls where a key travels in the clear") {
  policy::Policy made = board();
  made.media.osrtp = policy::Osrtp::answer_keyed;
  made.media.keying = {policy::Keying::dtls_srtp, policy::Keying::sdes};
  CHECK(ask(made, Property::p2).outcome == Outcome::proven);
  made.media.sdes_signalling = policy::SdesSignalling::any;
  CHECK(ask(made, Property::p2).witnesses.front().media.ends_with("its key readable on the way"));
}

TEST_CASE("P3 falls to kept legs without identity, to everybody as a target, and to sources that prove nothing") {
  policy::Policy made = board();
  made.cdiv.no_identity = policy::NoIdentity::admit;
  CHECK(first_sentence(ask(made, Property::p3)) ==
        "the focus calls tel:+4930123456, answered by somebody without identity");
  made.cdiv.no_identity = policy::NoIdentity::hold;
  CHECK(ask(made, Property::p3).outcome == Outcome::proven);
  made.dial_out.targets = policy::Targets::any;
  CHECK(first_sentence(ask(made, Property::p3)) == "the focus calls tel:+0");
  made.dial_out.targets = policy::Targets::listed_only;
  made.identity.sources_dial_out = {policy::SourceOut::to};
  CHECK(ask(made, Property::p3).witnesses.front().answered_by == "tel:+0");
  made.dial_out.enabled = false;
  CHECK(ask(made, Property::p3).outcome == Outcome::proven);
}

TEST_CASE("P4 names who is listed and cannot come in") {
  policy::Policy made = board();
  made.membership.allow.push_back(rule_of("dora", MatchKind::uri, "sip:dora@example.com"));
  made.membership.allow.back().methods = {policy::Method::dial_out};
  CHECK(ask(made, Property::p4).outcome == Outcome::proven);
  made.dial_out.enabled = false;
  CHECK(ask(made, Property::p4).reason == "sip:dora@example.com is listed and has no way in");
  made.membership.allow.pop_back();
  made.membership.deny = {rule_of("x", MatchKind::uri, "sip:alice@example.com")};
  CHECK(ask(made, Property::p4).reason == "whomever chair names is denied, or it names nobody");
  made.dial_in.enabled = false;
  CHECK(ask(made, Property::p4).reason == "nobody can ever join");
}

TEST_CASE("P4 asks for media that can be had") {
  policy::Policy made = board();
  made.media.keying = {policy::Keying::tls};
  made.dial_out.enabled = false;
  CHECK(ask(made, Property::p4).reason == "nobody can ever join");
}

TEST_CASE("P5 names the rules without which every decision would be the same") {
  policy::Policy made = board();
  made.membership.allow.push_back(rule_of("again", MatchKind::uri, "sip:alice@EXAMPLE.com"));
  made.membership.deny = {rule_of("ex", MatchKind::uri, "sip:mallory@example.com")};
  const Proof proof = ask(made, Property::p5);
  REQUIRE(proof.witnesses.size() == 2);
  CHECK(proof.witnesses[0].rule == "again");
  CHECK(proof.witnesses[1].rule == "ex");
  made.identity.conflict = policy::Conflict::any_allowed;
  CHECK(ask(made, Property::p5).witnesses.size() == 1);
}

TEST_CASE("P9 finds the ways in of one caller or one domain") {
  policy::Policy made = board();
  CHECK(ask(made, Property::p9, "sip:eve@other.example").outcome == Outcome::proven);
  CHECK(ask(made, Property::p9, "sips:alice@example.com").outcome == Outcome::refuted);
  CHECK(ask(made, Property::p9, "example.com").witnesses.front().who == "sip:alice@example.com");
  CHECK(ask(made, Property::p9, "other.example").outcome == Outcome::proven);
  made.identity.conflict = policy::Conflict::any_allowed;
  CHECK(ask(made, Property::p9, "sip:eve@other.example").reason == "he gets in beside somebody who may");
  made.identity.conflict = policy::Conflict::all_allowed;
  made.cdiv.policy = policy::Cdiv::ignore;
  CHECK(ask(made, Property::p9, "sip:eve@other.example").reason == "he gets in by answering a call to somebody else");
}

TEST_CASE("P11 falls where two identities are refused as such") {
  policy::Policy made = board();
  made.identity.conflict = policy::Conflict::reject;
  CHECK(ask(made, Property::p11).outcome == Outcome::refuted);
}

TEST_CASE("a rule that names nobody is worth saying, and a policy of too many classes is undecided") {
  policy::Policy made = board();
  for (char c = 'a'; c < 'a' + 17; ++c) {
    made.membership.allow.push_back(
        rule_of(std::string(1, c), MatchKind::pattern, std::string("sip:*") + c + "*@example.com"));
  }
  const Proof proof = ask(made, Property::p9, "sip:eve@other.example");
  CHECK(proof.outcome == Outcome::undecided);
  CHECK(proof.reason.starts_with("more than 65536 classes of callers"));
}

TEST_CASE("the laws of the decision hold for policies made up") {
  base::Random random(73);
  for (unsigned long round = 0; round < tests::rounds(3); ++round) {
    policy::Policy made = tests::made_policy(random);
    made.membership.mode = static_cast<policy::Mode>(random.below(3));
    made.identity.conflict = static_cast<policy::Conflict>(random.between(1, 3));
    made.identity.anonymity.missing = static_cast<policy::OnMissing>(random.below(5));
    made.identity.anonymity.on_explicit = static_cast<policy::OnExplicit>(random.below(3));
    made.dial_in.via_join = static_cast<policy::Via>(random.below(4));
    made.moderation.require_moderator_present = random.one_in(2);
    made.membership.unlisted = static_cast<policy::Unlisted>(random.below(2));
    for (const Property law : {Property::p10, Property::p11, Property::p12}) {
      const Proof proof = ask(made, law);
      CAPTURE(prove::word(law));
      CAPTURE(proof.reason);
      CAPTURE(first_sentence(proof));
      CHECK(proof.outcome == Outcome::proven);
    }
  }
}
