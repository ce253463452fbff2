// CSP308 to CSP310, CSP312 to CSP314: calls that the conference makes.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"
#include "uri/uri.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MatchKind;
using policy::Method;
using policy::Policy;
using policy::Via;

bool follows_any(const Policy& policy) {
  return policy.dial_out.enabled && policy.dial_out.follow_3xx == policy::Follow::any;
}

void tell_followed(const PolicyCase& subject, diag::Findings& out) {
  tell(subject, out, "/dialOut/follow3xx",
       {.message = "a redirection is followed to whomever it names",
        .label = "chosen by the callee",
        .mend = R"("never")"});
}

void check_redirect_closed(const PolicyCase& subject, diag::Findings& out) {
  if (follows_any(subject.policy) && is_closed(subject.policy)) {
    tell_followed(subject, out);
  }
}

constexpr diag::Card kRedirectClosed = {
    .area = "policy",
    .id = "redirection-leaves-list",
    .severity = Severity::error,
    .spec = {"RFC 3261", "8.1.3.4"},
    .title = "a closed conference follows no redirection to strangers",
    .why =
        "A 3xx answer names other addresses, and the callee chooses them. A closed conference that calls whatever "
        "they are invites users who are on no list. Nobody has to follow a redirection.",
    .bad = CONFSTATE_CALLING(R"( "dialOut": {"follow3xx": "any"})"),
    .good = CONFSTATE_CALLING(R"( "dialOut": {"follow3xx": "listed-only"})"),
    .rows = "CSP308",
};

void check_redirect(const PolicyCase& subject, diag::Findings& out) {
  if (follows_any(subject.policy) && !is_closed(subject.policy)) {
    tell_followed(subject, out);
  }
}

constexpr diag::Card kRedirect = {
    .area = "policy",
    .id = "redirection-to-anybody",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "8.1.3.4"},
    .title = "redirections are followed to users who are meant",
    .why =
        "A 3xx answer names other addresses, and the callee chooses them: a number that costs, or somebody who did "
        "not ask to be called. Nobody has to follow a redirection.",
    .bad = CONFSTATE_OPEN_CALLING(R"( "dialOut": {"follow3xx": "any"})"),
    .good = CONFSTATE_OPEN_CALLING(R"( "dialOut": {"follow3xx": "listed-only"})"),
    .rows = "CSP308",
};

void check_forked_key(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  const bool renews = policy.group_keys.enabled && policy.group_keys.renew_on.has(policy::Renewal::dialout_aborted);
  if (!policy.dial_out.enabled || policy.dial_out.offer != policy::Offer::secured ||
      !may_key_by(policy, policy::Keying::sdes) || renews) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, "/groupKeys/renewOn",
               {.message = "a key that was offered to somebody else may be used again",
                .label = "without `dialout-aborted`",
                .help = "key dial-out by dtls-srtp, offer nothing, or renew keys on `dialout-aborted`",
                .note = "every telephone that rang, also the one a call was diverted to, knows the key of the offer"});
  found.related.push_back(see_value(subject, "/media/keying", "keys travel in the offer"));
  out.add(std::move(found));
}

constexpr diag::Card kForkedKey = {
    .area = "policy",
    .id = "offered-key-kept",
    .severity = Severity::error,
    .spec = {"RFC 4568", "7.3"},
    .title = "a key that was offered in an aborted call is not used again",
    .why =
        "With SDES the offer of the conference carries its key, and every telephone to which the call was forked or "
        "diverted has read it. Unless keys are renewed when such a call is given up, those who were not let in can "
        "listen; without group keys nothing says that the focus does not use the key again.",
    .bad = CONFSTATE_CALLING(R"( "media": {"keying": ["dtls-srtp", "sdes"]})"),
    .good = CONFSTATE_CALLING(R"( "media": {"keying": ["dtls-srtp"]})"),
    .rows = "CSP309",
};

constexpr auto kMachines = std::to_array<std::string_view>(
    {"voicemail", "vm", "mailbox", "voicebox", "huntgroup", "hunt-group", "group", "queue", "reception", "operator"});

// Why anybody might answer there; nothing where one user is called.
std::optional<std::string_view> doubt_about(const policy::Match& match) {
  if (match.kind == MatchKind::tel_prefix) {
    return "any telephone that begins so";
  }
  const uri::Uri uri = uri::parse(match.text);
  if (match.kind == MatchKind::uri && uri::is_sip(uri) &&
      std::ranges::find(kMachines, base::ascii_lower(uri.user)) != kMachines.end()) {
    return "a machine or a group";
  }
  return std::nullopt;
}

void check_targets(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<policy::MemberRule>& allow = subject.policy.membership.allow;
  for (std::size_t i = 0; subject.policy.dial_out.enabled && i < allow.size(); ++i) {
    const std::optional<std::string_view> doubt = doubt_about(allow[i].match);
    if (doubt && allow[i].methods.has(Method::dial_out)) {
      tell(subject, out, match_pointer({&allow[i], allow_pointer(i), Placed::Where::allow}),
           {.message = fmt::format("{} may be dialled, and anybody may answer", quoted(allow[i].match.text)),
            .label = std::string(*doubt),
            .help = "name the users, or leave dial-out to others"});
    }
  }
}

