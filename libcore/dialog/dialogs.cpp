#include "dialog/dialogs.hpp"

#include <utility>

namespace confstate::dialog {

Dialog& Dialogs::add(Dialog dialog, std::uint64_t call) {
  const std::uint64_t number = first_ + entries_.size();
  dialog.number = number;
  entries_.push_back(std::make_unique<Entry>(Entry{std::move(dialog), call, 0}));
  std::uint64_t& first = calls_.try_emplace(call).first;
  if (first == 0) {
    first = number;
  } else {
    std::uint64_t last = first;
    while (entry(last).next != 0) {
      last = entry(last).next;
    }
    entry(last).next = number;
  }
  ++size_;
  return entries_.back()->dialog;
}

Dialog* Dialogs::find(std::uint64_t number) {
  return holds(number) ? &entry(number).dialog : nullptr;
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
  entries_[number - first_].reset();
  --size_;
  for (; !entries_.empty() && entries_.front() == nullptr; entries_.pop_front()) {
    ++first_;
  }
}

void Dialogs::unchain(std::uint64_t number) {
  const Entry& gone = entry(number);
  std::uint64_t* link = calls_.find(gone.call);
  while (*link != number) {
    link = &entry(*link).next;
  }
  *link = gone.next;
  if (first_of(gone.call) == 0) {
    calls_.erase(gone.call);
  }
}

}  // namespace confstate::dialog
