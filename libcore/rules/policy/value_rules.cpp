// CSP003 to CSP008: values that are hardly what their author meant: units, ids, URIs and hosts.
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/policy/examples.hpp"
#include "rules/policy/policy_parts.hpp"
#include "rules/policy/policy_rules.hpp"
#include "rules/rooms/room.hpp"
#include "uri/host.hpp"
#include "uri/identity.hpp"
#include "uri/normal.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using policy::MatchKind;
using policy::Policy;

// A span of time, and between which values it is likely in its unit. Zero has meanings of its own.
struct Measure {
  std::string_view pointer;
  std::int64_t (*value)(const Policy& policy);
  std::int64_t least;
  std::int64_t most;
  std::string_view unit;
};

constexpr std::int64_t kTenYears = 315'360'000;
constexpr std::int64_t kOneDay = 86'400;
constexpr auto kMeasures = std::to_array<Measure>({
    {"/groupKeys/deadlineMs", [](const Policy& p) { return p.group_keys.deadline_ms; }, 50, 3'600'000, "milliseconds"},
    {"/groupKeys/batchMs", [](const Policy& p) { return p.group_keys.batch_ms; }, 50, 3'600'000, "milliseconds"},
    {"/groupKeys/maxAgeSec", [](const Policy& p) { return p.group_keys.max_age_sec; }, 1, kTenYears, "seconds"},
    {"/membership/bans/durationSec", [](const Policy& p) { return p.membership.bans.duration_sec; }, 1, kTenYears,
     "seconds"},
    {"/dialOut/ringTimeoutSec", [](const Policy& p) { return p.dial_out.ring_timeout_sec; }, 1, 3600, "seconds"},
    {"/moderation/waitTimeoutSec", [](const Policy& p) { return p.moderation.wait_timeout_sec; }, 1, kOneDay,
     "seconds"},
    {"/chatRooms/mirrorDeadlineSec", [](const Policy& p) { return p.chat_rooms.mirror_deadline_sec; }, 1, kOneDay,
     "seconds"},
    {"/report/byeDeadlineMs", [](const Policy& p) { return p.report.bye_deadline_ms; }, 50, 3'600'000, "milliseconds"},
});

void check_units(const PolicyCase& subject, diag::Findings& out) {
  for (const Measure& measure : kMeasures) {
    const std::int64_t value = measure.value(subject.policy);
    if (value != 0 && (value < measure.least || value > measure.most)) {
      tell(subject, out, measure.pointer,
           {.message = fmt::format("{} {} is hardly meant", value, measure.unit),
            .label = "another unit?",
            .help = fmt::format("the field is in {}", measure.unit)});
    }
  }
}

constexpr diag::Card kUnits = {
    .area = "policy",
    .id = "unit-suspicious",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "FIELDS"},
    .title = "a span of time is likely in its unit",
    .why =
        "The unit is in the name of the field. A deadline of five milliseconds, or a ban of thousands of years, was "
        "most likely written in another unit, and the policy then asks for what nobody can do or nobody wants.",
    .bad = CONFSTATE_CALLED(R"( "groupKeys": {"deadlineMs": 5})"),
    .good = CONFSTATE_CALLED(R"( "groupKeys": {"deadlineMs": 5000})"),
    .rows = "CSP003",
};

void tell_repeated_id(const PolicyCase& subject, diag::Findings& out, const Placed& placed, const Placed& first) {
  diag::Diagnostic found = at_value(subject, placed.pointer + "/id",
                                    {.message = fmt::format("two rules have the id {}", quoted(placed.rule->id)),
                                     .label = "again",
                                     .help = "give each rule an id of its own"});
  found.related.push_back(see_value(subject, first.pointer + "/id", "first here"));
  out.add(std::move(found));
}

void check_ids(const PolicyCase& subject, diag::Findings& out) {
  const std::vector<Placed> rules = placed_rules(subject.policy);
  std::map<std::string_view, const Placed*> seen;
  for (const Placed& placed : rules) {
    if (base::is_all_space(placed.rule->id)) {
      tell(subject, out, placed.pointer + "/id", {.message = "the id of a rule is empty", .label = "no name"});
      continue;
    }
    const auto [first, is_new] = seen.try_emplace(placed.rule->id, &placed);
    if (!is_new) {
      tell_repeated_id(subject, out, placed, *first->second);
    }
  }
}

constexpr diag::Card kIds = {
    .area = "policy",
    .id = "rule-id-repeated",
    .severity = Severity::error,
    .spec = {"conf-policy(5)", "a member rule"},
    .title = "every rule has an id of its own",
    .why =
        "Decisions, findings and recordings name the rule that decided by its id. With two rules of one id, or an "
        "empty one, nobody can tell which was meant.",
    .bad =
        CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ",\n   " CONFSTATE_USER("alice", "sip:bob@example.com") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ",\n   " CONFSTATE_USER("bob", "sip:bob@example.com") "]"),
    .rows = "CSP004",
};

