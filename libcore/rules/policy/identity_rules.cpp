// CSP201, CSP202, CSP206 to CSP209, CSP212, CSP215, CSP216: where identities come from, and callers without one.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MatchKind;
using policy::MemberRule;
using policy::SourceIn;

void check_from(const PolicyCase& subject, diag::Findings& out) {
  const auto& sources = subject.policy.identity.sources_dial_in;
  if (is_closed(subject.policy) && sources.has(SourceIn::from)) {
    tell(subject, out, "/identity/sourcesDialIn",
         {.message = "a closed conference believes the From of its callers",
          .label = "`from` is what the caller writes",
          .note = "whoever writes From: <sip:alice@example.com> is Alice then",
          .mend = json_list_without(sources, SourceIn::from)});
  }
}

constexpr diag::Card kFrom = {
    .area = "policy",
    .id = "from-believed",
    .severity = Severity::error,
    .spec = {"RFC 5079", "7"},
    .title = "a closed conference knows its callers by what somebody else vouches for",
    .why =
        "A caller writes into From what he likes. With it as a source of identity the allow list is a list of "
        "passwords that everybody knows.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"sourcesDialIn": ["digest", "from"]})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"sourcesDialIn": ["digest"]})"),
    .rows = "CSP201",
};

void check_sources(const PolicyCase& subject, diag::Findings& out) {
  const policy::IdentityPolicy& identity = subject.policy.identity;
  if (identity.required && identity.sources_dial_in.empty()) {
    tell(subject, out, "/identity/sourcesDialIn",
         {.message = "an identity is required, but none is ever looked for", .label = "nobody has one"});
  }
}

constexpr diag::Card kSources = {
    .area = "policy",
    .id = "identity-without-source",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "identity"},
    .title = "where an identity is required, it has a source",
    .why = "With an empty list of sources no caller has an identity, and where one is required nobody comes in.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"sourcesDialIn": []})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"sourcesDialIn": ["digest"]})"),
    .rows = "CSP202",
};

void check_missing(const PolicyCase& subject, diag::Findings& out) {
  if (is_closed(subject.policy) && subject.policy.identity.anonymity.missing == policy::OnMissing::admit) {
    tell(subject, out, "/identity/anonymity/missing",
         {.message = "a closed conference goes on with callers who have no identity",
          .label = "who is that?",
          .mend = R"("reject-403")"});
  }
}

constexpr diag::Card kMissing = {
    .area = "policy",
    .id = "missing-identity-admitted",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "identity"},
    .title = "a closed conference refuses callers without identity",
    .why =
        "Only listed users may be in a closed conference, and a caller without identity is on no list. Admitting "
        "the missing identity contradicts the mode; a focus that takes it by its word lets strangers in.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"missing": "admit"}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"missing": "reject-403"}})"),
    .rows = "CSP206",
};

void check_missing_433(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::string_view kPointer = "/identity/anonymity/missing";
  if (subject.policy.identity.anonymity.missing == policy::OnMissing::reject_433 && is_written(subject, kPointer)) {
    tell(subject, out, kPointer,
         {.message = "callers whose identity is only missing are refused as anonymous",
          .label = "433 is for those who hide it",
          .help = "401, 428 or 403 say what is missing"});
  }
}

constexpr diag::Card kMissing433 = {
    .area = "policy",
    .id = "missing-identity-called-anonymous",
    .severity = Severity::info,
    .spec = {"RFC 5079", "3"},
    .title = "433 is for callers who withheld their identity",
    .why =
        "The RFC says that 433 should not be used where an identity is merely absent or cannot be verified: such a "
        "caller can do nothing about it. 401 asks for a password, 428 for a signature, 403 just refuses. 433 is "
        "the default here, as the strictest reading; only a policy that writes it is asked whether it means it.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"missing": "reject-433"}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"missing": "challenge-401"}})"),
    .rows = "CSP207",
    .options = "--ignore policy/default-written",
};

void check_explicit_403(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.identity.anonymity.on_explicit == policy::OnExplicit::reject_403) {
    tell(subject, out, "/identity/anonymity/explicit",
         {.message = "anonymous callers are refused with 403",
          .label = "does not say why",
          .help = "433 tells them to call again with their identity"});
  }
}

constexpr diag::Card kExplicit403 = {
    .area = "policy",
    .id = "anonymity-refused-with-403",
    .severity = Severity::warning,
    .spec = {"RFC 5079", "5"},
    .title = "a caller who hides his identity is told so",
    .why =
        "433 says that the call would be taken without anonymity, and a telephone can offer to call again. 403 says "
        "nothing that a machine could act on. It has its use where the reason itself is a secret (section 7).",
    .bad = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"explicit": "reject-403"}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"explicit": "reject-433"}})"),
    .rows = "CSP208",
};

void check_explicit(const PolicyCase& subject, diag::Findings& out) {
  if (is_closed(subject.policy) && subject.policy.identity.anonymity.on_explicit == policy::OnExplicit::admit) {
    tell(subject, out, "/identity/anonymity/explicit",
         {.message = "a closed conference goes on with callers who hide their identity",
          .label = "who is that?",
          .mend = R"("reject-433")"});
  }
}

constexpr diag::Card kExplicit = {
    .area = "policy",
    .id = "anonymity-admitted",
    .severity = Severity::error,
    .spec = {"RFC 5079", "1"},
    .title = "a closed conference refuses anonymous callers",
    .why =
        "Only listed users may be in a closed conference. A caller who withholds his identity cannot be on the "
        "list, and the others cannot know who listens.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"explicit": "admit"}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"anonymity": {"explicit": "reject-433"}})"),
    .rows = "CSP209",
};

