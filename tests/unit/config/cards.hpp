// A few rules for tests that need some.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/settings.hpp"
#include "diag/card.hpp"
#include "diag/findings.hpp"

namespace confstate::tests {

constexpr diag::Card make_card(std::string_view area, std::string_view id, diag::Severity severity) {
  return {.area = area,
          .id = id,
          .severity = severity,
          .profiles = {},
          .spec = {},
          .title = {},
          .why = {},
          .bad = {},
          .good = {},
          .rows = {},
          .options = {}};
}

inline constexpr diag::Card kUnique = make_card("info", "user-entity-unique", diag::Severity::error);
inline constexpr diag::Card kStatus = make_card("info", "endpoint-status-unknown", diag::Severity::error);
inline constexpr diag::Card kHabit = make_card("info", "habit", diag::Severity::info);
inline constexpr diag::Card kScheme = make_card("rooms", "scheme", diag::Severity::warning);
inline constexpr diag::Card kRoomHabit = make_card("rooms", "habit", diag::Severity::warning);
inline constexpr std::array<const diag::Card*, 5> kCards{&kUnique, &kStatus, &kHabit, &kScheme, &kRoomHabit};

inline diag::Diagnostic found(const diag::Card& card, std::string path = "/u", std::string value = {}) {
  diag::Diagnostic out;
  out.card = &card;
  out.severity = card.severity;
  out.path = std::move(path);
  out.value = std::move(value);
  return out;
}

}  // namespace confstate::tests
