#include "prove/atoms.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "prove/universe.hpp"
#include "uri/host.hpp"
#include "uri/uri.hpp"

namespace confstate::prove {
namespace {

using policy::Matcher;
using policy::MatchKind;

Question any_of() {
  return {Form::any, {}};
}

// A side of a pattern: without "*" it is a word, "*" alone is everything.
Question side_of(std::string_view text) {
  if (text == "*") {
    return any_of();
  }
  return {text.find('*') == std::string_view::npos ? Form::word : Form::glob, std::string(text)};
}

// What is left of a pattern's beginning behind a scheme: "sip:a*" asks "a*", "s*" asks about nothing but "*". Nothing
// where the scheme cannot stand there; several remainders are one pattern only where the last "*" takes the others in.
Question behind_scheme(std::string_view pattern, std::string_view scheme) {
  if (pattern.starts_with(scheme)) {
    return side_of(pattern.substr(scheme.size()));
  }
  if (pattern.find('*') == std::string_view::npos || pattern.find('*') >= scheme.size()) {
    return {};
  }
  // "*" within the scheme: the whole word is asked, with its scheme before it (glob_machine_after).
  return {Form::glob, std::string(scheme) + "\n" + std::string(pattern)};
}

struct Halves {
  std::string_view user;  // with its scheme
  std::string_view host;
};

// Of what has exactly one '@', as all addresses with a user do.
std::optional<Halves> halves_of(std::string_view text) {
  const std::size_t sign = text.find('@');
  if (sign == std::string_view::npos || text.find('@', sign + 1) != std::string_view::npos) {
    return std::nullopt;
  }
  return Halves{text.substr(0, sign), text.substr(sign + 1)};
}

std::string folded(std::string_view text) {
  return text.starts_with("sips:") ? "sip:" + std::string(text.substr(5)) : std::string(text);
}

// Builds the atoms of one policy.
class Builder {
 public:
  Builder(Atoms& out, const policy::Policy& policy, std::uint32_t number)
      : out_(out), policy_(policy), number_(number) {}

  void add(Part part, std::size_t index, std::size_t sub, const policy::Match& match, policy::Side side) {
    const std::uint32_t group = begin(part, index, sub);
    for (const Matcher& matcher : policy::matchers_of(policy_, match)) {
      add_matcher(group, matcher, side);
    }
  }

  void add_trust(std::size_t index, const policy::TrustPeer& peer) {
    const std::uint32_t group = begin(Part::trust, index, 0);
    for (const std::string& entry : peer.may_assert) {
      add_assertion(group, entry);
    }
  }

  void add_asked(std::size_t index, const Asked& asked) {
    add(Part::asked, index, 0, match_of(asked), policy::Side::allow);
  }

 private:
  std::uint32_t begin(Part part, std::size_t index, std::size_t sub) {
    out_.groups.push_back({number_, part, static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(sub)});
    return static_cast<std::uint32_t>(out_.groups.size() - 1);
  }

  void add_matcher(std::uint32_t group, const Matcher& matcher, policy::Side side) {
    Atom atom;
    atom.group = group;
    atom.exact = matcher.kind == MatchKind::uri || matcher.kind == MatchKind::tel;
    const bool both_schemes = side == policy::Side::deny || !policy_.identity.strict_scheme;
    const std::string text = side == policy::Side::deny ? folded(matcher.text) : matcher.text;
    if (matcher.kind == MatchKind::any) {
      atom.user = atom.user_of_sips = atom.host = atom.number = any_of();
    } else if (matcher.kind == MatchKind::domain) {
      atom.user = atom.user_of_sips = any_of();
      atom.host = {matcher.sub ? Form::below : Form::host, text};
    } else if (matcher.kind == MatchKind::tel_prefix) {
      atom.number = {Form::prefix, text.substr(4)};
    } else if (matcher.kind == MatchKind::pattern) {
      ask_pattern(atom, text);
    } else {
      ask_word(atom, text);
    }
    if (both_schemes) {
      atom.user_of_sips = atom.user;
    }
    out_.atoms.push_back(std::move(atom));
  }

  void ask_pattern(Atom& atom, const std::string& text) {
    if (std::ranges::find(out_.patterns, text) == out_.patterns.end()) {
      out_.patterns.push_back(text);
    }
    if (const std::optional<Halves> sides = halves_of(text)) {
      atom.user = behind_scheme(sides->user, "sip:");
      atom.user_of_sips = behind_scheme(sides->user, "sips:");
      atom.host = side_of(sides->host);
    } else if (text.find('@') == std::string::npos) {
      atom.number = behind_scheme(text, "tel:");
    }
    if (text.find('[') != std::string::npos) {
      std::string one = text;
      std::ranges::replace(one, '*', 'a');
      out_.others.push_back(one);
    }
  }

