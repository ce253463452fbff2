#include "rules/policy/policy_parts.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "json/edit.hpp"
#include "json/write.hpp"
#include "uri/uri.hpp"

namespace confstate::rules {
namespace {

using policy::Origin;

const json::Node* find_node(const PolicyCase& subject, std::string_view pointer) {
  const json::Tree& tree = subject.document.tree();
  return tree.nodes.empty() ? nullptr : tree.find(pointer);
}

std::string_view parent_of(std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  return pointer.substr(0, slash == std::string_view::npos ? 0 : slash);
}

bool is_scalar(const json::Node& node) {
  return node.kind != json::Kind::array && node.kind != json::Kind::object;
}

// A whole section is shown by its key, the whole file by its first character.
base::Span mark_of(const json::Node& node, bool is_root) {
  if (!is_scalar(node) && node.key_span.begin != node.key_span.end) {
    return node.key_span;
  }
  return is_root ? base::Span{node.span.begin, node.span.begin + 1} : node.span;
}

// What the file writes nearest to a value: itself, or what encloses it.
base::Span span_near(const PolicyCase& subject, std::string_view pointer) {
  const json::Node* node = find_node(subject, pointer);
  if (node == nullptr && subject.document.is_written(pointer)) {
    return subject.document.span_in_file(pointer);
  }
  while (node == nullptr && !pointer.empty()) {
    pointer = parent_of(pointer);
    node = find_node(subject, pointer);
  }
  return node == nullptr ? base::Span{} : mark_of(*node, pointer.empty());
}

std::string origin_of(const PolicyCase& subject, std::string_view pointer) {
  if (find_node(subject, pointer) != nullptr) {
    return {};
  }
  const policy::Place place = subject.document.place(pointer);
  switch (place.origin) {
    case Origin::standard:
      return " (by default)";
    case Origin::profile:
      return fmt::format(" (by the profile {})", place.name);
    case Origin::templated:
      return fmt::format(" (by the template {})", clipped(place.name));
    case Origin::file:
      break;
  }
  return {};
}

// True where the file adds to that list of its template: what is in it stands at other indices there.
bool adds_to(const PolicyCase& subject, std::string_view pointer) {
  const std::string_view parent = parent_of(pointer);
  const std::string key = fmt::format("{}/+{}", parent, pointer.substr(parent.size() + 1));
  return find_node(subject, key) != nullptr;
}

// Writes a value, with the sections around it where the file has none.
std::vector<diag::PatchOperation> writing(const PolicyCase& subject, std::string_view pointer,
                                          const std::string& value) {
  const json::Tree& tree = subject.document.tree();
  if (tree.nodes.empty() || pointer.empty() || adds_to(subject, pointer)) {
    return {};
  }
  json::Change change = json::set_value(tree, pointer, value);
  const std::string_view operation = change.operation == json::Operation::add ? "add" : "replace";
  return {{std::string(operation), std::move(change.pointer), std::move(change.value)}};
}

// The key that a match is written with.
std::string_view key_of(policy::MatchKind kind) {
  constexpr std::array<std::string_view, 7> kKeys{"uri", "domain", "tel", "telPrefix", "pattern", "role", "any"};
  return kKeys[static_cast<std::size_t>(kind)];
}

}  // namespace

diag::Diagnostic at_value(const PolicyCase& subject, std::string_view pointer, Remark remark) {
  diag::Diagnostic made;
  made.span = span_near(subject, pointer);
  made.message = std::move(remark.message) + origin_of(subject, pointer);
  made.label = std::move(remark.label);
  made.help = std::move(remark.help);
  made.note = std::move(remark.note);
  made.path = pointer;
  const json::Node* node = find_node(subject, pointer);
  if (node != nullptr && is_scalar(*node)) {
    made.value = subject.document.source().text().substr(node->span.begin, node->span.end - node->span.begin);
  }
  if (!remark.mend.empty()) {
    made.patch = writing(subject, pointer, remark.mend);
  }
  return made;
}

void tell(const PolicyCase& subject, diag::Findings& out, std::string_view pointer, Remark remark) {
  out.add(at_value(subject, pointer, std::move(remark)));
}

diag::Related see_value(const PolicyCase& subject, std::string_view pointer, std::string message) {
  return {span_near(subject, pointer), std::move(message) + origin_of(subject, pointer)};
}

bool is_written(const PolicyCase& subject, std::string_view pointer) {
  return find_node(subject, pointer) != nullptr;
}

bool is_said(const PolicyCase& subject, std::string_view pointer) {
  return is_written(subject, pointer) || subject.document.place(pointer).origin != Origin::standard;
}

void mend_by_removal(const PolicyCase& subject, diag::Diagnostic& found) {
  if (is_written(subject, found.path)) {
    found.patch = {{"remove", found.path, {}}};
  }
}

const prove::Reach& reach_of(const PolicyCase& subject) {
  if (subject.reach == nullptr) {
    subject.reach = std::make_shared<const prove::Reach>(subject.policy);
  }
  return *subject.reach;
}

std::string item_pointer(std::string_view list, std::size_t index) {
  return fmt::format("{}/{}", list, index);
}

std::string allow_pointer(std::size_t rule) {
  return item_pointer("/membership/allow", rule);
}

std::string deny_pointer(std::size_t rule) {
  return item_pointer("/membership/deny", rule);
}

std::string step_of(std::string_view key) {
  std::string out;
  for (const char c : key) {
    out += c == '~' ? std::string("~0") : c == '/' ? std::string("~1") : std::string(1, c);
  }
  return out;
}

std::string user_pointer(const policy::Role& role, std::size_t user) {
  return fmt::format("/roles/{}/users/{}", step_of(role.name), user);
}

std::string match_pointer(const Placed& placed) {
  return fmt::format("{}/match/{}", placed.pointer, key_of(placed.rule->match.kind));
}

std::vector<Placed> placed_rules(const policy::Policy& policy) {
  std::vector<Placed> all;
  for (std::size_t i = 0; i < policy.membership.allow.size(); ++i) {
    all.push_back({&policy.membership.allow[i], allow_pointer(i), Placed::Where::allow});
  }
  for (std::size_t i = 0; i < policy.membership.deny.size(); ++i) {
    all.push_back({&policy.membership.deny[i], deny_pointer(i), Placed::Where::deny});
  }
  for (const policy::Role& role : policy.roles) {
    for (std::size_t i = 0; i < role.users.size(); ++i) {
      all.push_back({&role.users[i], user_pointer(role, i), Placed::Where::role});
    }
  }
  return all;
}

std::string json_text(std::string_view text) {
  return json::write_string(text);
}

std::string json_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    out += (out.size() == 1 ? "" : ", ") + json_text(text);
  }
  return out + "]";
}

