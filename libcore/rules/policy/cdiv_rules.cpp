// CSP301 to CSP307, CSP311: who answers when the conference calls, and calls that others divert.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::Cdiv;
using policy::DecideAt;
using policy::Evidence;
using policy::Policy;
using policy::SourceOut;

void check_answerer(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (!is_closed(policy) || !policy.dial_out.enabled) {
    return;
  }
  if (policy.cdiv.policy == Cdiv::ignore) {
    tell(subject, out, "/cdiv/policy",
         {.message = "a closed conference does not ask who answers its calls",
          .label = "whoever it is",
          .mend = R"("target-must-be-allowed")"});
  }
  if (policy.cdiv.no_identity == policy::NoIdentity::admit) {
    tell(subject, out, "/cdiv/noIdentity",
         {.message = "a closed conference keeps calls that somebody unknown answers",
          .label = "whoever it is",
          .mend = R"("terminate")"});
  }
}

constexpr diag::Card kAnswerer = {
    .area = "policy",
    .id = "answerer-unknown-kept",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "cdiv"},
    .title = "a closed conference knows who answers its calls",
    .why =
        "A called user may have diverted his calls to anybody. A closed conference that does not look at who "
        "answers, or keeps a call whose answerer is unknown, lets in whomever one of its users chose.",
    .bad = CONFSTATE_CALLING(R"( "cdiv": {"noIdentity": "admit"})"),
    .good = CONFSTATE_CALLING(R"( "cdiv": {"noIdentity": "hold"})"),
    .rows = "CSP301",
};

bool has_answerer(const policy::IdentityPolicy& identity) {
  const auto& sources = identity.sources_dial_out;
  const bool asserted = std::ranges::any_of(identity.trust, &policy::TrustPeer::responses);
  const bool updated =
      sources.has(SourceOut::from_update) && std::ranges::any_of(identity.trust, &policy::TrustPeer::requests);
  return asserted || updated || (sources.has(SourceOut::passport_update) && !identity.passport.anchors.empty());
}

void check_evidence(const PolicyCase& subject, diag::Findings& out) {
  if (!checks_diversion(subject.policy) || has_answerer(subject.policy.identity)) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/identity/trust",
                                    {.message = "who answers a call of the conference can never be known",
                                     .label = "nobody with `responses`",
                                     .help = "trust the proxy's responses, or name anchors for signed updates"});
  found.related.push_back(see_value(subject, "/cdiv/policy", "so every call is ended"));
  out.add(std::move(found));
}

constexpr diag::Card kEvidence = {
    .area = "policy",
    .id = "answerer-never-known",
    .severity = Severity::error,
    .spec = {"RFC 3325", "5"},
    .title = "where the answerer is asked for, something can tell",
    .why =
        "An identity of the answerer comes with a response of a trusted neighbour, or with a signed update. Where "
        "no neighbour's responses count and no signature can be verified, it never comes, and every call that the "
        "conference makes is ended again.",
    .bad = CONFSTATE_POLICY(" \"membership\": {\"allow\": [" CONFSTATE_ALICE "]}"),
    .good = CONFSTATE_CALLING(R"( "cdiv": {"policy": "forbid"})"),
    .rows = "CSP302",
};

void check_copies(const PolicyCase& subject, diag::Findings& out) {
  auto sources = subject.policy.identity.sources_dial_out;
  const bool to = sources.has(SourceOut::to);
  const bool contact = sources.has(SourceOut::contact);
  if (!to && !contact) {
    return;
  }
  std::erase(sources.values, static_cast<std::uint8_t>(SourceOut::to));
  tell(subject, out, "/identity/sourcesDialOut",
       {.message = fmt::format("{} not say who answered", to && contact ? "`to` and `contact` do"
                                                          : to          ? "`to` does"
                                                                        : "`contact` does"),
        .label = to ? "`to` is a copy of what was dialled" : "`contact` is a device",
        .mend = json_list_without(sources, SourceOut::contact)});
}

constexpr diag::Card kCopies = {
    .area = "policy",
    .id = "answerer-from-copy",
    .severity = Severity::error,
    .spec = {"RFC 3261", "8.2.6.2"},
    .title = "who answered is told by what the answerer's side says",
    .why =
        "The To of a response is a copy of the request's and names whom the conference called, whoever answers. "
        "Contact names a device. With either as a source, a diverted call looks as if the right user had answered.",
    .bad = CONFSTATE_CALLING_BY(R"("sourcesDialOut": ["pai", "to"],
  )",
                                R"( "cdiv": {"policy": "forbid"})"),
    .good = CONFSTATE_CALLING_BY(R"("sourcesDialOut": ["pai"],
  )",
                                 R"( "cdiv": {"policy": "forbid"})"),
    .rows = "CSP303",
};

// The tags of the list and one more.
std::string tags_with(std::vector<std::string> tags, std::string_view tag) {
  tags.emplace_back(tag);
  return json_list(tags);
}

void check_from_change(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  const auto& sources = policy.identity.sources_dial_out;
  const bool updated = sources.has(SourceOut::passport_update) || sources.has(SourceOut::from_update);
  if (policy.dial_out.enabled && updated && !has_text(policy.dial_out.supported, "from-change")) {
    tell(subject, out, "/dialOut/supported",
         {.message = "who answers is to be told by an update that is not asked for",
          .label = "without `from-change`",
          .mend = tags_with(policy.dial_out.supported, "from-change")});
  }
}