std::string_view words_of_fault(uri::Fault fault) {
  switch (fault) {
    case uri::Fault::no_scheme:
      return "it has no scheme";
    case uri::Fault::empty_host:
    case uri::Fault::bad_host:
      return "it has no valid host";
    case uri::Fault::bad_number:
      return "it is no telephone number";
    case uri::Fault::bad_port:
      return "its port is no number up to 65535";
    default:
      return "a character of it may not stand there";
  }
}

// Why a text is no URI of a user; empty where it is one. A local number is one: another rule speaks of it.
std::string fault_of_uri(std::string_view text, bool may_be_number) {
  const uri::Uri parsed = uri::parse(text);
  if (parsed.fault != uri::Fault::none && parsed.fault != uri::Fault::no_phone_context) {
    return std::string(words_of_fault(parsed.fault));
  }
  if (uri::is_sip(parsed) || (may_be_number && parsed.kind == uri::Scheme::tel)) {
    return {};
  }
  return may_be_number ? "its scheme is none of sip, sips and tel" : "its scheme is neither sip nor sips";
}

std::string tel_of(std::string_view number) {
  return base::equal_ignoring_case(number.substr(0, 4), "tel:") ? std::string(number) : "tel:" + std::string(number);
}

bool is_plain_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The URI with its host in A-labels: of other hosts another rule speaks.
std::string with_plain_host(const std::string& text) {
  const uri::Uri parsed = uri::parse(text);
  if (is_plain_ascii(parsed.host)) {
    return text;
  }
  std::string plain = text;
  return plain.replace(static_cast<std::size_t>(parsed.host.data() - text.data()), parsed.host.size(),
                       uri::canonical_host(parsed.host));
}

std::string fault_of_match(const policy::Match& match) {
  switch (match.kind) {
    case MatchKind::uri:
      return fault_of_uri(with_plain_host(match.text), true);
    case MatchKind::domain:
      return fault_of_uri("sip:x@" + uri::canonical_host(match.text), false);
    case MatchKind::tel:
      return fault_of_uri(tel_of(match.text), true);
    default:
      return {};
  }
}

void tell_bad_uri(const PolicyCase& subject, diag::Findings& out, std::string_view pointer, std::string_view text,
                  const std::string& why) {
  if (!why.empty()) {
    tell(subject, out, pointer, {.message = fmt::format("{} names nobody", quoted(text)), .label = why});
  }
}

void check_uris(const PolicyCase& subject, diag::Findings& out) {
  const policy::Conference& conference = subject.policy.conference;
  tell_bad_uri(subject, out, "/conference/uri", conference.uri, fault_of_uri(conference.uri, false));
  if (!conference.factory_uri.empty()) {
    tell_bad_uri(subject, out, "/conference/factoryUri", conference.factory_uri,
                 fault_of_uri(conference.factory_uri, false));
  }
  for (std::size_t i = 0; i < conference.aliases.size(); ++i) {
    tell_bad_uri(subject, out, item_pointer("/conference/aliases", i), conference.aliases[i],
                 fault_of_uri(conference.aliases[i], true));
  }
  for (const Placed& placed : placed_rules(subject.policy)) {
    tell_bad_uri(subject, out, match_pointer(placed), placed.rule->match.text, fault_of_match(placed.rule->match));
  }
}

constexpr diag::Card kUris = {
    .area = "policy",
    .id = "uri-invalid",
    .severity = Severity::error,
    .spec = {"RFC 3261", "25.1"},
    .title = "a URI, a number and a domain in a policy are well-formed, and callers can have them",
    .why =
        "A rule whose URI cannot be parsed names nobody: an allow rule lets nobody in, and a deny rule stops "
        "nobody. Users are named by sip, sips and tel URIs (RFC 3966), the conference by sip or sips.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ",\n   " CONFSTATE_USER("bob", "bob@example.com") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ",\n   " CONFSTATE_USER("bob", "sip:bob@example.com") "]"),
    .rows = "CSP005",
};

// A match as it is compared, but for its scheme; as it stands where it is so already or is not well-formed.
std::string canonical_of(const policy::Match& match) {
  switch (match.kind) {
    case MatchKind::uri:
      return uri::canonical_identity(match.text, {.strict_scheme = true}).canonical;
    case MatchKind::domain:
      return uri::canonical_host(match.text);
    case MatchKind::tel:
      return uri::canonical_identity(tel_of(match.text)).canonical.substr(match.text.starts_with("tel:") ? 0 : 4);
    case MatchKind::tel_prefix:
      return uri::plain_number(match.text);
    case MatchKind::pattern:
      return policy::canonical_pattern(match.text, true);
    default:
      return match.text;
  }
}

