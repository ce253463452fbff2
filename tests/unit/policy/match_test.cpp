#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "policy/match.hpp"

namespace confstate::policy {
namespace {

MemberRule rule(MatchKind kind, const std::string& text, bool sub = false) {
  MemberRule made;
  made.id = "r";
  made.match = {kind, text, sub};
  made.methods = {Method::dial_in, Method::dial_out, Method::refer};
  return made;
}

bool names(const Policy& policy, const Match& match, const std::string& uri, Side side) {
  return matches(matchers_of(policy, match), identity_of(policy, uri), side, policy);
}

bool allows(const Match& match, const std::string& uri, const Policy& policy = {}) {
  return names(policy, match, uri, Side::allow);
}

bool denies(const Match& match, const std::string& uri, const Policy& policy = {}) {
  return names(policy, match, uri, Side::deny);
}

const Match kAlice{MatchKind::uri, "sip:alice@example.com", false};

}  // namespace

TEST_CASE("a rule names every spelling of one identity and no other") {
  CHECK(allows(kAlice, "sip:%61lice@EXAMPLE.com:5060;transport=tls"));
  CHECK(allows(kAlice, "sips:alice@example.com"));
  CHECK(allows(kAlice, "sip:alice:secret@example.com"));
  CHECK_FALSE(allows(kAlice, "sip:Alice@example.com"));
  CHECK_FALSE(allows(kAlice, "sip:alice@example.com.evil.test"));
  CHECK_FALSE(allows(kAlice, "sip:alice@example.com:5070"));
}

TEST_CASE("with strictScheme sip and sips are two users for those who are allowed, and one for those who are denied") {
  Policy policy;
  policy.identity.strict_scheme = true;
  CHECK_FALSE(allows(kAlice, "sips:alice@example.com", policy));
  CHECK(denies(kAlice, "sips:alice@example.com", policy));
  CHECK(denies({MatchKind::uri, "sips:alice@example.com", false}, "sip:alice@example.com", policy));
}

TEST_CASE("a domain is exact unless it says sub, and never a suffix") {
  const Match domain{MatchKind::domain, "Example.com.", false};
  CHECK(allows(domain, "sip:bob@example.com"));
  CHECK(allows(domain, "sip:bob@example.com:5070"));
  CHECK_FALSE(allows(domain, "sip:bob@sub.example.com"));
  CHECK_FALSE(allows(domain, "sip:bob@oozexample.com"));
  const Match below{MatchKind::domain, "example.com", true};
  CHECK(allows(below, "sip:bob@a.b.example.com"));
  CHECK_FALSE(allows(below, "sip:bob@oozexample.com"));
  CHECK(allows({MatchKind::domain, "m\xc3\xbcller.example", false}, "sip:bob@xn--mller-kva.example"));
}

TEST_CASE("a pattern is anchored at both ends, and its star never crosses an at sign") {
  CHECK(matches_pattern("sip:dev-*@example.com", "sip:dev-ann@example.com"));
  CHECK(matches_pattern("sip:dev-*@example.com", "sip:dev-@example.com"));
  CHECK_FALSE(matches_pattern("sip:dev-*@example.com", "xsip:dev-ann@example.com"));
  CHECK_FALSE(matches_pattern("sip:dev-*@example.com", "sip:dev-ann@example.com.test"));
  CHECK_FALSE(matches_pattern("sip:*", "sip:ann@example.com"));
  CHECK(matches_pattern("*", ""));
  CHECK(matches_pattern("a*b*c", "aXbXbYc"));
  CHECK_FALSE(matches_pattern("a*b*c", "aXbXbY@c"));
  CHECK(matches_pattern("*@*", "a@b"));
  CHECK_FALSE(matches_pattern("*@*", "a@b@c"));
  CHECK(matches_pattern("", ""));
  CHECK_FALSE(matches_pattern("", "a"));
}

TEST_CASE("matching a pattern of many stars takes no more than the product of the lengths") {
  std::string pattern;
  for (int i = 0; i < 2000; ++i) {
    pattern += "*a";
  }
  CHECK_FALSE(matches_pattern(pattern + "b", std::string(20000, 'a')));
}

TEST_CASE("a pattern is written in many ways and means one thing") {
  CHECK(canonical_pattern("SIPS:%64ev-*@Example.COM.:5061;transport=tls", false) == "sip:dev-*@example.com");
  CHECK(canonical_pattern("sips:dev-*@example.com", true) == "sips:dev-*@example.com");
  CHECK(canonical_pattern("sip:*@*.Corp.Example", false) == "sip:*@*.corp.example");
  CHECK(canonical_pattern("sip:*@m\xc3\xbcller.*", false) == "sip:*@xn--mller-kva.*");
  CHECK(canonical_pattern("tel:+49-30*", false) == "tel:+4930*");
  CHECK(canonical_pattern("*@example.com", false) == "*@example.com");
  CHECK(canonical_pattern("sip:*@[2001:DB8::1]", false) == "sip:*@[2001:db8::1]");
}

TEST_CASE("a number is the same in tel and with user=phone, and cannot be escaped by a parameter") {
  const Match number{MatchKind::tel, "+49 30 123456", false};
  const Match plain{MatchKind::tel, "+4930123456", false};
  CHECK(allows(plain, "tel:+49-30-123456"));
  CHECK(allows(plain, "sip:+4930123456@example.com;user=phone"));
  CHECK_FALSE(allows(plain, "tel:+4930123456;ext=7"));
  CHECK(allows({MatchKind::tel_prefix, "+4930", false}, "tel:+4930123456"));
  CHECK_FALSE(allows({MatchKind::tel_prefix, "+4930", false}, "tel:+4940123456"));
  CHECK_FALSE(allows(number, "sip:bob@example.com"));
  CHECK_FALSE(allows({MatchKind::domain, "example.com", false}, "sip:+4930123456@example.com;user=phone"));
  CHECK(denies({MatchKind::domain, "example.com", false}, "sip:+4930123456@example.com;user=phone"));
  CHECK(denies(plain, "sip:+4930123456@example.com"));
}

TEST_CASE("a number without user=phone is the number only where its host may assert it") {
  Policy policy;
  const Match number{MatchKind::tel, "+4930123456", false};
  CHECK_FALSE(allows(number, "sip:+4930123456@example.com", policy));
  TrustPeer home;
  home.may_assert = {"example.com", "+4930"};
  policy.identity.trust.push_back(home);
  CHECK(allows(number, "sip:+4930123456@example.com", policy));
  CHECK_FALSE(allows(number, "sip:+4930123456@other.example", policy));
  CHECK_FALSE(allows({MatchKind::tel, "+4940123456", false}, "sip:+4940123456@example.com", policy));
}

TEST_CASE("nobody is named by a domain, a pattern or any, unless the policy admits nameless users of a domain") {
  Policy policy;
  const Match domain{MatchKind::domain, "example.com", false};
  const Match any{MatchKind::any, "", false};
  CHECK_FALSE(allows(domain, "sip:anonymous@example.com", policy));
  CHECK_FALSE(allows(any, "sip:anonymous@anonymous.invalid", policy));
  policy.identity.anonymity.domain_only = OnDomainOnly::admit_if_domain_allowed;
  CHECK(allows(domain, "sip:anonymous@example.com", policy));
  CHECK_FALSE(allows(any, "sip:anonymous@anonymous.invalid", policy));
}

TEST_CASE("a role is its own users; one that names itself ends") {
  Policy policy;
  policy.roles.push_back({"moderator", {rule(MatchKind::uri, "sip:ann@example.com")}, {}});
  policy.roles.push_back({"loop", {rule(MatchKind::role, "loop"), rule(MatchKind::role, "moderator")}, {}});
  CHECK(allows({MatchKind::role, "moderator", false}, "sip:ann@example.com", policy));
  CHECK(allows({MatchKind::role, "loop", false}, "sip:ann@example.com", policy));
  CHECK_FALSE(allows({MatchKind::role, "nobody", false}, "sip:ann@example.com", policy));
}

TEST_CASE("rules have methods and an end") {
  Policy policy;
  policy.membership.allow.push_back(rule(MatchKind::uri, "sip:ann@example.com"));
  policy.membership.allow.back().methods = {Method::dial_out};
  policy.membership.allow.push_back(rule(MatchKind::domain, "example.com"));
  policy.membership.allow.back().not_after = "2027-01-10T12:00:00Z";
  policy.membership.allow.back().roles = {"speaker"};
  policy.membership.deny.push_back(rule(MatchKind::uri, "sip:eve@example.com"));
  policy.membership.deny.back().not_after = "tomorrow";
  const Rules rules(policy);
  const uri::Identity ann = identity_of(policy, "sip:ann@example.com");
  CHECK(rules.allowed(ann, Method::dial_out, std::nullopt) == 0);
  CHECK(rules.allowed(ann, Method::dial_in, std::nullopt) == 1);
  CHECK(rules.allowed(ann, Method::dial_in, 1799582400) == 1);
  CHECK_FALSE(rules.allowed(ann, Method::dial_in, 1799582401));
  CHECK(rules.denied(identity_of(policy, "sips:eve@example.com"), 1799582401) == 0);
  CHECK(rules.has_role(ann, "speaker"));
  CHECK_FALSE(rules.has_role(identity_of(policy, "sip:ann@other.example"), "speaker"));
}

}  // namespace confstate::policy
