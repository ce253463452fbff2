#include <string>

#include <doctest/doctest.h>

#include "prove/compare.hpp"
#include "support/made_policies.hpp"

using namespace confstate;
using policy::MatchKind;
using prove::Comparison;
using prove::Outcome;
using prove::Relation;
using tests::rule_of;

namespace {

policy::Policy board() {
  policy::Policy made = tests::plain_policy();
  made.membership.allow = {rule_of("all", MatchKind::domain, "example.com"),
                           rule_of("carol", MatchKind::tel, "+4930123")};
  return made;
}

std::string first_words(const std::vector<prove::Difference>& differences) {
  return differences.empty() ? "" : differences.front().words;
}

}  // namespace

TEST_CASE("a policy is equivalent to itself, and to itself written otherwise") {
  policy::Policy other = board();
  other.membership.allow = {rule_of("n", MatchKind::uri, "tel:+49-30-123"),
                            rule_of("p", MatchKind::pattern, "sip:*@example.com"),
                            rule_of("q", MatchKind::pattern, "sip:*@example.com:*")};
  const Comparison comparison = prove::compare(board(), other);
  CAPTURE(first_words(comparison.only_first));
  CAPTURE(first_words(comparison.only_second));
  CHECK(comparison.relation == Relation::equivalent);
  CHECK(comparison.not_compared.empty());
  CHECK(comparison.disjoint == Outcome::refuted);
}

TEST_CASE("a further deny rule makes a policy stricter, and the caller whom it keeps out shows it") {
  policy::Policy other = board();
  other.membership.deny = {rule_of("eve", MatchKind::uri, "sip:eve@example.com")};
  const Comparison comparison = prove::compare(board(), other);
  CHECK(comparison.relation == Relation::stricter);
  CHECK(first_words(comparison.only_first) == "sip:eve@example.com dials in over tls, shown by passport");
  CHECK(prove::compare(other, board()).relation == Relation::laxer);
}

TEST_CASE("policies that each let in somebody else are incomparable, and may be disjoint") {
  policy::Policy one = tests::plain_policy();
  policy::Policy two = tests::plain_policy();
  one.membership.allow = {rule_of("a", MatchKind::uri, "sip:a@example.com")};
  two.membership.allow = {rule_of("b", MatchKind::uri, "sip:b@example.com")};
  const Comparison comparison = prove::compare(one, two);
  CHECK(comparison.relation == Relation::incomparable);
  CHECK(first_words(comparison.only_first).starts_with("sip:a@example.com"));
  CHECK(first_words(comparison.only_second).starts_with("sip:b@example.com"));
  CHECK(comparison.disjoint == Outcome::proven);
}

TEST_CASE("each policy reads identities by its own trust") {
  policy::Policy one = board();
  one.identity.sources_dial_in = {policy::SourceIn::pai};
  policy::TrustPeer peer;
  peer.peers = {"192.0.2.0/28"};
  peer.transports = {policy::Transport::tls};
  peer.requests = true;
  peer.may_assert = {"*"};
  one.identity.trust = {peer};
  policy::Policy two = one;
  two.identity.trust[0].peers = {"192.0.2.0/29"};
  const Comparison comparison = prove::compare(one, two);
  CHECK(comparison.relation == Relation::stricter);
  REQUIRE(!comparison.only_first.empty());
  CHECK(comparison.only_first.front().witness.neighbour == "192.0.2.8");
}

TEST_CASE("only a circumstance may tell two policies apart") {
  policy::Policy other = board();
  other.moderation.require_moderator_present = true;
  CHECK(first_words(prove::compare(board(), other).only_first).ends_with("a moderator is there: no"));
  other = board();
  other.dial_in.via_replaces = policy::Via::any_allowed;
  CHECK(prove::compare(board(), other).relation == Relation::laxer);
  other = board();
  other.identity.conflict = policy::Conflict::any_allowed;
  CHECK(prove::compare(board(), other).only_second.front().witness.besides != "");
  other = board();
  other.cdiv.no_identity = policy::NoIdentity::admit;
  CHECK(prove::compare(board(), other).only_second.front().witness.answered_by == "somebody without identity");
  other = board();
  other.validity.not_after = "2027-01-10T08:00:00Z";
  CHECK(prove::compare(board(), other).only_first.front().witness.at == "2027-01-10T08:00:01Z");
}

TEST_CASE("media is compared by what protects a line at least") {
  policy::Policy one = board();
  one.media.keying = {policy::Keying::sdes};
  one.media.srtp.suites = {"AEAD_AES_128_GCM"};
  policy::Policy two = one;
  two.media.srtp.suites = {"AEAD_AES_256_GCM"};
  CHECK(prove::compare(one, two).relation == Relation::stricter);
  two.media.osrtp = policy::Osrtp::allow_fallback;
  CHECK(prove::compare(one, two).relation == Relation::laxer);
  two = one;
  two.media.must_have = {};
  CHECK(first_words(prove::compare(one, two).only_second).ends_with("an offer without audio"));
}

TEST_CASE("group keys are compared by what renews them and how soon") {
  policy::Policy one = board();
  one.group_keys.enabled = true;
  policy::Policy two = one;
  two.group_keys.deadline_ms = 20000;
  CHECK(prove::compare(one, two).relation == Relation::laxer);
  two.group_keys.renew_on.values.push_back(static_cast<std::uint8_t>(policy::Renewal::compromise));
  CHECK(prove::compare(one, two).relation == Relation::incomparable);
  CHECK(prove::compare(board(), one).relation == Relation::stricter);
}

TEST_CASE("what is not compared is named") {
  policy::Policy other = board();
  other.conference.max_participants = 5;
  other.refer.max_targets = 7;
  const Comparison comparison = prove::compare(board(), other);
  CHECK(comparison.relation == Relation::equivalent);
  CHECK(comparison.not_compared == std::vector<std::string>{"/conference", "/refer"});
}
