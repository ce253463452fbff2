#include "generate/breaking.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace confstate::generate {

base::Result<std::string> break_rule(const diag::Card& card) {
  constexpr std::array<std::string_view, 3> kDocumentAreas = {"xml", "info", "rooms"};
  if (std::ranges::find(kDocumentAreas, card.area) == kDocumentAreas.end()) {
    return base::fail(fmt::format("no document breaks {}: it is not about documents", diag::full_id(card)));
  }
  return std::string(card.bad);
}

}  // namespace confstate::generate
