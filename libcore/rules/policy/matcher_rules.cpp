// CSP106 to CSP109: whom single rules name.
#include <array>
#include <map>
#include <string>

#include <fmt/format.h>

#include "rules/policy/examples.hpp"
#include "rules/policy/names.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::Match;
using policy::MatchKind;
using prove::Breadth;

// Runs `look` on the rules that let somebody in or give somebody a role. A deny rule may be as wide as it likes.
template <class Look>
void for_each_grant(const PolicyCase& subject, Look look) {
  for (const Placed& placed : placed_rules(subject.policy)) {
    if (placed.where != Placed::Where::deny) {
      look(placed, placed.rule->match);
    }
  }
}

prove::PatternReach reach_of_match(const PolicyCase& subject, const Match& match) {
  return prove::reach_of_pattern(match.text, subject.policy.identity.strict_scheme, is_public_suffix);
}

void check_broad(const PolicyCase& subject, diag::Findings& out) {
  for_each_grant(subject, [&](const Placed& placed, const Match& match) {
    if (match.kind == MatchKind::any && is_closed(subject.policy)) {
      tell(subject, out, match_pointer(placed),
           {.message = "a rule of a closed conference names everybody", .label = "everybody who has a name"});
    }
    if (match.kind != MatchKind::pattern) {
      return;
    }
    const prove::PatternReach reach = reach_of_match(subject, match);
    if (reach.breadth == Breadth::several) {
      tell(subject, out, match_pointer(placed),
           {.message = fmt::format("the pattern {} names users of domains that belong to different people",
                                   quoted(match.text)),
            .label = "too wide",
            .help = "write the host without `*`",
            .note = fmt::format("for example {} and {}", clipped(reach.one), clipped(reach.other))});
    }
  });
}

constexpr diag::Card kBroad = {
    .area = "policy",
    .id = "pattern-too-broad",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "a rule names users of one domain that somebody owns",
    .why =
        "A star in the host that is not behind a whole label also stands for hosts that strangers own: "
        "*example.com names oozexample.com too. Everybody may register a domain that fits, and come in. A rule for "
        "everybody makes a closed conference an open one.",
    .bad = CONFSTATE_MEMBERS(R"("allow": [{"id": "staff", "match": {"pattern": "sip:*@*example.com"}}])"),
    .good = CONFSTATE_MEMBERS(R"("allow": [{"id": "staff", "match": {"pattern": "sip:*@example.com"}}])"),
    .rows = "CSP106",
};

void check_wide(const PolicyCase& subject, diag::Findings& out) {
  for_each_grant(subject, [&](const Placed& placed, const Match& match) {
    if (match.kind != MatchKind::pattern) {
      return;
    }
    const prove::PatternReach reach = reach_of_match(subject, match);
    if (reach.breadth == Breadth::one_domain) {
      tell(subject, out, match_pointer(placed),
           {.message = fmt::format("the pattern {} names users of many hosts", quoted(match.text)),
            .label = "all of one domain",
            .help = "name the hosts that are meant",
            .note = fmt::format("for example {} and {}", clipped(reach.one), clipped(reach.other))});
    }
  });
}

constexpr diag::Card kWide = {
    .area = "policy",
    .id = "pattern-over-hosts",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "a pattern names users of one host",
    .why =
        "A pattern for all hosts of a company also names those of its guests, its laboratory and whatever comes "
        "next. All of them belong to one owner, so this is a question rather than an error.",
    .bad = CONFSTATE_MEMBERS(R"("allow": [{"id": "staff", "match": {"pattern": "sip:*@*.corp.example.com"}}])"),
    .good = CONFSTATE_MEMBERS(R"("allow": [{"id": "staff", "match": {"pattern": "sip:*@berlin.corp.example.com"}}])"),
    .rows = "CSP106",
};

void check_public_domain(const PolicyCase& subject, diag::Findings& out) {
  for_each_grant(subject, [&](const Placed& placed, const Match& match) {
    const bool is_open = match.kind == MatchKind::domain && match.sub;
    if (is_open && (is_public_suffix(match.text) || is_carrier(match.text))) {
      tell(subject, out, match_pointer(placed),
           {.message = fmt::format("the rule names everybody below {}", quoted(match.text)),
            .label = is_carrier(match.text) ? "a whole network" : "anybody may register a name here"});
    }
  });
}

