// Which namespace a prefix stands for at any node of a tree.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "xml/tree.hpp"

namespace confstate::xml {

// The namespace declarations of one tree, by prefix. Refers to the tree, which must outlive it unmoved.
class Scopes {
 public:
  explicit Scopes(const Tree& tree);

  // The namespace bound to `prefix` (empty: the default namespace) for the element `node`, by itself or by what it
  // stands in; nothing where the prefix is not declared. The default namespace is empty where there is none.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view prefix, Node node) const;

  // True when the element itself declares the prefix.
  [[nodiscard]] bool declares(Node element, std::string_view prefix) const;

 private:
  struct Declared {
    std::uint32_t element = 0;
    std::uint32_t end = 0;          // of the element in the text
    std::uint32_t outer = kNoNode;  // the declaration of the same prefix that this one hides; index into its list
    std::string_view space;
  };
  using List = std::vector<Declared>;

  // The innermost declaration around (or at) a node; null when there is none.
  [[nodiscard]] const Declared* innermost(std::string_view prefix, Node node) const;

  std::unordered_map<std::string_view, List> by_prefix_;
};

}  // namespace confstate::xml
