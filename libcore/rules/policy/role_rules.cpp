// CSP601 to CSP607, CSP609, CSP610: roles, lock and operation.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"
#include "uri/uri.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MemberRule;
using policy::Policy;
using policy::Right;
using policy::Role;

void check_roster(const PolicyCase& subject, diag::Findings& out) {
  if (is_closed(subject.policy) && subject.policy.notifications.subscribers == policy::Subscribers::any) {
    tell(subject, out, "/notifications/subscribers",
         {.message = "everybody may see who takes part in a closed conference",
          .label = "the roster leaks",
          .mend = R"("participants")"});
  }
}

constexpr diag::Card kRoster = {
    .area = "policy",
    .id = "roster-for-everybody",
    .severity = Severity::error,
    .spec = {"RFC 4575", "8"},
    .title = "the roster of a closed conference is for those who may be in it",
    .why =
        "Who talks to whom is often the secret itself. A closed conference that sends its roster to every "
        "subscriber tells strangers who is there, since when and from where.",
    .bad = CONFSTATE_CALLED(R"( "notifications": {"subscribers": "any"})"),
    .good = CONFSTATE_CALLED(R"( "notifications": {"subscribers": "allowed"})"),
    .rows = "CSP601",
};

bool is_powerful(const Role& role) {
  return role.may.has(Right::end) || role.may.has(Right::change_policy);
}

void tell_power(const PolicyCase& subject, diag::Findings& out, const Role& role, const std::string& pointer) {
  const Right right = role.may.has(Right::change_policy) ? Right::change_policy : Right::end;
  diag::Diagnostic found = at_value(
      subject, pointer,
      {.message = fmt::format("a whole group has the role {}, which may `{}`", quoted(role.name), policy::word(right)),
       .label = "who is that?",
       .help = "give such rights to users one by one"});
  found.related.push_back(see_value(subject, "/roles/" + step_of(role.name) + "/may", "its rights"));
  out.add(std::move(found));
}

void check_power(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<MemberRule>& allow = subject.policy.membership.allow;
  for (const Role& role : subject.policy.roles) {
    if (!is_powerful(role)) {
      continue;
    }
    for (std::size_t i = 0; i < role.users.size(); ++i) {
      if (!is_exact(role.users[i].match)) {
        tell_power(subject, out, role, user_pointer(role, i));
      }
    }
    for (std::size_t i = 0; i < allow.size(); ++i) {
      if (!is_exact(allow[i].match) && std::ranges::find(allow[i].roles, role.name) != allow[i].roles.end()) {
        tell_power(subject, out, role, allow_pointer(i));
      }
    }
  }
}

constexpr diag::Card kPower = {
    .area = "policy",
    .id = "role-too-powerful",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a role"},
    .title = "rights to end a conference or change its policy are given to single users",
    .why =
        "A rule for a domain, a prefix or a pattern also names those who are hired tomorrow, and every account that "
        "is stolen there. Whoever changes the policy takes part in every decision after it.",
    .bad = CONFSTATE_CALLED(
        R"( "roles": {"chair": {"may": ["end"], "users": [{"id": "staff", "match": {"domain": "example.com"}}]}})"),
    .good = CONFSTATE_CALLED(
        R"( "roles": {"chair": {"may": ["mute"], "users": [{"id": "staff", "match": {"domain": "example.com"}}]}})"),
    .rows = "CSP602",
};

void check_moderator(const PolicyCase& subject, diag::Findings& out) {
  if (!subject.policy.moderation.require_moderator_present) {
    return;
  }
  const prove::Joining joining = reach_of(subject).moderator();
  if (joining.possible == prove::Answer::no) {
    tell(subject, out, "/moderation/requireModeratorPresent",
         {.message = "all wait for a moderator, and none can come in", .label = "for ever", .note = joining.reason});
  }
}

constexpr diag::Card kModerator = {
    .area = "policy",
    .id = "moderator-cannot-join",
    .severity = Severity::warning,
    .spec = {"RFC 4353", "4.1"},
    .title = "a conference that waits for a moderator has one who can come",
    .why =
        "Everybody waits in the lobby until a moderator is there. Where nobody has that role, or those who have it "
        "are denied or have no way in, the conference never begins.",
    .bad = CONFSTATE_CALLED(R"( "moderation": {"requireModeratorPresent": true})"),
    .good = CONFSTATE_CALLED(R"( "moderation": {"requireModeratorPresent": true},
 "roles": {"moderator": {"may": ["mute"], "users": [{"id": "chair", "match": {"uri": "sip:alice@example.com"}}]}})"),
    .rows = "CSP603",
};