  void ask_word(Atom& atom, const std::string& text) {
    const std::optional<Halves> sides = halves_of(text);
    if (text.starts_with("tel:")) {
      atom.number = {Form::word, text.substr(4)};
      note_other(number_universe().read(text.substr(4)).empty(), text);
    } else if (sides && text.starts_with("sip:")) {
      atom.user = {Form::word, std::string(sides->user.substr(4))};
      atom.host = {Form::word, std::string(sides->host)};
      note_other(user_universe().read(atom.user.text).empty() || host_universe().read(sides->host).empty(), text);
    } else if (sides && text.starts_with("sips:")) {
      atom.user_of_sips = {Form::word, std::string(sides->user.substr(5))};
      atom.host = {Form::word, std::string(sides->host)};
      note_other(user_universe().read(atom.user_of_sips.text).empty() || host_universe().read(sides->host).empty(),
                 text);
    } else {
      note_other(true, text);
    }
  }

  void note_other(bool outside, const std::string& text) {
    if (outside && !text.empty()) {
      out_.others.push_back(text);
    }
  }

  // As policy::may_assert reads it: digits are a prefix of numbers.
  void add_assertion(std::uint32_t group, std::string_view entry) {
    Atom atom;
    atom.group = group;
    atom.exact = true;
    const bool digits = !entry.empty() && entry.find_first_not_of("0123456789") == std::string_view::npos;
    if (entry == "*") {
      atom.user = atom.host = atom.number = any_of();
    } else if (entry.starts_with('+') || digits) {
      atom.number = {Form::prefix, std::string(entry)};
    } else if (entry.starts_with('.')) {
      atom.user = any_of();
      atom.host = {Form::only_below, uri::canonical_host(entry.substr(1))};
    } else {
      atom.user = any_of();
      atom.host = {Form::host, uri::canonical_host(entry)};
    }
    atom.user_of_sips = atom.user;
    out_.atoms.push_back(std::move(atom));
  }

  Atoms& out_;
  const policy::Policy& policy_;
  std::uint32_t number_;
};

void add_policy(Atoms& out, const policy::Policy& policy, std::uint32_t number, std::span<const Asked> asked) {
  Builder builder(out, policy, number);
  for (std::size_t i = 0; i < policy.membership.allow.size(); ++i) {
    builder.add(Part::allow, i, 0, policy.membership.allow[i].match, policy::Side::allow);
  }
  for (std::size_t i = 0; i < policy.membership.deny.size(); ++i) {
    builder.add(Part::deny, i, 0, policy.membership.deny[i].match, policy::Side::deny);
  }
  for (std::size_t i = 0; i < policy.roles.size(); ++i) {
    for (std::size_t k = 0; k < policy.roles[i].users.size(); ++k) {
      builder.add(Part::role_user, i, k, policy.roles[i].users[k].match, policy::Side::allow);
    }
  }
  for (std::size_t i = 0; i < policy.identity.trust.size(); ++i) {
    builder.add_trust(i, policy.identity.trust[i]);
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    builder.add_asked(i, asked[i]);
  }
}

}  // namespace

policy::Match match_of(const Asked& asked) {
  const uri::Uri parsed = uri::parse(asked.uri);
  const bool is_domain = parsed.kind == uri::Scheme::none || (uri::is_sip(parsed) && parsed.user.empty());
  if (!is_domain) {
    return {MatchKind::uri, asked.uri, false};
  }
  const std::string_view host = parsed.kind == uri::Scheme::none ? std::string_view(asked.uri) : parsed.host;
  return {MatchKind::domain, std::string(host.substr(host.starts_with('@') ? 1 : 0)), false};
}

Atoms atoms_of(std::span<const policy::Policy* const> policies, std::span<const Asked> asked) {
  Atoms out;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    out.two_schemes = out.two_schemes || policies[i]->identity.strict_scheme;
    add_policy(out, *policies[i], static_cast<std::uint32_t>(i), asked);
  }
  std::ranges::sort(out.others);
  out.others.erase(std::unique(out.others.begin(), out.others.end()), out.others.end());
  return out;
}

}  // namespace confstate::prove