void check_canonical(const PolicyCase& subject, diag::Findings& out) {
  for (const Placed& placed : placed_rules(subject.policy)) {
    const policy::Match& match = placed.rule->match;
    if (!is_plain_ascii(match.text) || !fault_of_match(match).empty()) {
      continue;
    }
    const std::string canonical = canonical_of(match);
    if (canonical.empty() || canonical == match.text) {
      continue;
    }
    tell(subject, out, match_pointer(placed),
         {.message = fmt::format("{} is compared as {}", quoted(match.text), quoted(canonical)),
          .label = "not as it is compared",
          .help = fmt::format("write {}", quoted(canonical)),
          .mend = json_text(canonical)});
  }
}

constexpr diag::Card kCanonical = {
    .area = "policy",
    .id = "uri-not-canonical",
    .severity = Severity::warning,
    .spec = {"conf-policy(5)", "a match"},
    .title = "a rule is written as it is compared",
    .why =
        "Identities are compared without default ports, parameters and escapes that mean nothing, and with hosts in "
        "lower case. A rule that is written otherwise reads as if it were narrower than it is.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_USER("alice", "sip:%61lice@EXAMPLE.com:5060") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP006",
};

void check_letter_case(const PolicyCase& subject, diag::Findings& out) {
  struct First {
    std::string canonical;
    std::string pointer;
  };
  std::map<std::string, First, std::less<>> seen;  // by the identity in lower case
  for (const Placed& placed : placed_rules(subject.policy)) {
    if (placed.rule->match.kind != MatchKind::uri) {
      continue;
    }
    std::string canonical = policy::identity_of(subject.policy, placed.rule->match.text).canonical;
    const First& first =
        seen.try_emplace(base::ascii_lower(canonical), First{canonical, match_pointer(placed)}).first->second;
    if (first.canonical == canonical) {
      continue;
    }
    diag::Diagnostic found =
        at_value(subject, match_pointer(placed),
                 {.message = fmt::format("{} differs from another rule only by the case of letters", quoted(canonical)),
                  .label = "another user",
                  .note = "the user part of a SIP URI is case-sensitive"});
    found.related.push_back(see_value(subject, first.pointer, "than this one"));
    out.add(std::move(found));
  }
}

constexpr diag::Card kLetterCase = {
    .area = "policy",
    .id = "user-differs-by-case",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "19.1.4"},
    .title = "two rules do not name users that differ only by the case of letters",
    .why =
        "The user part is case-sensitive, so these are two users, though nobody who reads the list would think so. "
        "Most often one of them is a slip, and its rule names nobody or, in a deny list, lets the right one pass.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE
                             ",\n   " CONFSTATE_USER("alice2", "sip:Alice@example.com") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE "]"),
    .rows = "CSP007",
};

void tell_look_alike(const PolicyCase& subject, diag::Findings& out, std::string_view pointer, std::string_view host) {
  if (has_international_label(host)) {
    tell(subject, out, pointer,
         {.message = fmt::format("the host {} has letters beyond ASCII", quoted(host)),
          .label = mixes_scripts(host) ? "mixed with ASCII letters" : "may look like another one",
          .note = fmt::format("on the wire it is {}", clipped(uri::canonical_host(host)))});
  }
}

void check_hosts(const PolicyCase& subject, diag::Findings& out) {
  for (const Placed& placed : placed_rules(subject.policy)) {
    tell_look_alike(subject, out, match_pointer(placed), host_in(placed.rule->match));
  }
  const std::vector<std::string>& related = subject.policy.chat_rooms.related_domains;
  for (std::size_t i = 0; i < related.size(); ++i) {
    tell_look_alike(subject, out, item_pointer("/chatRooms/relatedDomains", i), related[i]);
  }
}

constexpr diag::Card kHosts = {
    .area = "policy",
    .id = "host-may-look-alike",
    .severity = Severity::warning,
    .spec = {"RFC 5890", "4.4"},
    .title = "hosts in rules and of chat rooms are what they look like",
    .why =
        "A Cyrillic or Greek letter may look exactly like a Latin one, and a rule for such a host names a stranger. "
        "Where the name is meant, its A-label says so without doubt; this rule still asks to look twice.",
    .bad = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE
                             ",\n   " CONFSTATE_USER("bob", "sip:bob@ex\xd0\xb0mple.com") "]"),
    .good = CONFSTATE_MEMBERS("\"allow\": [" CONFSTATE_ALICE ",\n   " CONFSTATE_USER("bob", "sip:bob@example.com") "]"),
    .rows = "CSP008",
};

constexpr auto kValueRules = std::to_array<PolicyRule>({
    {kUnits, check_units},
    {kIds, check_ids},
    {kUris, check_uris},
    {kCanonical, check_canonical},
    {kLetterCase, check_letter_case},
    {kHosts, check_hosts},
});

}  // namespace

std::span<const PolicyRule> policy_value_rules() {
  return kValueRules;
}

}  // namespace confstate::rules
