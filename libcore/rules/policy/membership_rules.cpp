// CSP104, CSP105, CSP110 to CSP113, CSP115, CSP116: modes, doors and limits.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MemberRule;
using policy::Method;
using policy::Policy;

// Whether the deny list surely changes nothing: nobody else can come in or be called, and no deny rule names a user of
// the allow list, who are all known by name.
bool denies_in_vain(const PolicyCase& subject) {
  constexpr std::size_t kMostPairs = 65536;
  const policy::Membership& membership = subject.policy.membership;
  if (membership.unlisted != policy::Unlisted::reject ||
      subject.policy.dial_out.targets != policy::Targets::listed_only ||
      subject.policy.dial_out.follow_3xx == policy::Follow::any || subject.policy.cdiv.policy == policy::Cdiv::ignore ||
      membership.allow.size() * membership.deny.size() > kMostPairs) {
    return false;
  }
  return std::ranges::all_of(membership.allow, [&](const MemberRule& rule) {
    const uri::Identity user = policy::identity_of(
        subject.policy, (rule.match.kind == policy::MatchKind::tel ? "tel:" : "") + rule.match.text);
    for (std::size_t i = 0; i < membership.deny.size(); ++i) {
      if (policy::matches(subject.rules.deny(i), user, policy::Side::deny, subject.policy)) {
        return false;
      }
    }
    return is_exact(rule.match);
  });
}

void check_deny_list(const PolicyCase& subject, diag::Findings& out) {
  if (!is_closed(subject.policy) || subject.policy.membership.deny.empty()) {
    return;
  }
  diag::Diagnostic found = at_value(subject, "/membership/deny",
                                    {.message = "a closed conference has a deny list",
                                     .label = "ignored by RFC 6501",
                                     .help = "leave them out of the allow list instead",
                                     .note = "here deny beats allow in every mode; other focuses may not look at it"});
  if (denies_in_vain(subject)) {
    mend_by_removal(subject, found);
  }
  out.add(std::move(found));
}

constexpr diag::Card kDenyList = {
    .area = "policy",
    .id = "deny-list-in-closed-mode",
    .severity = Severity::warning,
    .spec = {"RFC 6501", "4.6.2"},
    .title = "a closed conference has no deny list",
    .why =
        "In closed mode only the allow list lets people in, and RFC 6501 says that the deny list must be ignored. "
        "It is honoured here, but a policy that depends on it lets the denied in wherever it is not.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE
                             "],\n  \"deny\": [" CONFSTATE_USER("mallory", "sip:mallory@example.com") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP104",
};

void check_allow_list(const PolicyCase& subject, diag::Findings& out) {
  if (!is_closed(subject.policy) && !subject.policy.membership.allow.empty()) {
    tell(subject, out, "/membership/allow",
         {.message =
              fmt::format("a conference in {} mode has an allow list", policy::word(subject.policy.membership.mode)),
          .label = "keeps nobody out"});
  }
}

