// The cards of faults of form and how each is put into words. For rules/xml only.
#pragma once

#include <array>
#include <string_view>

#include "diag/card.hpp"
#include "xml/fault.hpp"

namespace confstate::rules {

// Cards that are not about one FaultKind stand behind those that are, in this order.
enum class EncodingCard : std::uint8_t { version, not_utf8, ascii, undecodable };
inline constexpr std::size_t kEncodingCards = 4;

using XmlCards = std::array<diag::Card, xml::kFaultKinds + kEncodingCards>;
extern const XmlCards kXmlCards;

// What a finding about one kind of fault says. "{}" stands for the detail.
struct FaultWords {
  std::string_view message;
  std::string_view other;  // what the second place is, where there is one
  std::string_view help;
  std::string_view note;
};

[[nodiscard]] const FaultWords& words_of(xml::FaultKind kind);

}  // namespace confstate::rules