void check_lock(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.lock.initial && !subject.policy.lock.moderator_bypass) {
    diag::Diagnostic found =
        at_value(subject, "/lock/moderatorBypass", {.message = "the conference begins locked, for moderators too"});
    found.related.push_back(see_value(subject, "/lock/initial", "locked from the beginning"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kLock = {
    .area = "policy",
    .id = "locked-for-everybody",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "lock"},
    .title = "somebody can enter a conference that begins locked",
    .why =
        "A conference that begins locked and lets moderators no more past the lock than others stays empty: nobody "
        "is inside to open it.",
    .bad = CONFSTATE_CALLED(R"( "lock": {"initial": true, "moderatorBypass": false})"),
    .good = CONFSTATE_CALLED(R"( "lock": {"initial": true})"),
    .rows = "CSP604",
};

void check_takeover(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.dial_in.via_replaces == policy::Via::any_allowed) {
    tell(subject, out, "/dialIn/viaReplaces",
         {.message = "every allowed user may take over every call",
          .label = "also another's",
          .mend = R"("same-user")"});
  }
}

constexpr diag::Card kTakeover = {
    .area = "policy",
    .id = "takeover-by-anybody",
    .severity = Severity::warning,
    .spec = {"RFC 3891", "3"},
    .title = "a call is taken over by its own user",
    .why =
        "An INVITE with Replaces takes the place of a call that exists. Where every allowed user may do that to "
        "every call, a guest becomes the chair by knowing three tokens that appear in notifications and logs.",
    .bad = CONFSTATE_CALLED(R"( "dialIn": {"viaReplaces": "any-allowed"})"),
    .good = CONFSTATE_CALLED(R"( "dialIn": {"viaReplaces": "deny"})"),
    .rows = "CSP605",
};

void check_kick(const PolicyCase& subject, diag::Findings& out) {
  if (subject.policy.refer.kick.any) {
    tell(subject, out, "/refer/kick",
         {.message = "every participant may have every other put out",
          .label = "also a guest",
          .mend = R"("moderator")"});
  }
}

constexpr diag::Card kKick = {
    .area = "policy",
    .id = "anybody-kicks",
    .severity = Severity::warning,
    .spec = {"RFC 4579", "5"},
    .title = "only some roles may put others out",
    .why = "Where everybody may, one guest empties the conference with a request for each participant.",
    .bad = CONFSTATE_CALLED(R"( "refer": {"kick": "any"})"),
    .good = CONFSTATE_CALLED(R"( "refer": {"kick": "none"})"),
    .rows = "CSP606",
};

void check_last_moderator(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<const MemberRule*> moderators = moderators_of(subject.policy);
  if (subject.policy.moderation.end_when_last_moderator_leaves && moderators.size() == 1 &&
      is_exact(moderators.front()->match) && is_number(moderators.front()->match)) {
    tell(subject, out, "/moderation/endWhenLastModeratorLeaves",
         {.message = "the conference ends when one telephone hangs up",
          .label = "the only moderator calls from the telephone network"});
  }
}

constexpr diag::Card kLastModerator = {
    .area = "policy",
    .id = "end-hangs-on-telephone",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "moderation"},
    .title = "a conference that ends with its last moderator does not hang on one telephone line",
    .why =
        "A lost connection of the only moderator ends the conference for all. Over the telephone network that "
        "happens, and nobody can tell it from hanging up.",
    .bad = CONFSTATE_CALLED(R"( "moderation": {"endWhenLastModeratorLeaves": true},
 "roles": {"moderator": {"may": ["mute"], "users": [{"id": "chair", "match": {"tel": "+4930123456"}}]}})"),
    .good = CONFSTATE_CALLED(R"( "moderation": {"endWhenLastModeratorLeaves": true},
 "roles": {"moderator": {"may": ["mute"], "users": [{"id": "chair", "match": {"uri": "sip:alice@example.com"}}]}})"),
    .rows = "CSP607",
};

void check_sips(const PolicyCase& subject, diag::Findings& out) {
  const std::string& uri = subject.policy.conference.uri;
  if (!subject.policy.signalling.require_sips || uri::parse(uri).kind != uri::Scheme::sip) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/conference/uri",
                                    {.message = "callers must dial a sips: URI, and the conference has none",
                                     .help = "write it with sips:",
                                     .mend = json_text("sips" + uri.substr(uri.find(':')))});
  found.related.push_back(see_value(subject, "/signalling/requireSips", "asked for here"));
  out.add(std::move(found));
}

constexpr diag::Card kSips = {
    .area = "policy",
    .id = "sips-required-not-given",
    .severity = Severity::error,
    .spec = {"RFC 5630", "5.1.2"},
    .title = "a conference that asks for sips: has such a URI",
    .why =
        "Every caller dials the URI that is published, and every one of them is refused because it is not a sips: "
        "URI.",
    .bad = R"({"schemaVersion": 1, "id": "x", "conference": {"uri": "sip:board@conf.example.com"},
 "membership": {"allow": [)" CONFSTATE_ALICE R"(]}, "dialOut": {"enabled": false},
 "signalling": {"requireSips": true}}
)",
    .good = CONFSTATE_CALLED(R"( "signalling": {"requireSips": true})"),
    .rows = "CSP609",
};

void check_parallel(const PolicyCase& subject, diag::Findings& out) {
  constexpr std::int64_t kMostCalls = 100;
  if (subject.policy.dial_out.enabled && subject.policy.dial_out.max_parallel > kMostCalls) {
    tell(subject, out, "/dialOut/maxParallel",
         {.message = fmt::format("up to {} calls are made at once", subject.policy.dial_out.max_parallel),
          .label = "a storm"});
  }
}

constexpr diag::Card kParallel = {
    .area = "policy",
    .id = "invitation-storm",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "dialOut"},
    .title = "a conference makes few calls at once",
    .why =
        "Hundreds of INVITEs at the same moment look like an attack to the proxies on their way, and some of them "
        "will treat them as one.",
    .bad = CONFSTATE_CALLING(R"( "dialOut": {"maxParallel": 500})"),
    .good = CONFSTATE_CALLING(R"( "dialOut": {"maxParallel": 50})"),
    .rows = "CSP610",
};

constexpr auto kRoleRules = std::to_array<PolicyRule>({
    {kRoster, check_roster},
    {kPower, check_power},
    {kModerator, check_moderator},
    {kLock, check_lock},
    {kTakeover, check_takeover},
    {kKick, check_kick},
    {kLastModerator, check_last_moderator},
    {kSips, check_sips},
    {kParallel, check_parallel},
});

}  // namespace

std::span<const PolicyRule> policy_role_rules() {
  return kRoleRules;
}

}  // namespace confstate::rules