constexpr diag::Card kAllowList = {
    .area = "policy",
    .id = "allow-list-in-open-mode",
    .severity = Severity::warning,
    .spec = {"RFC 6501", "4.6.2"},
    .title = "a conference with an allow list is closed",
    .why =
        "Where everybody may come in, an allow list keeps nobody out; RFC 6501 ignores it. Either the mode is not "
        "what was meant, or the list is there for roles only, which have a place of their own.",
    .bad = CONFSTATE_MEMBERS("\"mode\": \"open\", \"allow\": [" CONFSTATE_ALICE "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP105",
};

bool is_usable(const Policy& policy, const MemberRule& rule) {
  return (rule.methods.has(Method::dial_in) && policy.dial_in.enabled) ||
         (rule.methods.has(Method::dial_out) && policy.dial_out.enabled) ||
         (rule.methods.has(Method::refer) && (policy.dial_in.enabled || policy.dial_out.enabled));
}

void check_doors(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  if (!policy.dial_in.enabled && !policy.dial_out.enabled) {
    diag::Diagnostic found = at_value(subject, "/dialOut/enabled",
                                      {.message = "nobody can dial in, and nobody is dialled", .label = "neither out"});
    found.related.push_back(see_value(subject, "/dialIn/enabled", "neither in"));
    out.add(std::move(found));
    return;
  }
  const std::vector<MemberRule>& allow = policy.membership.allow;
  const auto usable = [&](const MemberRule& rule) { return is_usable(policy, rule); };
  if (is_closed(policy) && !allow.empty() && std::ranges::none_of(allow, usable)) {
    tell(subject, out, "/membership/allow", {.message = "no allow rule has a way in that is open"});
  }
}

constexpr diag::Card kDoors = {
    .area = "policy",
    .id = "no-way-in",
    .severity = Severity::error,
    .spec = {"RFC 6501", "4.6.3"},
    .title = "there is a way into the conference",
    .why =
        "People come in by dialling or by being dialled. With both switched off, or with rules that only have the "
        "way that is, nobody does.",
    .bad = CONFSTATE_CALLED(R"( "dialIn": {"enabled": false})"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP110",
};

void tell_dead_method(const PolicyCase& subject, diag::Findings& out, std::size_t rule, Method method,
                      std::string_view door) {
  const std::string pointer = allow_pointer(rule) + "/methods";
  const MemberRule& named = subject.policy.membership.allow[rule];
  const bool says = is_written(subject, pointer) || named.methods.size() < policy::kMethods.size();
  if (!says || !named.methods.has(method)) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, pointer,
               {.message = fmt::format("{} may come in by {}, which is off", quoted(named.id), policy::word(method)),
                .label = "no effect"});
  found.related.push_back(see_value(subject, door, "off"));
  out.add(std::move(found));
}

void check_methods(const PolicyCase& subject, diag::Findings& out) {
  for (std::size_t i = 0; i < subject.policy.membership.allow.size(); ++i) {
    if (!subject.policy.dial_in.enabled) {
      tell_dead_method(subject, out, i, Method::dial_in, "/dialIn/enabled");
    }
    if (!subject.policy.dial_out.enabled) {
      tell_dead_method(subject, out, i, Method::dial_out, "/dialOut/enabled");
    }
  }
}

constexpr diag::Card kMethods = {
    .area = "policy",
    .id = "method-switched-off",
    .severity = Severity::error,
    .spec = {"RFC 6501", "4.6.3"},
    .title = "a rule names ways in that are open",
    .why =
        "A rule that names dial-in has no effect by it where dial-in is off, and likewise dial-out. One of the two "
        "places is not what was meant. A rule that names no ways means those that are open.",
    .bad = CONFSTATE_MEMBERS(
        R"("allow": [{"id": "alice", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in", "dial-out"]}])"),
    .good = CONFSTATE_MEMBERS(
        R"("allow": [{"id": "alice", "match": {"uri": "sip:alice@example.com"}, "methods": ["dial-in"]}])"),
    .rows = "CSP111",
};

void check_lobby(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  const auto admits = [](const policy::Role& role) { return role.may.has(policy::Right::admit_lobby); };
  if (policy.membership.unlisted == policy::Unlisted::lobby && policy.membership.mode != policy::Mode::anonymous &&
      std::ranges::none_of(policy.roles, admits)) {
    tell(subject, out, "/membership/unlisted",
         {.message = "callers wait in a lobby out of which nobody may let them",
          .label = "for ever",
          .help = "give a role the right `admit-lobby`"});
  }
}

constexpr diag::Card kLobby = {
    .area = "policy",
    .id = "lobby-without-keeper",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a role"},
    .title = "somebody may let people out of the lobby",
    .why =
        "Who is not on the list waits for somebody with the right admit-lobby. Where no role has it, the lobby is a "
        "trap: callers wait until they give up.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "],\n  \"unlisted\": \"lobby\""),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP112",
};

// How many users the rules name one by one.
std::size_t count_users(const Policy& policy, const std::vector<const MemberRule*>& rules) {
  std::set<std::string> users;
  for (const MemberRule* rule : rules) {
    if (is_exact(rule->match)) {
      users.insert(policy::matchers_of(policy, rule->match).front().text);
    }
  }
  return users.size();
}

void tell_crowd(const PolicyCase& subject, diag::Findings& out, const std::vector<const MemberRule*>& rules,
                std::string_view who) {
  const std::size_t users = count_users(subject.policy, rules);
  const std::int64_t most = subject.policy.conference.max_participants;
  if (static_cast<std::int64_t>(users) > most) {
    tell(subject, out, "/conference/maxParticipants",
         {.message = fmt::format("{} users {}, but at most {} may take part", users, who, most), .label = "too few"});
  }
}

void check_capacity(const PolicyCase& subject, diag::Findings& out) {
  std::vector<const MemberRule*> dialled;
  for (const MemberRule& rule : subject.policy.membership.allow) {
    if (rule.methods.has(Method::dial_out) && subject.policy.dial_out.enabled) {
      dialled.push_back(&rule);
    }
  }
  tell_crowd(subject, out, dialled, "are to be dialled");
  tell_crowd(subject, out, moderators_of(subject.policy), "are moderators");
}

