#include "info/conferences.hpp"

#include <algorithm>

namespace confstate::info {

std::vector<NestedConference> conferences(const Document& document) {
  std::vector<NestedConference> found;
  std::vector<NestedConference> open = {{document.root(), 0}};
  while (!open.empty()) {
    const NestedConference next = open.back();
    open.pop_back();
    found.push_back(next);
    const auto first = static_cast<std::ptrdiff_t>(open.size());
    const Element sidebars = next.element.child(Name::sidebars_by_val);
    for (Element entry = sidebars ? sidebars.child(Name::entry) : Element(); entry; entry = entry.next()) {
      open.push_back({entry, next.level + 1});
    }
    std::reverse(open.begin() + first, open.end());
  }
  return found;
}

}  // namespace confstate::info
