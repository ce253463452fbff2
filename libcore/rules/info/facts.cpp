#include "rules/info/facts.hpp"

#include "info/values.hpp"

namespace confstate::rules {

using info::AttributeName;
using info::Element;

bool surely_full(Element element) {
  const xml::Attribute state = element.attribute(AttributeName::state);
  return !state || state.value() == info::values_of(info::Type::state).front();
}

bool is_whole(const info::Document& document) {
  const Element root = document.root();
  return root && root.type() == info::Type::conference && surely_full(root);
}

bool is_open(Element element) {
  const xml::Tree& tree = element.document().tree();
  return tree.truncated() && tree.is_open(element.node());
}

bool is_uri(std::string_view text) {
  return info::belongs_to(text, info::Type::any_uri);
}

std::string_view value_of(Element element, AttributeName name) {
  const xml::Attribute found = element.attribute(name);
  return found ? found.value() : std::string_view();
}

std::optional<std::string_view> raw_text_of(Element element, info::Name child) {
  const Element found = element.child(child);
  return found ? std::optional(found.node().text()) : std::nullopt;
}

}  // namespace confstate::rules
