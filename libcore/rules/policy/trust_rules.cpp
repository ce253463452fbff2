// CSP203 to CSP205, CSP210, CSP211, CSP213, CSP214: whose word counts, and what proves it.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::SourceIn;
using policy::TrustPeer;

constexpr std::string_view kTrust = "/identity/trust";

bool has_no_trust(const policy::IdentityPolicy& identity) {
  return std::ranges::none_of(identity.trust, &TrustPeer::requests);
}

void check_asserted(const PolicyCase& subject, diag::Findings& out) {
  const auto& sources = subject.policy.identity.sources_dial_in;
  const std::size_t unproven = sources.has(SourceIn::from) ? 1 : 0;
  if (!sources.has(SourceIn::pai) || sources.size() - unproven != 1 || !has_no_trust(subject.policy.identity)) {
    return;
  }
  diag::Diagnostic found = at_value(
      subject, kTrust,
      {.message = "identities are asserted by neighbours, but none is trusted", .label = "whose word counts?"});
  found.related.push_back(see_value(subject, "/identity/sourcesDialIn", "only `pai` proves anything here"));
  out.add(std::move(found));
}

constexpr diag::Card kAsserted = {
    .area = "policy",
    .id = "asserted-identity-untrusted",
    .severity = Severity::error,
    .spec = {"RFC 3325", "8"},
    .title = "who relies on asserted identities trusts somebody who asserts them",
    .why =
        "P-Asserted-Identity from outside the trust domain must not be used. Where it is the only source and nobody "
        "is trusted, nobody has an identity; and a focus that does not look where it comes from believes everybody.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"sourcesDialIn": ["pai"]})"),
    .good = CONFSTATE_CALLED(
        R"( "identity": {"sourcesDialIn": ["pai"],
  "trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"]}]})"),
    .rows = "CSP203",
};

// A prefix of no bits.
bool is_everybody(std::string_view peer) {
  return peer.ends_with("/0") || peer == "*";
}

void check_everybody(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<TrustPeer>& trust = subject.policy.identity.trust;
  for (std::size_t i = 0; i < trust.size(); ++i) {
    for (std::size_t j = 0; j < trust[i].peers.size(); ++j) {
      if (is_everybody(trust[i].peers[j])) {
        tell(subject, out, item_pointer(item_pointer(kTrust, i) + "/peers", j),
             {.message = fmt::format("{} trusts every address", quoted(trust[i].id)), .label = "the whole internet"});
      }
    }
  }
}

constexpr diag::Card kEverybody = {
    .area = "policy",
    .id = "trust-in-everybody",
    .severity = Severity::error,
    .spec = {"RFC 5876", "5"},
    .title = "trust has an end",
    .why =
        "A trusted neighbour may say who calls. With every address trusted, every caller says so himself; not even "
        "the devices of one's own users belong in the trust domain.",
    .bad = CONFSTATE_CALLED(
        R"( "identity": {"trust": [{"id": "home", "peers": ["0.0.0.0/0"], "mayAssert": ["example.com"]}]})"),
    .good = CONFSTATE_CALLED(
        R"( "identity": {"trust": [{"id": "home", "peers": ["192.0.2.0/28"], "mayAssert": ["example.com"]}]})"),
    .rows = "CSP204",
};

void check_hop(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<TrustPeer>& trust = subject.policy.identity.trust;
  for (std::size_t i = 0; i < trust.size(); ++i) {
    const bool plain =
        trust[i].transports.has(policy::Transport::udp) || trust[i].transports.has(policy::Transport::tcp);
    if (plain || !trust[i].mutual_tls) {
      tell(subject, out, item_pointer(kTrust, i) + (plain ? "/transports" : "/mutualTls"),
           {.message = plain ? fmt::format("the word of {} counts without TLS", quoted(trust[i].id))
                             : fmt::format("{} need not show a certificate", quoted(trust[i].id)),
            .label = "who says that it is he?",
            .mend = plain ? R"(["tls"])" : "true"});
    }
  }
}

constexpr diag::Card kHop = {
    .area = "policy",
    .id = "trust-without-proof",
    .severity = Severity::warning,
    .spec = {"RFC 3325", "11"},
    .title = "a trusted neighbour proves who it is",
    .why =
        "A trust domain needs hops that nobody else can write to. Over UDP anybody may send from the address of the "
        "neighbour, and TLS without a certificate of his shows nothing about him.",
    .bad = CONFSTATE_CALLED(
        R"( "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "transports": ["udp", "tls"],
   "mayAssert": ["example.com"]}]})"),
    .good = CONFSTATE_CALLED(
        R"( "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"]}]})"),
    .rows = "CSP205",
};

void check_assertion(const PolicyCase& subject, diag::Findings& out, std::string_view value,
                     const std::string& pointer) {
  if (value == "*") {
    tell(subject, out, pointer, {.message = "a neighbour may say of every caller who he is", .label = "of anybody"});
  } else if (reach_of(subject).asserts_somebody(value) == prove::Answer::no) {
    tell(subject, out, pointer,
         {.message = fmt::format("nobody on the allow list is below {}", quoted(value)), .label = "not needed"});
  }
}