constexpr diag::Card kTargets = {
    .area = "policy",
    .id = "anybody-may-answer",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "the conference calls users, not machines and number ranges",
    .why =
        "Behind a prefix of numbers, a mailbox or a group whoever is near answers, or a recorder does. The "
        "conference then speaks to somebody, and does not know to whom. Names are only guessed from a few words "
        "such as voicemail.",
    .bad = CONFSTATE_POLICY(R"( "membership": {"allow": [)" CONFSTATE_ALICE
                            R"(, {"id": "phones", "match": {"telPrefix": "+49"}}]},
 "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"], "responses": true}]})"),
    .good = CONFSTATE_POLICY(R"( "membership": {"allow": [)" CONFSTATE_ALICE R"(]},
 "identity": {"trust": [{"id": "home", "peers": ["192.0.2.1"], "mayAssert": ["example.com"], "responses": true}]})"),
    .rows = "CSP310",
};

void check_back_door(const PolicyCase& subject, diag::Findings& out) {
  const policy::DialIn& dial_in = subject.policy.dial_in;
  if (dial_in.enabled || !subject.policy.dial_out.enabled) {
    return;
  }
  const auto tell_open = [&](std::string_view pointer, Via via) {
    if (via != Via::deny && is_written(subject, pointer)) {
      tell(subject, out, pointer,
           {.message = "a conference that takes no calls lets them take over others",
            .label = "a back door",
            .mend = R"("deny")"});
    }
  };
  tell_open("/dialIn/viaJoin", dial_in.via_join);
  tell_open("/dialIn/viaReplaces", dial_in.via_replaces);
}

constexpr diag::Card kBackDoor = {
    .area = "policy",
    .id = "takeover-without-dial-in",
    .severity = Severity::info,
    .spec = {"RFC 3891", "3"},
    .title = "a conference that takes no calls takes none with Join or Replaces either",
    .why =
        "An INVITE with Replaces or Join is a call to the focus. Where dial-in is off, it is another way in beside "
        "the one that is closed. Only values that the policy writes are reported.",
    .bad = CONFSTATE_CALLING(R"( "dialIn": {"enabled": false, "viaReplaces": "moderator"})"),
    .good = CONFSTATE_CALLING(R"( "dialIn": {"enabled": false, "viaReplaces": "deny"})"),
    .rows = "CSP312",
};

void check_invitations(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (!is_closed(policy) || !policy.refer.invite.any || policy.dial_out.targets != policy::Targets::any) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/refer/invite",
                                    {.message = "every participant of a closed conference may have anybody called",
                                     .label = "by anybody",
                                     .mend = R"("moderator")"});
  found.related.push_back(see_value(subject, "/dialOut/targets", "whoever it is"));
  out.add(std::move(found));
}

constexpr diag::Card kInvitations = {
    .area = "policy",
    .id = "anybody-invites-anybody",
    .severity = Severity::error,
    .spec = {"RFC 4579", "5.5"},
    .title = "in a closed conference not everybody may invite just anybody",
    .why =
        "Where every participant may have the focus call every address, the allow list is what the last guest makes "
        "of it.",
    .bad = CONFSTATE_CALLING(R"( "refer": {"invite": "any"},
 "dialOut": {"targets": "any"})"),
    .good = CONFSTATE_CALLING(R"( "refer": {"invite": "any"})"),
    .rows = "CSP313",
};

void check_amplification(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kMostTargets = 50;
  const policy::ReferPolicy& refer = subject.policy.refer;
  if (refer.max_targets > kMostTargets) {
    tell(subject, out, "/refer/maxTargets",
         {.message = fmt::format("one request makes up to {} calls", refer.max_targets), .label = "many"});
  }
  if (!refer.consent) {
    tell(subject, out, "/refer/consent",
         {.message = "people are called who did not consent to it", .label = "without asking", .mend = "true"});
  }
}

constexpr diag::Card kAmplification = {
    .area = "policy",
    .id = "invitations-amplified",
    .severity = Severity::warning,
    .spec = {"RFC 5363", "5.2"},
    .title = "one request makes few calls, to people who consented",
    .why =
        "A list of addresses in one request makes the focus call all of them. With a long list, or without consent, "
        "one packet of a guest rings a whole town.",
    .bad = CONFSTATE_CALLED(R"( "refer": {"maxTargets": 500})"),
    .good = CONFSTATE_CALLED(R"( "refer": {"maxTargets": 20})"),
    .rows = "CSP314",
};

constexpr auto kDialOutRules = std::to_array<PolicyRule>({
    {kRedirectClosed, check_redirect_closed},
    {kRedirect, check_redirect},
    {kForkedKey, check_forked_key},
    {kTargets, check_targets},
    {kBackDoor, check_back_door},
    {kInvitations, check_invitations},
    {kAmplification, check_amplification},
});

}  // namespace

std::span<const PolicyRule> policy_dial_out_rules() {
  return kDialOutRules;
}

}  // namespace confstate::rules
