#include "dialog/dialogs.hpp"

#include <utility>

namespace confstate::dialog {

Dialog& Dialogs::add(Dialog dialog, std::uint64_t call) {
  const std::uint64_t number = first_ + slots_.size();
  dialog.number = number;
  slots_.push_back({std::make_unique<Dialog>(std::move(dialog)), call, 0});
  std::uint64_t& first = calls_.try_emplace(call).first;
  if (first == 0) {
    first = number;
  } else {
    std::uint64_t last = first;
    while (slot(last).next != 0) {
      last = slot(last).next;
    }
    slot(last).next = number;
  }
  ++size_;
  return *slots_.back().dialog;
}

Dialog* Dialogs::find(std::uint64_t number) {
  return holds(number) ? slot(number).dialog.get() : nullptr;
}

std::uint64_t Dialogs::first_of(std::uint64_t call) {
  const std::uint64_t* first = calls_.find(call);
  return first == nullptr ? 0 : *first;
}

void Dialogs::erase(std::uint64_t number) {
  if (!holds(number)) {
    return;
  }
  unchain(number);
  slot(number).dialog.reset();
  --size_;
  for (; !slots_.empty() && slots_.front().dialog == nullptr; slots_.pop_front()) {
    ++first_;
  }
}

void Dialogs::unchain(std::uint64_t number) {
  const Slot& gone = slot(number);
  std::uint64_t* link = calls_.find(gone.call);
  while (*link != number) {
    link = &slot(*link).next;
  }
  *link = gone.next;
  if (first_of(gone.call) == 0) {
    calls_.erase(gone.call);
  }
}

}  // namespace confstate::dialog
