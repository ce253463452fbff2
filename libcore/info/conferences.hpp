// The conferences of one document: its own and the sidebars given by value (RFC 4575 section 5.9.2), which nest.
#pragma once

#include <vector>

#include "info/document.hpp"

namespace confstate::info {

// A conference and how many others it stands in.
struct NestedConference {
  Element element;
  unsigned level = 0;
};

// The root, then the sidebars by value below it, each before those inside it, in document order. The root must be of
// conference type.
[[nodiscard]] std::vector<NestedConference> conferences(const Document& document);

}  // namespace confstate::info
