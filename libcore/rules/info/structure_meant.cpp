// What somebody probably meant by a name that has no place.
#include <optional>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "rules/info/structure.hpp"

namespace confstate::rules {
namespace {

constexpr std::size_t kLongestWord = 64;  // nobody misspells a longer one

}  // namespace

info::Name meant_child(const info::Document& document, xml::Node node) {
  const xml::ExpandedName name = node.name();
  const info::Type parent = document.type(node.parent());
  if (parent == info::Type::foreign || name.local.size() > kLongestWord) {
    return info::Name::unknown;
  }
  std::vector<std::string_view> names;
  for (const info::ChildRow& row : info::children_of(parent)) {
    if (to_string(row.name) == name.local) {
      return row.name;
    }
    names.push_back(to_string(row.name));
  }
  // An element of another namespace is some other vocabulary's business unless its name is just the same.
  if (!name.space.empty() && name.space != document.space()) {
    return info::Name::unknown;
  }
  const std::optional<std::string_view> near = base::nearest(name.local, names);
  return near ? info::name_of(*near) : info::Name::unknown;
}

bool has_child_meant(const info::Document& document, xml::Node parent, info::Name name) {
  for (xml::Node child = parent.first_element(); child; child = child.next_element()) {
    const bool strange = document.type(child) == info::Type::foreign && !document.is_extension(child);
    if (strange && meant_child(document, child) == name) {
      return true;
    }
  }
  return false;
}

std::optional<info::AttributeName> meant_attribute(info::Type owner, xml::Attribute attribute) {
  const std::string_view local = attribute.name().local;
  if (local.size() > kLongestWord) {
    return std::nullopt;
  }
  std::vector<std::string_view> names;
  for (const info::AttributeRow& row : info::attributes_of(owner)) {
    if (to_string(row.name) == local) {
      return row.name;
    }
    names.push_back(to_string(row.name));
  }
  const std::optional<std::string_view> near = base::nearest(local, names);
  return near ? info::attribute_name_of(*near) : std::nullopt;
}

}  // namespace confstate::rules
