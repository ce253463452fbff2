// What the rules about policies share: where a finding points, what mends it, and questions that many ask.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/policy.hpp"
#include "rules/place.hpp"
#include "rules/policy/policy_case.hpp"

namespace confstate::rules {

// What a finding about a policy says.
struct Remark {
  std::string message;
  std::string label = {};
  std::string help = {};
  std::string note = {};
  std::string mend = {};  // JSON of the value that would be right, where writing it is safe
};

// A diagnostic at the value of a JSON pointer. Where the file does not write it, it is at what encloses it, and the
// message says who says it instead: "(by default)", "(by the profile sa3)", "(by the template base)".
[[nodiscard]] diag::Diagnostic at_value(const PolicyCase& subject, std::string_view pointer, Remark remark);

// Adds it.
void tell(const PolicyCase& subject, diag::Findings& out, std::string_view pointer, Remark remark);

// A second place, at the value of a JSON pointer or what encloses it.
[[nodiscard]] diag::Related see_value(const PolicyCase& subject, std::string_view pointer, std::string message);

// True where the file itself writes that value.
[[nodiscard]] bool is_written(const PolicyCase& subject, std::string_view pointer);
// True where any layer, file, template or profile, writes it.
[[nodiscard]] bool is_said(const PolicyCase& subject, std::string_view pointer);

// The repair that takes a written value away.
void mend_by_removal(const PolicyCase& subject, diag::Diagnostic& found);

// Which rules ever decide anything, computed once.
[[nodiscard]] const prove::Reach& reach_of(const PolicyCase& subject);

// A key as a step of a JSON pointer (RFC 6901 section 3).
[[nodiscard]] std::string step_of(std::string_view key);
// "/membership/allow/2".
[[nodiscard]] std::string allow_pointer(std::size_t rule);
[[nodiscard]] std::string deny_pointer(std::size_t rule);
// "/roles/moderator/users/0".
[[nodiscard]] std::string user_pointer(const policy::Role& role, std::size_t user);
[[nodiscard]] std::string item_pointer(std::string_view list, std::size_t index);

// One member rule, wherever it stands.
struct Placed {
  const policy::MemberRule* rule = nullptr;
  std::string pointer;
  enum class Where : std::uint8_t { allow, deny, role } where = Where::allow;
};
// All of them: allow, deny, and users of roles.
[[nodiscard]] std::vector<Placed> placed_rules(const policy::Policy& policy);
// "/membership/allow/2/match/uri".
[[nodiscard]] std::string match_pointer(const Placed& placed);

// Texts as JSON.
[[nodiscard]] std::string json_text(std::string_view text);
[[nodiscard]] std::string json_list(const std::vector<std::string>& texts);
template <class E>
[[nodiscard]] std::string json_list(const policy::WordList<E>& words) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < words.size(); ++i) {
    texts.emplace_back(policy::word(words[i]));
  }
  return json_list(texts);
}
// The list without one element, and with one more; empty where nothing would be left, so that it mends nothing.
[[nodiscard]] std::string json_list_without(std::vector<std::string> texts, std::string_view one);
template <class E>
[[nodiscard]] std::string json_list_without(policy::WordList<E> words, E one) {
  std::erase(words.values, static_cast<std::uint8_t>(one));
  return words.empty() ? std::string() : json_list(words);
}
template <class E>
[[nodiscard]] std::string json_list_with(policy::WordList<E> words, std::initializer_list<E> more) {
  for (const E one : more) {
    if (!words.has(one)) {
      words.values.push_back(static_cast<std::uint8_t>(one));
    }
  }
  return json_list(words);
}

[[nodiscard]] bool is_closed(const policy::Policy& policy);
[[nodiscard]] bool is_secured_only(const policy::Policy& policy);
// True where any media may get their keys so.
[[nodiscard]] bool may_key_by(const policy::Policy& policy, policy::Keying keying);
// True where diverted calls are looked at at all.
[[nodiscard]] bool checks_diversion(const policy::Policy& policy);
// One user or one number.
[[nodiscard]] bool is_exact(const policy::Match& match);
// A telephone number or a prefix of such.
[[nodiscard]] bool is_number(const policy::Match& match);
// Members with the role "moderator": its own users and the allow rules that give it.
[[nodiscard]] std::vector<const policy::MemberRule*> moderators_of(const policy::Policy& policy);
// The texts hold that one, ignoring case.
[[nodiscard]] bool has_text(const std::vector<std::string>& texts, std::string_view wanted);

// The host of a sip or sips URI, a domain or a pattern as it is written; empty where there is none.
[[nodiscard]] std::string_view host_in(const policy::Match& match);

}  // namespace confstate::rules
