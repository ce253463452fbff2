// Policies made up for tests: small names, so that few letters make every coincidence.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "policy/policy.hpp"

namespace confstate::tests {

// A closed conference with secured media, as the defaults are; rules to be added.
[[nodiscard]] inline policy::Policy plain_policy() {
  using namespace policy;
  Policy made;
  made.id = "made";
  made.conference.uri = "sips:board@conf.example.com";
  made.conference.max_participants = 200;
  made.conference.max_legs_per_user = 1;
  made.dial_in = {true, Via::deny, Via::same_user};
  made.dial_out.enabled = true;
  made.dial_out.supported = {"from-change", "histinfo"};
  made.identity.required = true;
  made.identity.sources_dial_in = {SourceIn::passport, SourceIn::pai, SourceIn::digest, SourceIn::tls_cert};
  made.identity.sources_dial_out = {SourceOut::passport_update, SourceOut::pai};
  made.identity.conflict = Conflict::all_allowed;
  made.identity.passport.anchors = {"root.pem"};
  made.identity.passport.max_age_sec = 60;
  made.cdiv.policy = Cdiv::target_must_be_allowed;
  made.media.must_have = {MediaType::audio};
  made.media.keying = {Keying::dtls_srtp, Keying::mikey_ticket, Keying::tls};
  made.media.srtp.suites = {"AEAD_AES_256_GCM", "AEAD_AES_128_GCM", "AES_256_CM_HMAC_SHA1_80",
                            "AES_CM_128_HMAC_SHA1_80"};
  made.media.srtp.min_auth_tag_bits = 80;
  made.media.srtp.min_key_bits = 128;
  made.media.srtp.forbid_params = {CryptoParam::unencrypted_srtp, CryptoParam::unencrypted_srtcp,
                                   CryptoParam::unauthenticated_srtp};
  made.media.sdes_signalling = SdesSignalling::tls_hop;
  made.media.dtls.hashes = {"sha-256", "sha-384", "sha-512"};
  made.media.capneg = Capneg::use_secured_config;
  made.media.gate_until_admitted = true;
  made.group_keys.streams = {MediaType::audio, MediaType::video};
  made.group_keys.renew_on = {Renewal::join, Renewal::leave, Renewal::kick, Renewal::ban, Renewal::dialout_aborted};
  made.group_keys.deadline_ms = 10000;
  made.lock.moderator_bypass = true;
  made.signalling.min_transport = Transport::tls;
  return made;
}

[[nodiscard]] inline policy::MemberRule rule_of(std::string id, policy::MatchKind kind, std::string text,
                                                bool sub = false) {
  policy::MemberRule rule;
  rule.id = std::move(id);
  rule.match = {kind, std::move(text), sub};
  rule.methods = {policy::Method::dial_in, policy::Method::dial_out, policy::Method::refer};
  return rule;
}

template <class T, std::size_t N>
[[nodiscard]] const T& one_of(base::Random& random, const std::array<T, N>& values) {
  return values[random.below(static_cast<std::uint32_t>(N))];
}

[[nodiscard]] inline policy::Match made_match(base::Random& random) {
  using policy::MatchKind;
  static constexpr auto kUris = std::to_array<std::string_view>(
      {"sip:a@a", "sip:b@a", "sips:a@b", "sip:ab@a.b", "sip:+1@a", "sip:+1@b;user=phone", "tel:+12", "sip:a@a:7"});
  static constexpr auto kDomains = std::to_array<std::string_view>({"a", "b", "a.b", "b.a"});
  static constexpr auto kPatterns =
      std::to_array<std::string_view>({"sip:*@a", "sip:a*@*", "sip:*@*.b", "sip:*@*b", "tel:+1*", "*@a", "sip*:b@*",
                                       "sip:*a*@b", "sip:*b@a*", "*", "sips:a*@a", "tel:*2", "sip:+*@*", "sip:*@*:7"});
  static constexpr auto kNumbers = std::to_array<std::string_view>({"+1", "+12", "+2"});
  switch (random.below(7)) {
    case 0:
    case 1:
      return {MatchKind::uri, std::string(one_of(random, kUris)), false};
    case 2:
      return {MatchKind::domain, std::string(one_of(random, kDomains)), random.one_in(2)};
    case 3:
      return {MatchKind::tel, std::string(one_of(random, kNumbers)), false};
    case 4:
      return {MatchKind::tel_prefix, std::string(one_of(random, kNumbers)), false};
    case 5:
      return random.one_in(5) ? policy::Match{MatchKind::any, {}, false} : policy::Match{MatchKind::role, "r", false};
    default:
      return {MatchKind::pattern, std::string(one_of(random, kPatterns)), false};
  }
}

[[nodiscard]] inline policy::MemberRule made_rule(base::Random& random, const std::string& id) {
  policy::MemberRule rule = rule_of(id, policy::MatchKind::any, {});
  rule.match = made_match(random);
  if (random.one_in(3)) {
    rule.methods = {static_cast<policy::Method>(random.below(2))};
  }
  if (random.one_in(4)) {
    rule.roles = {"moderator"};
  }
  if (random.one_in(6)) {
    rule.not_after = random.one_in(2) ? "2027-01-10T08:00:00Z" : "2027-03-10T08:00:00Z";
  }
  return rule;
}

[[nodiscard]] inline policy::TrustPeer made_peer(base::Random& random) {
  static constexpr auto kEntries = std::to_array<std::string_view>({"a", ".b", "+1", "*", "b.a", "b"});
  policy::TrustPeer peer;
  peer.id = "peer";
  peer.peers = {random.one_in(2) ? "192.0.2.0/28" : "192.0.2.1"};
  peer.transports = {policy::Transport::tls};
  peer.requests = !random.one_in(5);
  peer.responses = random.one_in(2);
  for (std::uint32_t i = 0; i < random.between(1, 2); ++i) {
    peer.may_assert.emplace_back(one_of(random, kEntries));
  }
  return peer;
}

// Rules, roles and trust of all kinds; the rest as in plain_policy().
[[nodiscard]] inline policy::Policy made_policy(base::Random& random) {
  policy::Policy made = plain_policy();
  for (std::uint32_t i = 0, n = random.below(5); i < n; ++i) {
    made.membership.allow.push_back(made_rule(random, "a" + std::to_string(i)));
  }
  for (std::uint32_t i = 0, n = random.below(4); i < n; ++i) {
    made.membership.deny.push_back(made_rule(random, "d" + std::to_string(i)));
  }
  policy::Role role;
  role.name = "r";
  role.users = {made_rule(random, "u1"), made_rule(random, "u2")};
  made.roles = {role};
  for (std::uint32_t i = 0, n = random.below(3); i < n; ++i) {
    made.identity.trust.push_back(made_peer(random));
  }
  made.identity.strict_scheme = random.one_in(4);
  if (random.one_in(4)) {
    made.identity.anonymity.domain_only = policy::OnDomainOnly::admit_if_domain_allowed;
  }
  return made;
}

}  // namespace confstate::tests
