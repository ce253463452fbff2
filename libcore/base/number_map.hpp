// A table by numbers for the paths that every message takes: the entries stand side by side, so that a look at one
// costs one piece of memory, where std::unordered_map follows pointers from entry to entry.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/hash.hpp"

namespace confstate::base {

// Maps numbers other than 0 to values that are cheap to move. Pointers and references to values are valid until the
// next try_emplace() or erase().
template <class Value>
class NumberMap {
 public:
  // Room for that many entries without moving one.
  void reserve(std::size_t entries) {
    std::size_t wanted = kFewest;
    while (wanted < 2 * entries) {
      wanted *= 2;
    }
    if (wanted > slots_.size()) {
      grow(wanted);
    }
  }

  // Null where there is none.
  [[nodiscard]] Value* find(std::uint64_t key) {
    if (size_ == 0) {
      return nullptr;
    }
    Slot& slot = slots_[place_of(key)];
    return slot.key == key ? &slot.value : nullptr;
  }

  // The value of that key, and true where it is a new one.
  std::pair<Value&, bool> try_emplace(std::uint64_t key) {
    if (2 * (size_ + 1) > slots_.size()) {
      reserve(size_ + 1);
    }
    Slot& slot = slots_[place_of(key)];
    const bool is_new = slot.key != key;
    size_ += is_new ? 1 : 0;
    slot.key = key;
    return {slot.value, is_new};
  }

  // Entries behind it that could not have their first place move up, so that none is looked for in vain.
  void erase(std::uint64_t key) {
    if (find(key) == nullptr) {
      return;
    }
    std::size_t gap = place_of(key);
    for (std::size_t at = next(gap); slots_[at].key != 0; at = next(at)) {
      const std::size_t away = (at - first_place(slots_[at].key)) & (slots_.size() - 1);
      if (away >= ((at - gap) & (slots_.size() - 1))) {
        slots_[gap] = std::move(slots_[at]);
        gap = at;
      }
    }
    slots_[gap] = {};
    --size_;
  }

  void clear() {
    slots_.clear();
    size_ = 0;
  }

  [[nodiscard]] std::size_t size() const { return size_; }

  // Calls take(key, value) for every entry, in no order.
  template <class Take>
  void for_each(Take take) {
    for (Slot& slot : slots_) {
      if (slot.key != 0) {
        take(slot.key, slot.value);
      }
    }
  }

 private:
  struct Slot {
    std::uint64_t key = 0;  // 0: the place is free
    Value value{};
  };
  static constexpr std::size_t kFewest = 16;

  [[nodiscard]] std::size_t first_place(std::uint64_t key) const { return mix(0, key) & (slots_.size() - 1); }
  [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

  // Where that key stands, or would stand.
  [[nodiscard]] std::size_t place_of(std::uint64_t key) const {
    std::size_t at = first_place(key);
    while (slots_[at].key != key && slots_[at].key != 0) {
      at = next(at);
    }
    return at;
  }

  void grow(std::size_t places) {
    std::vector<Slot> old(places);
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.key != 0) {
        slots_[place_of(slot.key)] = std::move(slot);
      }
    }
  }

  std::vector<Slot> slots_;  // a power of two; at most half of them are taken
  std::size_t size_ = 0;
};

}  // namespace confstate::base