constexpr diag::Card kFromChange = {
    .area = "policy",
    .id = "from-change-not-offered",
    .severity = Severity::warning,
    .spec = {"RFC 4916", "4.1"},
    .title = "who waits for an update of From offers from-change",
    .why =
        "The side that answers sends its identity in an update only to callers whose INVITE had from-change in "
        "Supported. Without it this source of identity stays silent.",
    .bad = CONFSTATE_CALLING(R"( "dialOut": {"supported": ["histinfo"]})"),
    .good = CONFSTATE_CALLING(R"( "dialOut": {"supported": ["histinfo", "from-change"]})"),
    .rows = "CSP304",
};

void check_histinfo(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (checks_diversion(policy) && policy.cdiv.evidence.has(Evidence::history_info) &&
      !has_text(policy.dial_out.supported, "histinfo")) {
    tell(subject, out, "/dialOut/supported",
         {.message = "History-Info is evidence of diversion, but is not asked for",
          .label = "without `histinfo`",
          .mend = tags_with(policy.dial_out.supported, "histinfo")});
  }
}

constexpr diag::Card kHistinfo = {
    .area = "policy",
    .id = "histinfo-not-offered",
    .severity = Severity::warning,
    .spec = {"RFC 7044", "9.4"},
    .title = "who reads History-Info in responses offers histinfo",
    .why =
        "History-Info comes back only to callers whose INVITE had histinfo in Supported, or entries of its own. "
        "Without it its absence says nothing, and a diverted call looks like a direct one.",
    .bad = CONFSTATE_CALLING(R"( "dialOut": {"supported": ["from-change"]})"),
    .good = CONFSTATE_CALLING(R"( "dialOut": {"supported": ["histinfo", "from-change"]})"),
    .rows = "CSP305",
};

void check_gate(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (!checks_diversion(policy)) {
    return;
  }
  if (policy.cdiv.decide_at == DecideAt::deadline && policy.cdiv.identity_grace_ms == 0) {
    tell(subject, out, "/cdiv/decideNoIdentityAt",
         {.message = "a call is decided about at a deadline that is not set",
          .label = "no `identityGraceMs`",
          .help = "write `identityGraceMs`, or decide at `final`"});
  }
  if (policy.cdiv.identity_grace_ms > 0 && !policy.media.gate_until_admitted) {
    diag::Diagnostic found = at_value(subject, "/media/gateUntilAdmitted",
                                      {.message = "who is not decided about hears the conference", .mend = "true"});
    found.related.push_back(see_value(subject, "/cdiv/identityGraceMs", "so long"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kGate = {
    .area = "policy",
    .id = "undecided-leg-open",
    .severity = Severity::error,
    .spec = {"RFC 4916", "4.2"},
    .title = "a call waits for its identity behind a gate, and not for ever",
    .why =
        "An identity may come after the call was answered. Until then the call must hear nothing of the conference, "
        "and a deadline must end the wait; with either missing a stranger listens as long as he stays silent.",
    .bad = CONFSTATE_CALLING(R"( "cdiv": {"decideNoIdentityAt": "deadline"})"),
    .good = CONFSTATE_CALLING(R"( "cdiv": {"decideNoIdentityAt": "deadline", "identityGraceMs": 1000})"),
    .rows = "CSP306",
};

void check_grace(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kShortest = 300;
  constexpr std::int64_t kLongest = 5000;
  const std::int64_t grace = subject.policy.cdiv.identity_grace_ms;
  if (grace != 0 && (grace < kShortest || grace > kLongest)) {
    tell(subject, out, "/cdiv/identityGraceMs",
         {.message = fmt::format("an identity may come {} ms late", grace),
          .label = grace < kShortest ? "less than an update takes" : "long to hold a stranger"});
  }
}

constexpr diag::Card kGrace = {
    .area = "policy",
    .id = "identity-grace-unlikely",
    .severity = Severity::warning,
    .spec = {"RFC 4916", "4.2"},
    .title = "the grace for a late identity is long enough for an update and not longer",
    .why =
        "The update that brings the identity needs at least a round trip, so that a few milliseconds are as good as "
        "none; and through many seconds a stranger is held in the line. 0 means no grace at all.",
    .bad = CONFSTATE_CALLING(R"( "cdiv": {"identityGraceMs": 100})"),
    .good = CONFSTATE_CALLING(R"( "cdiv": {"identityGraceMs": 1000})"),
    .rows = "CSP307",
};

void check_early(const PolicyCase& subject, diag::Findings& out) {
  if (checks_diversion(subject.policy) && subject.policy.cdiv.decide_at == DecideAt::first_18x) {
    tell(subject, out, "/cdiv/decideNoIdentityAt",
         {.message = "a call whose first response names nobody is ended",
          .label = "too early for some",
          .help = "`final` waits for the answer, gated"});
  }
}

constexpr diag::Card kEarly = {
    .area = "policy",
    .id = "answerer-decided-early",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "cdiv"},
    .title = "a call is decided about when it is answered",
    .why =
        "Many networks name the answerer only in the final response. Who ends calls at the first ringing loses "
        "users who were meant; waiting for the answer behind the gate reveals nothing.",
    .bad = CONFSTATE_CALLING(R"( "cdiv": {"decideNoIdentityAt": "first-18x"})"),
    .good = CONFSTATE_CALLING(R"( "cdiv": {"policy": "forbid"})"),
    .rows = "CSP311",
};

constexpr auto kCdivRules = std::to_array<PolicyRule>({
    {kAnswerer, check_answerer},
    {kEvidence, check_evidence},
    {kCopies, check_copies},
    {kFromChange, check_from_change},
    {kHistinfo, check_histinfo},
    {kGate, check_gate},
    {kGrace, check_grace},
    {kEarly, check_early},
});

}  // namespace

std::span<const PolicyRule> policy_cdiv_rules() {
  return kCdivRules;
}

}  // namespace confstate::rules