std::string json_list_without(std::vector<std::string> texts, std::string_view one) {
  std::erase_if(texts, [one](const std::string& text) { return base::equal_ignoring_case(text, one); });
  return texts.empty() ? std::string() : json_list(texts);
}

bool is_closed(const policy::Policy& policy) {
  return policy.membership.mode == policy::Mode::closed;
}

bool is_secured_only(const policy::Policy& policy) {
  return policy.media.standard == policy::Security::secured_only;
}

bool may_key_by(const policy::Policy& policy, policy::Keying keying) {
  return policy.media.keying.has(keying) ||
         std::ranges::any_of(policy.media.types, [keying](const auto& type) { return type.keying.has(keying); });
}

bool checks_diversion(const policy::Policy& policy) {
  return policy.dial_out.enabled && policy.cdiv.policy != policy::Cdiv::ignore;
}

bool is_exact(const policy::Match& match) {
  return match.kind == policy::MatchKind::uri || match.kind == policy::MatchKind::tel;
}

bool is_number(const policy::Match& match) {
  return match.kind == policy::MatchKind::tel || match.kind == policy::MatchKind::tel_prefix ||
         (match.kind == policy::MatchKind::uri && uri::parse(match.text).kind == uri::Scheme::tel);
}

std::vector<const policy::MemberRule*> moderators_of(const policy::Policy& policy) {
  constexpr std::string_view kModerator = "moderator";
  std::vector<const policy::MemberRule*> found;
  for (const policy::Role& role : policy.roles) {
    for (const policy::MemberRule& user : role.users) {
      if (role.name == kModerator) {
        found.push_back(&user);
      }
    }
  }
  for (const policy::MemberRule& rule : policy.membership.allow) {
    if (std::ranges::find(rule.roles, kModerator) != rule.roles.end()) {
      found.push_back(&rule);
    }
  }
  return found;
}

bool has_text(const std::vector<std::string>& texts, std::string_view wanted) {
  return std::ranges::any_of(texts, [wanted](const auto& text) { return base::equal_ignoring_case(text, wanted); });
}

std::string_view host_in(const policy::Match& match) {
  if (match.kind == policy::MatchKind::domain) {
    return match.text;
  }
  const std::string_view text = match.text;
  if (match.kind == policy::MatchKind::pattern) {
    const std::size_t sign = text.rfind('@');
    return sign == std::string_view::npos ? std::string_view() : text.substr(sign + 1);
  }
  const uri::Uri parsed = uri::parse(text);
  return match.kind == policy::MatchKind::uri && uri::is_sip(parsed) ? parsed.host : std::string_view();
}

}  // namespace confstate::rules