void check_assertions(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<TrustPeer>& trust = subject.policy.identity.trust;
  for (std::size_t i = 0; is_closed(subject.policy) && i < trust.size(); ++i) {
    for (std::size_t j = 0; j < trust[i].may_assert.size(); ++j) {
      check_assertion(subject, out, trust[i].may_assert[j], item_pointer(item_pointer(kTrust, i) + "/mayAssert", j));
    }
  }
}

constexpr diag::Card kAssertions = {
    .area = "policy",
    .id = "trust-too-wide",
    .severity = Severity::warning,
    .spec = {"RFC 3325", "5"},
    .title = "a neighbour may assert the identities of listed users, and no more",
    .why =
        "A partner vouches for his own users. With * he may say of a caller that he is one of yours; and a domain "
        "or a prefix that no allow rule needs only widens what a broken partner can do. It is judged in closed "
        "conferences, which list their users.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["*"]}]})"),
    .good = CONFSTATE_CALLED(
        R"( "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"]}]})"),
    .rows = "CSP210",
};

void check_passport(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kLongest = 3600;
  const policy::Passport& passport = subject.policy.identity.passport;
  if (passport.required && passport.anchors.empty()) {
    tell(subject, out, "/identity/passport/anchors",
         {.message = "a signature is required, but no certificate to verify it with is named"});
  }
  if (passport.max_age_sec == 0 || passport.max_age_sec > kLongest) {
    tell(subject, out, "/identity/passport/maxAgeSec",
         {.message = fmt::format("a signature counts for {} seconds", passport.max_age_sec),
          .label = passport.max_age_sec == 0 ? "never" : "long enough to be used again",
          .mend = passport.max_age_sec == 0 ? "" : "60"});
  }
}

constexpr diag::Card kPassport = {
    .area = "policy",
    .id = "signature-unverifiable",
    .severity = Severity::error,
    .spec = {"RFC 8224", "6.2.2"},
    .title = "signed identities can be verified and do not last",
    .why =
        "Without a certificate to begin with, no signature can be verified, and where one is required nobody comes "
        "in. One that counts for hours can be recorded and used by somebody else; one that counts for no time at "
        "all is stale when it arrives.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"passport": {"maxAgeSec": 86400}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"passport": {"maxAgeSec": 30}})"),
    .rows = "CSP211",
};

void check_hidden(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.identity.anonymity.privacy_with_trusted_id != policy::OnPrivacy::admit_hidden ||
      subject.policy.notifications.hide_private) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/notifications/hidePrivate",
                                    {.message = "who was promised privacy is shown in the roster", .mend = "true"});
  found.related.push_back(see_value(subject, "/identity/anonymity/privacyWithTrustedId", "admitted, but hidden"));
  out.add(std::move(found));
}

constexpr diag::Card kHidden = {
    .area = "policy",
    .id = "privacy-not-kept",
    .severity = Severity::error,
    .spec = {"RFC 4579", "6"},
    .title = "who is admitted hidden is not shown to others",
    .why =
        "A caller whom the focus knows may ask that others do not. A focus must support that; a roster that names "
        "him breaks the promise under which he came in.",
    .bad = CONFSTATE_CALLED(R"( "notifications": {"hidePrivate": false})"),
    .good = CONFSTATE_CALLED(R"( "notifications": {"hidePrivate": false},
 "identity": {"anonymity": {"privacyWithTrustedId": "reject-433"}})"),
    .rows = "CSP213",
};

void check_digest(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<std::string>& algorithms = subject.policy.signalling.digest;
  for (std::size_t i = 0; i < algorithms.size(); ++i) {
    if (base::ascii_lower(algorithms[i]).starts_with("md5")) {
      diag::Diagnostic found = at_value(subject, item_pointer("/signalling/digest", i),
                                        {.message = "passwords may be checked with MD5", .label = "broken"});
      if (algorithms.size() > 1) {
        mend_by_removal(subject, found);
      }
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kDigest = {
    .area = "policy",
    .id = "digest-md5",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "signalling"},
    .title = "passwords are not checked with MD5",
    .why =
        "MD5 is kept for old telephones only. Whoever sees one exchange can try passwords by the billion, and a "
        "caller who is offered several algorithms may be made to take the weakest.",
    .bad = CONFSTATE_CALLED(R"( "signalling": {"digest": ["SHA-256", "MD5"]})"),
    .good = CONFSTATE_CALLED(R"( "signalling": {"digest": ["SHA-512-256"]})"),
    .rows = "CSP214",
};

constexpr auto kTrustRules = std::to_array<PolicyRule>({
    {kAsserted, check_asserted},
    {kEverybody, check_everybody},
    {kHop, check_hop},
    {kAssertions, check_assertions},
    {kPassport, check_passport},
    {kHidden, check_hidden},
    {kDigest, check_digest},
});

}  // namespace

std::span<const PolicyRule> policy_trust_rules() {
  return kTrustRules;
}

}  // namespace confstate::rules
