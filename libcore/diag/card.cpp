#include "diag/card.hpp"

namespace confstate::diag {

std::string full_id(const Card& card) {
  std::string id(card.area);
  id += '/';
  id += card.id;
  return id;
}

std::string_view alias_of(const Card& card) {
  return card.area == "policy" ? card.rows : std::string_view();
}

Severity severity_of(const Card& card, Profile profile) {
  const ProfileSeverity& other = card.profiles;
  switch (profile) {
    case Profile::strict:
      return other.strict.value_or(card.severity);
    case Profile::lenient:
      return other.lenient.value_or(card.severity);
    case Profile::lync:
      return other.lync.value_or(other.lenient.value_or(card.severity));
    case Profile::rfc4575:
      break;
  }
  return card.severity;
}

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::off:
      return "off";
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      break;
  }
  return "error";
}

}  // namespace confstate::diag
