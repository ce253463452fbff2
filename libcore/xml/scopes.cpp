#include "xml/scopes.hpp"

#include <algorithm>

namespace confstate::xml {

Scopes::Scopes(const Tree& tree) {
  for (const NamespaceDeclaration& declaration : tree.declarations()) {
    const base::Span span = tree.node(declaration.element).span();
    List& list = by_prefix_[declaration.prefix];
    std::uint32_t outer = list.empty() ? kNoNode : static_cast<std::uint32_t>(list.size() - 1);
    while (outer != kNoNode && list[outer].end <= span.begin) {
      outer = list[outer].outer;
    }
    list.push_back({.element = declaration.element,
                    .end = static_cast<std::uint32_t>(span.end),
                    .outer = outer,
                    .space = declaration.space});
  }
}

const Scopes::Declared* Scopes::innermost(std::string_view prefix, Node node) const {
  const auto found = by_prefix_.find(prefix);
  if (found == by_prefix_.end()) {
    return nullptr;
  }
  const List& list = found->second;
  const auto after = std::ranges::upper_bound(list, node.id(), {}, &Declared::element);
  const std::size_t begin = node.span().begin;
  auto at = after == list.begin() ? kNoNode : static_cast<std::uint32_t>(after - list.begin() - 1);
  while (at != kNoNode && list[at].end <= begin) {
    at = list[at].outer;
  }
  return at == kNoNode ? nullptr : &list[at];
}

std::optional<std::string_view> Scopes::find(std::string_view prefix, Node node) const {
  if (const Declared* declared = innermost(prefix, node)) {
    return declared->space;
  }
  return prefix.empty() ? std::optional(std::string_view()) : std::nullopt;
}

bool Scopes::declares(Node element, std::string_view prefix) const {
  const Declared* declared = innermost(prefix, element);
  return declared != nullptr && declared->element == element.id();
}

}  // namespace confstate::xml
