#include "dialog/dialog.hpp"

namespace confstate::dialog {

Moment moment_of(const capture::Record& record, std::uint32_t input) {
  return {record.time, record.frame, record.line, input, record.source, record.destination, record.transport};
}

std::string_view word(State state) {
  constexpr std::array<std::string_view, 5> kWords{"trying", "early", "confirmed", "failed", "ended"};
  return kWords[static_cast<std::size_t>(state)];
}

const Party* Dialog::focus() const {
  for (const Party& party : parties) {
    if (party.is_focus) {
      return &party;
    }
  }
  return nullptr;
}

}  // namespace confstate::dialog
