// CSP101 to CSP103 and CSP114: allow and deny rules against each other, with a caller who shows it.
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MemberRule;
using policy::Policy;
using prove::Answer;

std::string name_of(const MemberRule& rule) {
  return quoted(rule.id);
}

void see_denials(const PolicyCase& subject, const prove::Coverage& coverage, std::string_view what,
                 diag::Diagnostic& found) {
  for (const std::size_t rule : coverage.by) {
    const std::string id = name_of(subject.policy.membership.deny[rule]);
    found.related.push_back(see_value(subject, deny_pointer(rule), fmt::format("{} denies them", id)));
  }
  found.note = fmt::format("for example, {} {} and is denied", clipped(coverage.caller), what);
}

// Whether other rules say that it names nobody: its URI, number or domain is not well-formed, or means nothing here.
bool is_judged_alone(const policy::Match& match) {
  return match.kind != policy::MatchKind::role && match.kind != policy::MatchKind::pattern;
}

void check_unreachable(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<MemberRule>& allow = subject.policy.membership.allow;
  for (std::size_t i = 0; i < allow.size(); ++i) {
    const prove::Coverage coverage = reach_of(subject).coverage(i);
    if (coverage.names_nobody && !is_judged_alone(allow[i].match)) {
      tell(subject, out, allow_pointer(i),
           {.message = fmt::format("allow rule {} names nobody", name_of(allow[i])), .label = "lets nobody in"});
    } else if (coverage.covered == Answer::yes) {
      diag::Diagnostic found =
          at_value(subject, allow_pointer(i),
                   {.message = fmt::format("everybody whom allow rule {} names is denied", name_of(allow[i])),
                    .label = "lets nobody in"});
      see_denials(subject, coverage, "is listed", found);
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kUnreachable = {
    .area = "policy",
    .id = "allow-rule-unreachable",
    .severity = Severity::error,
    .spec = {"RFC 6501", "4.6.4"},
    .title = "an allow rule names somebody who is not denied",
    .why =
        "Deny beats allow. A rule whose users are all denied, by one rule or by several together, lets nobody in, "
        "though whoever reads the list believes the opposite. The finding names the rules and somebody whom they "
        "name together.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ", " CONFSTATE_USER(
        "bob", "sip:bob@example.net") "],\n"
                                      R"(  "deny": [{"id": "partners", "match": {"domain": "example.net"}}])"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "],\n"
                              R"(  "deny": [{"id": "partners", "match": {"domain": "example.net"}}])"),
    .rows = "CSP101",
    .options = "--ignore policy/deny-list-in-closed-mode",
};

// Rules of these numbers say already why nobody comes in.
constexpr auto kReasons =
    std::to_array<std::string_view>({"CSP009", "CSP110", "CSP202", "CSP203", "CSP211", "CSP404", "CSP405", "CSP410"});

bool is_said_elsewhere(const PolicyCase& subject) {
  diag::Findings found(diag::Profile::rfc4575, 1);
  for (const std::span<const PolicyRule> group : policy_rules()) {
    for (const PolicyRule& rule : group) {
      if (std::ranges::find(kReasons, rule.card.rows) != kReasons.end()) {
        found.begin(rule.card);
        rule.check(subject, found);
      }
    }
  }
  return found.total() > 0;
}

void check_satisfiable(const PolicyCase& subject, diag::Findings& out) {
  const prove::Joining joining = reach_of(subject).somebody();
  if (joining.possible == Answer::no && !is_said_elsewhere(subject)) {
    tell(subject, out, "/membership",
         {.message = "nobody can ever join", .label = "an empty conference", .note = joining.reason});
  }
}

constexpr diag::Card kSatisfiable = {
    .area = "policy",
    .id = "nobody-can-join",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "membership"},
    .title = "somebody can join",
    .why =
        "A closed conference without allow rules, or one whose rules, doors and sources of identity exclude each "
        "other, stays empty. This is decided exactly over all callers, with bans, locks, times and capacity in "
        "their favour; where a more special rule says why, this one is silent.",
    .bad = CONFSTATE_POLICY(R"( "dialOut": {"enabled": false})"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP102",
};

// A rule for everybody, or a pattern, may be the one that should go.
bool is_open_ended(const policy::Match& match) {
  return match.kind == policy::MatchKind::any || match.kind == policy::MatchKind::pattern;
}

void check_shadowed(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<MemberRule>& allow = subject.policy.membership.allow;
  for (std::size_t i = 0; i < allow.size(); ++i) {
    const prove::Shadow shadow = reach_of(subject).shadow(i);
    if (shadow.shadowed != Answer::yes) {
      continue;
    }
    const std::string wider = name_of(allow[shadow.by]);
    diag::Diagnostic found =
        at_value(subject, allow_pointer(i),
                 {.message = fmt::format("allow rule {} adds nothing to {}", name_of(allow[i]), wider),
                  .label = "decides nothing",
                  .help = "remove it",
                  .note = fmt::format("for example, {} is allowed by both", clipped(shadow.caller))});
    found.related.push_back(see_value(subject, allow_pointer(shadow.by), fmt::format("{} names them too", wider)));
    if (!is_open_ended(allow[shadow.by].match)) {
      mend_by_removal(subject, found);
    }
    out.add(std::move(found));
  }
}

constexpr diag::Card kShadowed = {
    .area = "policy",
    .id = "allow-rule-shadowed",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "an allow rule names somebody whom no other rule allows alike",
    .why =
        "A rule whose users are all named by another one, with the same ways in, roles, end and media, decides "
        "nothing. It looks like a limit, and who removes it in the belief to shut somebody out shuts out nobody.",
    .bad = CONFSTATE_MEMBERS(
        "\"allow\": [{\"id\": \"all\", \"match\": {\"domain\": \"example.com\"}},\n   " CONFSTATE_ALICE "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [{\"id\": \"all\", \"match\": {\"domain\": \"example.com\"}}]"),
    .rows = "CSP103",
};

// Whether a rule ends before the conference begins.
bool is_over(const Policy& policy, const MemberRule& rule) {
  const std::optional<std::int64_t> begin = base::read_instant(policy.validity.not_before);
  const std::optional<std::int64_t> end = base::read_instant(rule.not_after);
  return begin && end && *end < *begin;
}

void tell_over(const PolicyCase& subject, diag::Findings& out, const MemberRule& rule, const std::string& pointer,
               std::string_view role) {
  if (!is_over(subject.policy, rule)) {
    return;
  }
  diag::Diagnostic found = at_value(
      subject, pointer + "/notAfter",
      {.message = fmt::format("{}, a {}, may act only before the conference begins", name_of(rule), clipped(role)),
       .label = "over by then"});
  found.related.push_back(see_value(subject, "/validity/notBefore", "it begins here"));
  out.add(std::move(found));
}

void check_role_user(const PolicyCase& subject, diag::Findings& out, std::size_t role, std::size_t user) {
  const policy::Role& named = subject.policy.roles[role];
  const MemberRule& rule = named.users[user];
  tell_over(subject, out, rule, user_pointer(named, user), named.name);
  const prove::Coverage coverage = reach_of(subject).coverage_of_role(role, user);
  if (coverage.covered != Answer::yes) {
    return;
  }
  diag::Diagnostic found =
      at_value(subject, user_pointer(named, user),
               {.message = fmt::format("everybody whom {}, a {}, names is denied", name_of(rule), clipped(named.name)),
                .label = "cannot come in"});
  see_denials(subject, coverage, "has the role", found);
  out.add(std::move(found));
}

void check_role_users(const PolicyCase& subject, diag::Findings& out) {
  const Policy& policy = subject.policy;
  for (std::size_t role = 0; role < policy.roles.size(); ++role) {
    for (std::size_t user = 0; user < policy.roles[role].users.size(); ++user) {
      check_role_user(subject, out, role, user);
    }
  }
  for (std::size_t i = 0; i < policy.membership.allow.size(); ++i) {
    const MemberRule& rule = policy.membership.allow[i];
    if (!rule.roles.empty()) {
      tell_over(subject, out, rule, allow_pointer(i), rule.roles.front());
    }
  }
}

constexpr diag::Card kRoleUsers = {
    .area = "policy",
    .id = "role-user-shut-out",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "a role"},
    .title = "a user with a role can come in",
    .why =
        "Who is denied, or whose rule ends before the conference begins, never uses the role. Where it is the only "
        "moderator, nobody can admit, mute or end.",
    .bad = CONFSTATE_POLICY(
        R"( "membership": {"mode": "open", "deny": [{"id": "partners", "match": {"domain": "example.net"}}]},
 "dialOut": {"enabled": false},
 "roles": {"moderator": {"users": [{"id": "bob", "match": {"uri": "sip:bob@example.net"}}], "may": ["kick"]}})"),
    .good = CONFSTATE_POLICY(
        R"( "membership": {"mode": "open", "deny": [{"id": "partners", "match": {"domain": "example.net"}}]},
 "dialOut": {"enabled": false},
 "roles": {"moderator": {"users": [{"id": "bob", "match": {"uri": "sip:bob@example.com"}}], "may": ["kick"]}})"),
    .rows = "CSP114",
};

constexpr auto kReachRules = std::to_array<PolicyRule>({
    {kUnreachable, check_unreachable},
    {kSatisfiable, check_satisfiable},
    {kShadowed, check_shadowed},
    {kRoleUsers, check_role_users},
});

}  // namespace

std::span<const PolicyRule> policy_reach_rules() {
  return kReachRules;
}

}  // namespace confstate::rules
