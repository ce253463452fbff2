// All structure rules, and what their cards share.
#include "rules/info/structure_cards.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>

#include "rules/areas.hpp"

namespace confstate::rules {

std::span<const DocumentRule> structure_rules() {
  static const std::vector<DocumentRule> rules = [] {
    std::vector<DocumentRule> all;
    for (const std::span<const DocumentRule> part :
         {root_structure_rules(), element_structure_rules(), attribute_structure_rules(), value_structure_rules()}) {
      all.insert(all.end(), part.begin(), part.end());
    }
    return all;
  }();
  return rules;
}

std::string shown(const info::Document& document, xml::Node element) {
  const info::Name name = document.name(element);
  return name == info::Name::unknown ? fmt::format("<{}>", clipped(element.qname())) : tag(name);
}

std::string any_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
    out += fmt::format("`{}`", words[i]);
  }
  return out;
}

}  // namespace confstate::rules
