#include "policy/match.hpp"

#include <algorithm>
#include <utility>

#include "base/instant.hpp"
#include "base/text.hpp"
#include "policy/trust.hpp"
#include "uri/characters.hpp"
#include "uri/host.hpp"
#include "uri/normal.hpp"

namespace confstate::policy {
namespace {

// The host of a canonical sip or sips identity, without port; empty for others.
std::string_view host_of(std::string_view address) {
  const std::size_t scheme = address.find(':');
  if (scheme == std::string_view::npos || !address.starts_with("sip")) {
    return {};
  }
  std::string_view rest = address.substr(scheme + 1);
  rest.remove_prefix(rest.find('@') == std::string_view::npos ? 0 : rest.find('@') + 1);
  const std::size_t bracket = rest.find(']');
  const std::size_t port = rest.find(':', bracket == std::string_view::npos ? 0 : bracket);
  return rest.substr(0, port);
}

std::string without_sips(std::string_view text) {
  return text.starts_with("sips:") ? "sip:" + std::string(text.substr(5)) : std::string(text);
}

bool names_form(const Matcher& matcher, std::string_view form) {
  switch (matcher.kind) {
    case MatchKind::uri:
    case MatchKind::tel:
      return form == matcher.text;
    case MatchKind::tel_prefix:
      return form.starts_with(matcher.text);
    case MatchKind::pattern:
      return matches_pattern(matcher.text, form);
    case MatchKind::domain: {
      const std::string_view host = host_of(form);
      return !host.empty() && (host == matcher.text || (matcher.sub && uri::is_below(host, matcher.text)));
    }
    case MatchKind::any:
      return !form.empty();
    case MatchKind::role:
      break;
  }
  return false;
}

bool is_exact(MatchKind kind) {
  return kind == MatchKind::uri || kind == MatchKind::tel;
}

// What is denied is denied whatever scheme it comes with.
bool denies(const Matcher& matcher, const uri::Identity& identity) {
  Matcher folded = matcher;
  folded.text = without_sips(matcher.text);
  return names_form(folded, without_sips(identity.canonical)) ||
         (!identity.telephone.empty() && names_form(folded, identity.telephone)) ||
         (!identity.address.empty() && names_form(folded, without_sips(identity.address)));
}

// "tel:" before a number as rules write it.
std::string tel_text(std::string_view number) {
  return base::equal_ignoring_case(number.substr(0, 4), "tel:") ? std::string(number) : "tel:" + std::string(number);
}

Matcher make_matcher(const Match& match, bool strict_scheme) {
  Matcher made{match.kind, {}, match.sub};
  switch (match.kind) {
    case MatchKind::uri:
      made.text = uri::canonical_identity(match.text, {.strict_scheme = strict_scheme}).canonical;
      break;
    case MatchKind::tel:
      made.text = uri::canonical_identity(tel_text(match.text)).canonical;
      break;
    case MatchKind::tel_prefix:
      made.text = "tel:" + uri::plain_number(tel_text(match.text).substr(4));
      break;
    case MatchKind::domain:
      made.text = uri::canonical_host(match.text);
      break;
    case MatchKind::pattern:
      made.text = canonical_pattern(match.text, strict_scheme);
      break;
    case MatchKind::role:
    case MatchKind::any:
      break;
  }
  return made;
}

const Role* find_role(const Policy& policy, std::string_view name) {
  const auto found = std::ranges::find(policy.roles, name, &Role::name);
  return found == policy.roles.end() ? nullptr : &*found;
}

// A host with "*" in it: each label that has none in the form of canonical hosts.
std::string canonical_host_pattern(std::string_view host) {
  if (host.find('*') == std::string_view::npos) {
    return uri::canonical_host(host);
  }
  std::string out;
  while (!host.empty()) {
    const std::size_t end = std::min(host.find('.'), host.size());
    const std::string_view label = host.substr(0, end);
    out += label.find('*') == std::string_view::npos ? uri::canonical_host(label) : base::ascii_lower(label);
    host.remove_prefix(std::min(end + 1, host.size()));
    out += host.empty() ? "" : ".";
  }
  return out;
}

// The place of a pattern, behind '@': parameters and a default port mean nothing.
std::string canonical_place(std::string_view place) {
  place = place.substr(0, place.find_first_of(";?"));
  const std::size_t colon = place.rfind(':');
  if (place.starts_with('[') || colon == std::string_view::npos) {
    return canonical_host_pattern(place);
  }
  const std::string_view port = place.substr(colon);
  const bool is_default = port == ":5060" || port == ":5061" || port == ":";
  return canonical_host_pattern(place.substr(0, colon)) + std::string(is_default ? "" : port);
}

// The scheme of a pattern with its colon; empty where "*" or nothing stands for it.
std::string_view scheme_of(std::string_view pattern) {
  const std::size_t colon = pattern.find(':');
  const std::string_view scheme = pattern.substr(0, colon == std::string_view::npos ? 0 : colon);
  const bool plain =
      std::ranges::all_of(scheme, [](char c) { return base::ascii_lower(c) >= 'a' && base::ascii_lower(c) <= 'z'; });
  return plain && !scheme.empty() ? pattern.substr(0, colon + 1) : std::string_view();
}

}  // namespace

uri::Identity identity_of(const Policy& policy, std::string_view uri) {
  uri::Identity identity = uri::canonical_identity(uri, {.strict_scheme = policy.identity.strict_scheme});
  if (!identity.notes.unproven_number) {
    return identity;
  }
  uri::Identity number = identity;
  number.address.clear();
  uri::Identity address = identity;
  address.telephone.clear();
  const bool asserted = std::ranges::any_of(policy.identity.trust, [&](const TrustPeer& peer) {
    return may_assert(peer, number) && may_assert(peer, address);
  });
  if (asserted) {
    identity.canonical = identity.telephone;
    identity.notes.is_telephone = true;
    identity.notes.unproven_number = false;
  }
  return identity;
}

bool matches_pattern(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;                         // in the pattern
  std::size_t star = std::string_view::npos;  // the last "*" that was met
  std::size_t begin = 0;                      // where the text behind it was tried last
  for (std::size_t place = 0; place < text.size();) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      begin = place;
    } else if (at < pattern.size() && pattern[at] == text[place]) {
      ++at;
      ++place;
    } else if (star != std::string_view::npos && text[begin] != '@') {
      // Runs behind an earlier "*" need not be tried again: they took as little as they could.
      at = star + 1;
      place = ++begin;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

std::string canonical_pattern(std::string_view pattern, bool strict_scheme) {
  const std::string_view written = scheme_of(pattern);
  std::string_view rest = pattern.substr(written.size());
  std::string scheme = base::ascii_lower(written);
  if (scheme == "sips:" && !strict_scheme) {
    scheme = "sip:";
  }
  if (scheme == "tel:") {
    return scheme + uri::plain_number(rest.substr(0, rest.find(';')));
  }
  const std::size_t sign = rest.rfind('@');
  if (sign == std::string_view::npos) {
    return scheme + canonical_place(rest);
  }
  std::string_view user = rest.substr(0, sign);
  user = written.empty() ? user : user.substr(0, user.find(':'));
  return scheme + uri::undo_escapes(user, uri::kUnreserved | uri::kUserChar | uri::kParam) + "@" +
         canonical_place(rest.substr(sign + 1));
}

std::vector<Matcher> matchers_of(const Policy& policy, const Match& match) {
  std::vector<Matcher> made;
  if (match.kind != MatchKind::role) {
    made.push_back(make_matcher(match, policy.identity.strict_scheme));
    return made;
  }
  std::vector<const Role*> open;
  const auto meet = [&](std::string_view name) {
    const Role* role = find_role(policy, name);
    if (role != nullptr && std::ranges::find(open, role) == open.end()) {
      open.push_back(role);
    }
  };
  meet(match.text);
  std::size_t next = 0;
  while (next < open.size()) {
    for (const MemberRule& user : open[next++]->users) {
      if (user.match.kind == MatchKind::role) {
        meet(user.match.text);
      } else {
        made.push_back(make_matcher(user.match, policy.identity.strict_scheme));
      }
    }
  }
  return made;
}

bool matches(std::span<const Matcher> matchers, const uri::Identity& identity, Side side, const Policy& policy) {
  const bool exact_only =
      identity.notes.anonymous &&
      !(identity.notes.domain_only && policy.identity.anonymity.domain_only == OnDomainOnly::admit_if_domain_allowed);
  return std::ranges::any_of(matchers, [&](const Matcher& matcher) {
    if (exact_only && !is_exact(matcher.kind)) {
      return false;
    }
    return side == Side::deny ? denies(matcher, identity) : names_form(matcher, identity.canonical);
  });
}

bool holds(const MemberRule& rule, Moment now, Side side) {
  if (rule.not_after.empty()) {
    return true;
  }
  const std::optional<std::int64_t> end = base::read_instant(rule.not_after);
  if (!end) {
    return side == Side::deny;
  }
  return !now || *now <= *end / base::kNanoseconds;
}

Rules::Rules(const Policy& policy) : policy_(policy) {
  for (const MemberRule& rule : policy.membership.allow) {
    allow_.push_back(matchers_of(policy, rule.match));
  }
  for (const MemberRule& rule : policy.membership.deny) {
    deny_.push_back(matchers_of(policy, rule.match));
  }
  for (const Role& role : policy.roles) {
    roles_.push_back(matchers_of(policy, {MatchKind::role, role.name, false}));
  }
}

std::optional<std::size_t> Rules::allowed(const uri::Identity& identity, Method method, Moment now) const {
  for (std::size_t i = 0; i < allow_.size(); ++i) {
    const MemberRule& rule = policy_.membership.allow[i];
    if (rule.methods.has(method) && holds(rule, now, Side::allow) &&
        matches(allow_[i], identity, Side::allow, policy_)) {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> Rules::denied(const uri::Identity& identity, Moment now) const {
  for (std::size_t i = 0; i < deny_.size(); ++i) {
    if (holds(policy_.membership.deny[i], now, Side::deny) && matches(deny_[i], identity, Side::deny, policy_)) {
      return i;
    }
  }
  return std::nullopt;
}

bool Rules::has_role(const uri::Identity& identity, std::string_view role) const {
  for (std::size_t i = 0; i < roles_.size(); ++i) {
    if (policy_.roles[i].name == role && matches(roles_[i], identity, Side::allow, policy_)) {
      return true;
    }
  }
  for (std::size_t i = 0; i < allow_.size(); ++i) {
    const std::vector<std::string>& roles = policy_.membership.allow[i].roles;
    if (std::ranges::find(roles, role) != roles.end() && matches(allow_[i], identity, Side::allow, policy_)) {
      return true;
    }
  }
  return false;
}

bool Rules::may(const uri::Identity& identity, Right right) const {
  return std::ranges::any_of(policy_.roles,
                             [&](const Role& role) { return role.may.has(right) && has_role(identity, role.name); });
}

}  // namespace confstate::policy
