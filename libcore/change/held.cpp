#include "change/held.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/text.hpp"

namespace confstate::change {

Held::Held() {
  rows_.emplace_back();
  rows_.front().name = info::Name::conference_info;
  rows_.front().inside = std::make_unique<Inside>();
}

Held::Id Held::find(Id container, std::string_view identity) const {
  const Inside& inside = *rows_[container].inside;
  if (inside.index != nullptr) {
    const auto found = inside.index->by_identity.find(identity);
    return found == inside.index->by_identity.end() ? kNone : found->second.first;
  }
  for (Id row = inside.first; row != kNone; row = rows_[row].next) {
    if (rows_[row].identity == identity) {
      return row;
    }
  }
  return kNone;
}

Held::Id Held::insert(Id container, NewRow row) {
  const Id behind = place_for(*rows_[container].inside, row.rank);
  const Id made = make(std::move(row));
  link(container, made, behind);
  return made;
}

Held::Id Held::append(Id container, NewRow row) {
  Inside& inside = *rows_[container].inside;
  const Id made = make(std::move(row));
  link(container, made, inside.last);
  return made;
}

void Held::remove(Id row) {
  unlink(row);
  release(row);
}

void Held::clear(Id container) {
  Inside& inside = *rows_[container].inside;
  std::vector<Id> below;
  for (Id row = inside.first; row != kNone; row = rows_[row].next) {
    below.push_back(row);
  }
  inside = Inside();
  for (const Id row : below) {
    release(row);
  }
}

bool Held::set_attribute(Id container, HeldAttribute attribute) {
  std::vector<HeldAttribute>& attributes = rows_[container].inside->attributes;
  const auto before = [](const HeldAttribute& a, const HeldAttribute& b) {
    return std::tie(a.space, a.local) < std::tie(b.space, b.local);
  };
  const auto at = std::lower_bound(attributes.begin(), attributes.end(), attribute, before);
  if (at == attributes.end() || before(attribute, *at)) {
    attributes.insert(at, std::move(attribute));
    return true;
  }
  const bool changed = at->value != attribute.value || at->value_space != attribute.value_space;
  *at = std::move(attribute);
  return changed;
}

std::size_t Held::count(Id container, info::Name name) const {
  std::size_t found = 0;
  for (Id row = rows_[container].inside->first; row != kNone; row = rows_[row].next) {
    found += rows_[row].name == name ? 1 : 0;
  }
  return found;
}

std::optional<std::string> Held::entity() const {
  const std::string_view name = to_string(info::AttributeName::entity);
  for (const HeldAttribute& attribute : rows_[kRoot].inside->attributes) {
    if (attribute.space.empty() && attribute.local == name) {
      return base::collapse(attribute.value);
    }
  }
  return std::nullopt;
}

Held::Id Held::make(NewRow row) {
  Id id = kNone;
  if (free_.empty()) {
    id = static_cast<Id>(rows_.size());
    rows_.emplace_back();
  } else {
    id = free_.back();
    free_.pop_back();
  }
  Row& made = rows_[id];
  made.rank = row.rank;
  made.name = row.container;
  made.identity = std::move(row.identity);
  made.text = std::move(row.text);
  if (row.container != info::Name::unknown) {
    made.inside = std::make_unique<Inside>();
  }
  return id;
}

// Into the list behind `behind`, at the front where that is kNone.
void Held::link(Id container, Id row, Id behind) {
  Inside& inside = *rows_[container].inside;
  Row& linked = rows_[row];
  linked.parent = container;
  linked.previous = behind;
  linked.next = behind == kNone ? inside.first : rows_[behind].next;
  (behind == kNone ? inside.first : rows_[behind].next) = row;
  (linked.next == kNone ? inside.last : rows_[linked.next].previous) = row;
  ++inside.count;
  if (inside.index != nullptr) {
    add_to_index(*inside.index, row, linked.next == kNone);
  } else if (inside.count > kIndexed) {
    index_all(inside);
  }
}

void Held::unlink(Id row) {
  Row& taken = rows_[row];
  Inside& inside = *rows_[taken.parent].inside;
  if (inside.index != nullptr) {
    take_from_index(*inside.index, row);
  }
  (taken.previous == kNone ? inside.first : rows_[taken.previous].next) = taken.next;
  (taken.next == kNone ? inside.last : rows_[taken.next].previous) = taken.previous;
  --inside.count;
}

// Gives the row and all below it back, without recursion.
void Held::release(Id row) {
  std::vector<Id> open = {row};
  while (!open.empty()) {
    const Id next = open.back();
    open.pop_back();
    const Inside* inside = rows_[next].inside.get();
    for (Id below = inside == nullptr ? kNone : inside->first; below != kNone; below = rows_[below].next) {
      open.push_back(below);
    }
    rows_[next] = Row();
    free_.push_back(next);
  }
}

Held::Id Held::place_for(const Inside& inside, std::uint8_t rank) const {
  return inside.index != nullptr ? inside.index->last_up_to[rank] : last_up_to(rank, inside.last);
}

// The row itself or the nearest one before it of equal or lower rank.
Held::Id Held::last_up_to(std::uint8_t rank, Id row) const {
  while (row != kNone && rows_[row].rank > rank) {
    row = rows_[row].previous;
  }
  return row;
}

void Held::index_all(Inside& inside) {
  inside.index = std::make_unique<Index>();
  inside.index->last_up_to.fill(kNone);
  for (Id row = inside.first; row != kNone; row = rows_[row].next) {
    add_to_index(*inside.index, row, true);
  }
}

// Rows of one identity always come one behind the other, so the new one is the last of its chain. `is_last`: of all
// rows that are in the index.
void Held::add_to_index(Index& index, Id row, bool is_last) {
  for (std::size_t rank = rows_[row].rank; rank < kRanks; ++rank) {
    Id& last = index.last_up_to[rank];
    last = is_last || last == kNone || last == rows_[row].previous ? row : last;
  }
  Chain& chain = index.by_identity[rows_[row].identity];
  (chain.first == kNone ? chain.first : rows_[chain.last].same) = row;
  chain.last = row;
}

// Only the first row of its identity is ever taken out.
void Held::take_from_index(Index& index, Id row) {
  const Row& taken = rows_[row];
  Id before = taken.previous;
  for (std::size_t rank = kRanks; rank-- > taken.rank;) {
    if (index.last_up_to[rank] == row) {
      before = last_up_to(static_cast<std::uint8_t>(rank), before);
      index.last_up_to[rank] = before;
    }
  }
  const auto found = index.by_identity.find(taken.identity);
  const Chain rest = {taken.same, found->second.last};
  index.by_identity.erase(found);
  if (rest.first != kNone) {
    index.by_identity.emplace(rows_[rest.first].identity, rest);
  }
}

}  // namespace confstate::change
