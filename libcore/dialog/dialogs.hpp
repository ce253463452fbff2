// The dialogs that are held, by their numbers and by their calls. For dialog/ only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>

#include "base/number_map.hpp"
#include "dialog/dialog.hpp"

namespace confstate::dialog {

// Dialogs of one call are a chain in the order of their appearance. References stay valid until the dialog is erased.
class Dialogs {
 public:
  // Takes a dialog, gives it the next number, and puts it behind the others of its call; `call` is a hash.
  Dialog& add(Dialog dialog, std::uint64_t call);
  // Null where it is not held.
  [[nodiscard]] Dialog* find(std::uint64_t number);
  void erase(std::uint64_t number);

  // The numbers of the dialogs of a call, one after the other; 0: no further one.
  [[nodiscard]] std::uint64_t first_of(std::uint64_t call);
  [[nodiscard]] std::uint64_t next_of(std::uint64_t number) const { return entry(number).next; }
  // The oldest dialog; 0 where none is held.
  [[nodiscard]] std::uint64_t oldest() const { return entries_.empty() ? 0 : first_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Entry {
    Dialog dialog;
    std::uint64_t call = 0;
    std::uint64_t next = 0;  // of the same call
  };

  [[nodiscard]] Entry& entry(std::uint64_t number) const { return *entries_[number - first_]; }
  [[nodiscard]] bool holds(std::uint64_t number) const {
    return number >= first_ && number - first_ < entries_.size() && entries_[number - first_] != nullptr;
  }
  void unchain(std::uint64_t number);

  std::deque<std::unique_ptr<Entry>> entries_;  // from the oldest on, null where one was erased; the first never is
  std::uint64_t first_ = 1;                     // number of the first of these
  base::NumberMap<std::uint64_t> calls_;        // number of the first dialog
  std::size_t size_ = 0;
};

}  // namespace confstate::dialog
