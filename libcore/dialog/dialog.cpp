#include "dialog/dialog.hpp"

#include <algorithm>
#include <span>

namespace confstate::dialog {

Moment moment_of(const capture::Record& record, std::uint32_t input) {
  return {record.time, record.frame, record.line, input, record.source, record.destination, record.transport};
}

std::string_view word(State state) {
  constexpr std::array<std::string_view, 5> kWords{"trying", "early", "confirmed", "failed", "ended"};
  return kWords[static_cast<std::size_t>(state)];
}

bool Prints::add(std::uint64_t print) {
  const auto first = std::span(first_).first(std::min(count_, first_.size()));
  if (std::ranges::find(first, print) != first.end() || std::ranges::find(more_, print) != more_.end()) {
    return false;
  }
  if (count_ < first_.size()) {
    first_[count_] = print;
  } else if (count_ < kMost) {
    more_.push_back(print);
  } else {
    return true;
  }
  ++count_;
  return true;
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