constexpr diag::Card kPublicDomain = {
    .area = "policy",
    .id = "domain-is-public",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "a domain rule with `sub` is for a domain that somebody owns",
    .why =
        "Below com or co.uk everybody may register a name, and below the domain of a network every subscriber has "
        "an address. The list of such domains is short and our own; a domain that is not in it may still be one.",
    .bad = CONFSTATE_MEMBERS(R"("allow": [{"id": "uk", "match": {"domain": "co.uk", "sub": true}}])"),
    .good = CONFSTATE_MEMBERS(R"("allow": [{"id": "uk", "match": {"domain": "example.co.uk", "sub": true}}])"),
    .rows = "CSP107",
};

bool is_local_number(const Match& match) {
  if (match.kind == MatchKind::tel_prefix) {
    return !match.text.starts_with('+') && !match.text.starts_with("tel:+");
  }
  const std::string text =
      match.kind == MatchKind::tel && !match.text.starts_with("tel:") ? "tel:" + match.text : match.text;
  return is_number(match) && uri::parse(text).fault == uri::Fault::no_phone_context;
}

void check_local_number(const PolicyCase& subject, diag::Findings& out) {
  for (const Placed& placed : placed_rules(subject.policy)) {
    if (is_local_number(placed.rule->match)) {
      tell(subject, out, match_pointer(placed),
           {.message = fmt::format("the number {} is not the same everywhere", quoted(placed.rule->match.text)),
            .label = "of which country?",
            .help = "write it with + and the code of its country, or with ;phone-context="});
    }
  }
}

constexpr diag::Card kLocalNumber = {
    .area = "policy",
    .id = "number-local",
    .severity = Severity::warning,
    .spec = {"RFC 3966", "5.1.5"},
    .title = "a telephone number in a rule is global or has a context",
    .why =
        "Without + or phone-context a number means another telephone in every country and every house. A rule with "
        "such a number matches nothing, as numbers are compared in their global form, or names a stranger.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE R"(, {"id": "carol", "match": {"telPrefix": "03012"}}])"),
    .good =
        CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE R"(, {"id": "carol", "match": {"telPrefix": "+493012"}}])"),
    .rows = "CSP108",
};

void check_twice(const PolicyCase& subject, diag::Findings& out) {
  std::map<std::string, std::string, std::less<>> numbers;  // where each stands
  const std::vector<policy::MemberRule>& allow = subject.policy.membership.allow;
  for (std::size_t i = 0; i < allow.size(); ++i) {
    if (is_exact(allow[i].match) && is_number(allow[i].match)) {
      numbers.try_emplace(policy::matchers_of(subject.policy, allow[i].match).front().text, allow_pointer(i));
    }
  }
  for (std::size_t i = 0; i < allow.size(); ++i) {
    if (allow[i].match.kind != MatchKind::uri || is_number(allow[i].match)) {
      continue;
    }
    const uri::Identity identity = policy::identity_of(subject.policy, allow[i].match.text);
    const auto number = numbers.find(identity.telephone);
    if (identity.notes.unproven_number && number != numbers.end()) {
      diag::Diagnostic found = at_value(subject, allow_pointer(i) + "/match/uri",
                                        {.message = "the same number is listed as a telephone and as a SIP user",
                                         .label = "counts as another user",
                                         .help = "add ;user=phone, or let a trusted peer assert both",
                                         .note = "the limit of calls per user counts them apart"});
      found.related.push_back(see_value(subject, number->second, "the telephone"));
      out.add(std::move(found));
    }
  }
}

constexpr diag::Card kTwice = {
    .area = "policy",
    .id = "user-listed-twice",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "19.1.6"},
    .title = "one person is listed under one identity",
    .why =
        "A SIP user whose name is a number is that telephone only where user=phone, or a trusted peer that may "
        "assert both, says so. Without such a link the two rules name two users: each has legs, bans and roles of "
        "its own.",
    .bad = CONFSTATE_MEMBERS(R"("allow": [{"id": "carol", "match": {"tel": "+4930123456"}},
   {"id": "carol2", "match": {"uri": "sip:+4930123456@example.com"}}])"),
    .good = CONFSTATE_MEMBERS(R"("allow": [{"id": "carol", "match": {"tel": "+4930123456"}}])"),
    .rows = "CSP109",
};

constexpr auto kMatcherRules = std::to_array<PolicyRule>({
    {kBroad, check_broad},
    {kWide, check_wide},
    {kPublicDomain, check_public_domain},
    {kLocalNumber, check_local_number},
    {kTwice, check_twice},
});

}  // namespace

std::span<const PolicyRule> policy_matcher_rules() {
  return kMatcherRules;
}

}  // namespace confstate::rules