void check_attestation(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<MemberRule>& allow = subject.policy.membership.allow;
  const auto single = std::ranges::find_if(allow, [](const MemberRule& rule) { return is_exact(rule.match); });
  if (subject.policy.identity.passport.min_attest == policy::Attest::a || single == allow.end()) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/identity/passport/minAttest",
                                    {.message = fmt::format("attestation {} is enough for a single user",
                                                            policy::word(subject.policy.identity.passport.min_attest)),
                                     .label = "does not vouch for the caller",
                                     .mend = R"("A")"});
  found.related.push_back(
      see_value(subject, allow_pointer(static_cast<std::size_t>(single - allow.begin())), "a rule for one user"));
  out.add(std::move(found));
}

constexpr diag::Card kAttestation = {
    .area = "policy",
    .id = "attestation-too-weak",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "identity"},
    .title = "who lets single users in wants their signer to vouch for them",
    .why =
        "With attestation A the signer vouches that the caller may use the number. B says only that it knows the "
        "customer, and C that it saw the call: neither shows that the caller is the user whom the rule names.",
    .bad = CONFSTATE_CALLED(R"( "identity": {"passport": {"minAttest": "B"}})"),
    .good = CONFSTATE_CALLED(R"( "identity": {"passport": {"minAttest": "A"}})"),
    .rows = "CSP212",
};

bool is_address(const policy::Match& match) {
  return match.kind == MatchKind::domain || match.kind == MatchKind::pattern ||
         (match.kind == MatchKind::uri && !is_number(match));
}

void check_conflict(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.identity.conflict != policy::Conflict::any_allowed) {
    return;
  }
  const std::vector<MemberRule>& allow = subject.policy.membership.allow;
  const auto number = std::ranges::find_if(allow, [](const MemberRule& rule) { return is_number(rule.match); });
  const auto address = std::ranges::find_if(allow, [](const MemberRule& rule) { return is_address(rule.match); });
  if (number == allow.end() || address == allow.end()) {
    return;
  }
  const auto place = [&](const auto& rule) { return allow_pointer(static_cast<std::size_t>(rule - allow.begin())); };
  diag::Diagnostic found = at_value(subject, "/identity/conflict",
                                    {.message = "one allowed identity out of several is enough",
                                     .label = "the other one may be anybody",
                                     .mend = R"("all-allowed")"});
  found.related.push_back(see_value(subject, place(address), "a SIP user"));
  found.related.push_back(see_value(subject, place(number), "a telephone"));
  out.add(std::move(found));
}

constexpr diag::Card kConflict = {
    .area = "policy",
    .id = "one-identity-of-two-enough",
    .severity = Severity::warning,
    .spec = {"RFC 5876", "4.5"},
    .title = "a caller with two identities is let in only if both are allowed",
    .why =
        "P-Asserted-Identity may carry a SIP URI and a number. Where rules name both kinds and one match is "
        "enough, whoever gets an allowed second value past a careless neighbour is in, whatever the first one says.",
    .bad = CONFSTATE_POLICY(R"( "membership": {"allow": [)" CONFSTATE_ALICE
                            R"(, {"id": "carol", "match": {"tel": "+4930123456"}}]},
 "dialOut": {"enabled": false}, "identity": {"conflict": "any-allowed"})"),
    .good = CONFSTATE_POLICY(R"( "membership": {"allow": [)" CONFSTATE_ALICE
                             R"(, {"id": "carol", "match": {"tel": "+4930123456"}}]},
 "dialOut": {"enabled": false}, "identity": {"conflict": "reject"})"),
    .rows = "CSP215",
};

void check_domain_only(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<MemberRule>& deny = subject.policy.membership.deny;
  const auto user = std::ranges::find_if(deny, [](const MemberRule& rule) { return is_exact(rule.match); });
  if (subject.policy.identity.anonymity.domain_only != policy::OnDomainOnly::admit_if_domain_allowed ||
      user == deny.end()) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/identity/anonymity/domainOnly",
                                    {.message = "a caller may show his domain alone, though single users are denied",
                                     .label = "the denied come without their name",
                                     .mend = R"("reject-433")"});
  found.related.push_back(
      see_value(subject, deny_pointer(static_cast<std::size_t>(user - deny.begin())), "denies one user"));
  out.add(std::move(found));
}

constexpr diag::Card kDomainOnly = {
    .area = "policy",
    .id = "domain-alone-admitted",
    .severity = Severity::warning,
    .spec = {"RFC 8224", "11"},
    .title = "who denies single users wants to know who calls",
    .why =
        "A signed identity may name a domain and no user. Where that is enough for an allowed domain, the user whom "
        "a deny rule names comes in as anonymous@ of the same domain.",
    .bad = CONFSTATE_POLICY(
        R"( "membership": {"mode": "open", "deny": [)" CONFSTATE_USER("mallory", "sip:mallory@example.com") R"(]},
 "dialOut": {"enabled": false},
 "identity": {"anonymity": {"domainOnly": "admit-if-domain-allowed"}})"),
    .good = CONFSTATE_POLICY(
        R"( "membership": {"mode": "open"},
 "dialOut": {"enabled": false},
 "identity": {"anonymity": {"domainOnly": "admit-if-domain-allowed"}})"),
    .rows = "CSP216",
};

constexpr auto kIdentityRules = std::to_array<PolicyRule>({
    {kFrom, check_from},
    {kSources, check_sources},
    {kMissing, check_missing},
    {kMissing433, check_missing_433},
    {kExplicit403, check_explicit_403},
    {kExplicit, check_explicit},
    {kAttestation, check_attestation},
    {kConflict, check_conflict},
    {kDomainOnly, check_domain_only},
});

}  // namespace

std::span<const PolicyRule> policy_identity_rules() {
  return kIdentityRules;
}

}  // namespace confstate::rules