constexpr diag::Card kCapacity = {
    .area = "policy",
    .id = "capacity-too-small",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "conference"},
    .title = "all who are dialled, and all moderators, find room",
    .why =
        "A conference that calls more users than it has places refuses some of those whom it called itself; one "
        "with more moderators than places may keep the wrong ones out.",
    .bad =
        "{\"schemaVersion\": 1, \"id\": \"x\",\n"
        " \"conference\": {\"uri\": \"sips:board@conf.example.com\", \"maxParticipants\": 1},\n"
        " \"dialOut\": {\"enabled\": false},\n"
        " \"membership\": {\"allow\": [\n"
        "   {\"id\": \"alice\", \"match\": {\"uri\": \"sip:alice@example.com\"}, \"roles\": [\"moderator\"]},\n"
        "   {\"id\": \"bob\", \"match\": {\"uri\": \"sip:bob@example.com\"}, \"roles\": [\"moderator\"]}]}}\n",
    .good =
        "{\"schemaVersion\": 1, \"id\": \"x\",\n"
        " \"conference\": {\"uri\": \"sips:board@conf.example.com\", \"maxParticipants\": 2},\n"
        " \"dialOut\": {\"enabled\": false},\n"
        " \"membership\": {\"allow\": [\n"
        "   {\"id\": \"alice\", \"match\": {\"uri\": \"sip:alice@example.com\"}, \"roles\": [\"moderator\"]},\n"
        "   {\"id\": \"bob\", \"match\": {\"uri\": \"sip:bob@example.com\"}, \"roles\": [\"moderator\"]}]}}\n",
    .rows = "CSP113",
};

void check_bans(const PolicyCase& subject, diag::Findings& out) {
  if (!subject.policy.membership.bans.persist && subject.policy.dial_in.enabled) {
    tell(subject, out, "/membership/bans/persist",
         {.message = "who was kicked may dial in again", .label = "not kept", .mend = "true"});
  }
}

constexpr diag::Card kBans = {
    .area = "policy",
    .id = "bans-not-kept",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "membership"},
    .title = "who was kicked stays out",
    .why = "A ban that is forgotten with the call lasts until the kicked user dials again, which takes a second.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "], \"bans\": {\"persist\": false}"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "], \"bans\": {\"durationSec\": 86400}"),
    .rows = "CSP115",
};

void check_legs(const PolicyCase& subject, diag::Findings& out) {
  const policy::Conference& conference = subject.policy.conference;
  if (conference.max_legs_per_user > 1 && conference.max_legs_per_user >= conference.max_participants &&
      is_written(subject, "/conference/maxLegsPerUser")) {
    tell(subject, out, "/conference/maxLegsPerUser",
         {.message = fmt::format("one user may have {} calls in a conference for {}", conference.max_legs_per_user,
                                 conference.max_participants),
          .label = "all of them"});
  }
}

constexpr diag::Card kLegs = {
    .area = "policy",
    .id = "user-may-fill-conference",
    .severity = Severity::info,
    .spec = {"conf-policy(5)", "conference"},
    .title = "one user cannot fill the conference",
    .why =
        "Where one user may have as many calls as the conference has places, a single account is enough to keep "
        "everybody else out.",
    .bad =
        "{\"schemaVersion\": 1, \"id\": \"x\", \"conference\": {\"uri\": \"sips:board@conf.example.com\",\n"
        "  \"maxParticipants\": 5, \"maxLegsPerUser\": 5},\n"
        " \"membership\": {\"allow\": [" CONFSTATE_ALICE "]}, \"dialOut\": {\"enabled\": false}}\n",
    .good =
        "{\"schemaVersion\": 1, \"id\": \"x\", \"conference\": {\"uri\": \"sips:board@conf.example.com\",\n"
        "  \"maxParticipants\": 5, \"maxLegsPerUser\": 2},\n"
        " \"membership\": {\"allow\": [" CONFSTATE_ALICE "]}, \"dialOut\": {\"enabled\": false}}\n",
    .rows = "CSP116",
};

constexpr auto kMembershipRules = std::to_array<PolicyRule>({
    {kDenyList, check_deny_list},
    {kAllowList, check_allow_list},
    {kDoors, check_doors},
    {kMethods, check_methods},
    {kLobby, check_lobby},
    {kCapacity, check_capacity},
    {kBans, check_bans},
    {kLegs, check_legs},
});

}  // namespace

std::span<const PolicyRule> policy_membership_rules() {
  return kMembershipRules;
}

}  // namespace confstate::rules
