#include "generate/breaking.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "rules/notify/notify.hpp"

namespace confstate::generate {

base::Result<std::vector<std::string>> break_rule(const diag::Card& card) {
  constexpr std::array<std::string_view, 4> kDocumentAreas = {"xml", "info", "rooms", "notify"};
  if (std::ranges::find(kDocumentAreas, card.area) == kDocumentAreas.end()) {
    return base::fail(fmt::format("no document breaks {}: it is not about documents", diag::full_id(card)));
  }
  if (card.area != kDocumentAreas.back()) {
    return std::vector<std::string>{std::string(card.bad)};
  }
  std::vector<std::string> documents;
  for (const std::string_view document : rules::documents_of(card.bad)) {
    documents.emplace_back(document);
  }
  return documents;
}

}  // namespace confstate::generate
