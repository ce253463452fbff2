#include "policy/explain.hpp"

#include <cstddef>
#include <utility>

#include "policy/explain_words.hpp"
#include "policy/fields.hpp"

namespace confstate::policy {
namespace {

std::string origin_of(const Document& document, const Place& place) {
  switch (place.origin) {
    case Origin::file:
      return json::place_of(document.source(), place.span.begin);
    case Origin::templated:
      return "template " + place.name;
    case Origin::profile:
      return "profile " + place.name;
    case Origin::standard:
      break;
  }
  return "default";
}

// The name of the section that a pointer lies in; empty for what lies in none.
std::string_view section_of(std::string_view pointer) {
  const std::size_t end = pointer.find('/', 1);
  return end == std::string_view::npos ? std::string_view() : pointer.substr(1, end - 1);
}

std::string heading_of(std::string_view section) {
  const Field* field = policy_table().find(section);
  return field == nullptr ? "The policy itself." : std::string(field->meaning);
}

// "moderator: " for what a member of a map says, as that does not name itself.
std::string member_of(std::string_view pointer) {
  const std::string_view map = pointer.substr(0, pointer.rfind('/'));
  const std::size_t slash = map.rfind('/');
  const Field* field = slash == std::string_view::npos ? nullptr : field_at(map.substr(0, slash));
  return field == nullptr || field->kind != FieldKind::map ? "" : json::unescaped(map.substr(slash + 1)) + ": ";
}

// A row for an element of a list.
struct Element {
  std::string name;
  std::string sentence;
};

std::vector<Element> rules(const std::vector<MemberRule>& rules, std::string_view verb) {
  std::vector<Element> out;
  out.reserve(rules.size());
  for (const MemberRule& rule : rules) {
    out.push_back({rule.id, sentence_of(rule, verb)});
  }
  return out;
}

std::vector<Element> windows(const std::vector<Window>& windows) {
  std::vector<Element> out;
  out.reserve(windows.size());
  for (const Window& window : windows) {
    out.push_back({"", sentence_of(window)});
  }
  return out;
}

std::vector<Element> neighbours(const std::vector<TrustPeer>& peers) {
  std::vector<Element> out;
  out.reserve(peers.size());
  for (const TrustPeer& peer : peers) {
    out.push_back({peer.id, sentence_of(peer)});
  }
  return out;
}

// The elements of a list of objects, by its pointer.
std::vector<Element> elements_of(const Policy& policy, std::string_view pointer) {
  if (pointer == "/membership/allow") {
    return rules(policy.membership.allow, "allows");
  }
  if (pointer == "/membership/deny") {
    return rules(policy.membership.deny, "refuses");
  }
  if (pointer == "/validity/windows") {
    return windows(policy.validity.windows);
  }
  if (pointer == "/identity/trust") {
    return neighbours(policy.identity.trust);
  }
  for (const Role& role : policy.roles) {
    if (pointer.find(json::step("/roles", role.name) + "/") == 0) {
      return rules(role.users, "gives the role to");
    }
  }
  return {};
}

}  // namespace

std::string origin_of(const Document& document, std::string_view pointer) {
  return origin_of(document, document.place(pointer));
}

std::vector<ExplainSection> explain(const Document& document) {
  std::vector<ExplainSection> out;
  for (const Value& value : document.values()) {
    const std::string_view section = section_of(value.pointer);
    if (out.empty() || out.back().name != section) {
      out.push_back({std::string(section), heading_of(section), {}});
    }
    std::vector<ExplainRow>& rows = out.back().rows;
    rows.push_back(
        {value.pointer, value.text, origin_of(document, value.place), member_of(value.pointer) + sentence_of(value)});
    const std::vector<Element> elements = value.field->kind == FieldKind::objects
                                              ? elements_of(document.policy(), value.pointer)
                                              : std::vector<Element>{};
    for (std::size_t index = 0; index < elements.size(); ++index) {
      const std::string pointer = json::step(value.pointer, std::to_string(index));
      rows.push_back(
          {pointer, elements[index].name, origin_of(document, document.place(pointer)), elements[index].sentence});
    }
  }
  return out;
}

}  // namespace confstate::policy
