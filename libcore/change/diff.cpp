#include "change/diff.hpp"

#include <algorithm>
#include <utility>

#include "change/value.hpp"

namespace confstate::change {

using info::Element;
using info::Type;

namespace {

// Two elements of one slot, or one that has no partner.
struct Pair {
  Element before;
  Element after;
  Element old_parent;
  Element new_parent;
};

struct Match {
  Slot slot;
  Pair pair;
};

class Differ {
 public:
  Differ(const Canonical& older, const Canonical& newer) : older_(older), newer_(newer) {}

  std::vector<Change> run() {
    todo_.push_back({older_.root(), newer_.root(), {}, {}});
    while (!todo_.empty()) {
      const Pair pair = todo_.back();
      todo_.pop_back();
      take(pair);
    }
    return std::move(changes_);
  }

 private:
  void take(const Pair& pair) {
    if (!pair.before || !pair.after) {
      add(pair.before ? Operation::removed : Operation::added, pair);
    } else if (pair.after.type() == Type::foreign) {
      if (!same(older_, pair.before, newer_, pair.after)) {
        add(Operation::changed, pair);
      }
    } else {
      compare(pair);
    }
  }

  void compare(const Pair& pair) {
    compare_attributes(pair);
    compare_text(pair);
    const std::vector<Pair> below = match_children(pair);
    if (is_list_of_values(pair.after.type())) {
      if (!below.empty()) {
        add(Operation::changed, pair);
      }
      return;
    }
    todo_.insert(todo_.end(), below.rbegin(), below.rend());
  }

  void compare_attributes(const Pair& pair);
  void compare_text(const Pair& pair);
  [[nodiscard]] std::vector<Pair> match_children(const Pair& pair) const;
  [[nodiscard]] std::size_t match_in_step(const Pair& pair, std::vector<Match>& found) const;
  void match_rest(const Pair& pair, std::size_t begin, std::vector<Match>& found) const;
  void match_sequences(std::vector<Match>& found, const Slot& slot, const Pair& parents,
                       const std::vector<Element>& before, const std::vector<Element>& after) const;

  void add(Operation operation, const Pair& pair, Subject subject = Subject::element) {
    changes_.push_back({operation, subject, pair.before, pair.after, {}, {}, pair.old_parent, pair.new_parent});
  }

  void add_attribute(const Pair& pair, xml::Attribute before, xml::Attribute after) {
    const Operation operation = !before ? Operation::added : !after ? Operation::removed : Operation::changed;
    changes_.push_back(
        {operation, Subject::attribute, pair.before, pair.after, before, after, pair.old_parent, pair.new_parent});
  }

  // Walks that look at all below an element start only below conferences: these nest as deep as a document likes.
  [[nodiscard]] bool is_settled(const Pair& pair) const {
    const Type type = pair.after.type();
    return type != Type::conference && type != Type::sidebars_by_val &&
           same_as_written(older_, pair.before, newer_, pair.after);
  }

  const Canonical& older_;
  const Canonical& newer_;
  std::vector<Pair> todo_;
  std::vector<Change> changes_;
};

bool is_before(const Fact& a, const Fact& b) {
  return std::pair(a.name.space, a.name.local) < std::pair(b.name.space, b.name.local);
}

void Differ::compare_attributes(const Pair& pair) {
  const Element& before = pair.before;
  if (before.node().attribute_count() == 0 && pair.after.node().attribute_count() == 0) {
    return;
  }
  std::vector<Fact> old_facts = attributes_in_order(before, older_.form());
  std::vector<Fact> new_facts = attributes_in_order(pair.after, newer_.form());
  std::ranges::sort(old_facts, is_before);
  std::ranges::sort(new_facts, is_before);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < old_facts.size() || j < new_facts.size()) {
    if (j == new_facts.size() || (i < old_facts.size() && is_before(old_facts[i], new_facts[j]))) {
      add_attribute(pair, old_facts[i++].attribute, {});
    } else if (i == old_facts.size() || is_before(new_facts[j], old_facts[i])) {
      add_attribute(pair, {}, new_facts[j++].attribute);
    } else {
      const Fact& one = old_facts[i++];
      const Fact& other = new_facts[j++];
      if (canonical_value(one.attribute.value(), one.type) != canonical_value(other.attribute.value(), other.type)) {
        add_attribute(pair, one.attribute, other.attribute);
      }
    }
  }
}

void Differ::compare_text(const Pair& pair) {
  const std::string_view before = pair.before.node().text();
  const std::string_view after = pair.after.node().text();
  const Type type = pair.after.type();
  if (before == after) {
    return;
  }
  if (info::is_complex(type)) {
    if (stray_text(pair.before.node()) != stray_text(pair.after.node())) {
      add(Operation::changed, pair, Subject::text);
    }
  } else if (canonical_value(before, type) != canonical_value(after, type)) {
    add(Operation::changed, pair);
  }
}

// The children of one slot, which form a sequence: what is the same at both ends is matched, what is between by number.
void Differ::match_sequences(std::vector<Match>& found, const Slot& slot, const Pair& parents,
                             const std::vector<Element>& before, const std::vector<Element>& after) const {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t head = 0;
  std::size_t tail = 0;
  while (head < shorter && same(older_, before[head], newer_, after[head])) {
    ++head;
  }
  while (head + tail < shorter && same(older_, *(before.rbegin() + static_cast<std::ptrdiff_t>(tail)), newer_,
                                       *(after.rbegin() + static_cast<std::ptrdiff_t>(tail)))) {
    ++tail;
  }
  const std::size_t longer = std::max(before.size(), after.size());
  for (std::size_t i = head; i + tail < longer; ++i) {
    found.push_back({slot,
                     {i + tail < before.size() ? before[i] : Element(), i + tail < after.size() ? after[i] : Element(),
                      parents.before, parents.after}});
  }
}

// The elements of the slot that begins at `at`, which is moved behind them.
std::vector<Element> take_slot(const info::Document& document, const std::vector<Child>& children, std::size_t& at) {
  std::vector<Element> taken;
  const std::size_t first = at;
  for (; at < children.size() && children[at].slot == children[first].slot; ++at) {
    taken.emplace_back(&document, children[at].node);
  }
  return taken;
}

// True for a child that can be matched where it stands: a row with a key, or the only one of its name.
bool is_alone(Element parent, const Slot& slot) {
  return slot.rank != kForeignRank && (!slot.keyless || info::children_of(parent.type())[slot.rank].at_most == 1);
}

// Matches the first children of both for as long as they stand in the same order, which saves sorting what two
// neighbours in a series mostly have in common; gives how many.
std::size_t Differ::match_in_step(const Pair& pair, std::vector<Match>& found) const {
  std::size_t count = 0;
  xml::Node before = pair.before.node().first_element();
  xml::Node after = pair.after.node().first_element();
  for (; before && after; before = before.next_element(), after = after.next_element(), ++count) {
    const Element old_one(&older_.document(), before);
    const Element new_one(&newer_.document(), after);
    Slot slot = slot_of(pair.before, old_one);
    if (!is_alone(pair.before, slot) || slot_of(pair.after, new_one) != slot) {
      return count;
    }
    if (const Pair both{old_one, new_one, pair.before, pair.after}; !is_settled(both)) {
      found.push_back({std::move(slot), both});
    }
  }
  return count;
}

void Differ::match_rest(const Pair& pair, std::size_t begin, std::vector<Match>& found) const {
  const std::vector<Child> before = children_in_order(pair.before, begin);
  const std::vector<Child> after = children_in_order(pair.after, begin);
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < before.size() || j < after.size()) {
    const bool has_old = j == after.size() || (i < before.size() && !comes_before(after[j].slot, before[i].slot));
    const bool has_new = i == before.size() || (j < after.size() && !comes_before(before[i].slot, after[j].slot));
    const Slot& slot = has_old ? before[i].slot : after[j].slot;
    const auto old_ones = has_old ? take_slot(older_.document(), before, i) : std::vector<Element>();
    const auto new_ones = has_new ? take_slot(newer_.document(), after, j) : std::vector<Element>();
    if (old_ones.size() != 1 || new_ones.size() != 1) {
      match_sequences(found, slot, pair, old_ones, new_ones);
    } else if (const Pair both{old_ones.front(), new_ones.front(), pair.before, pair.after}; !is_settled(both)) {
      found.push_back({slot, both});
    }
  }
}

std::vector<Pair> Differ::match_children(const Pair& pair) const {
  std::vector<Match> found;
  match_rest(pair, match_in_step(pair, found), found);
  std::ranges::stable_sort(found, [](const Match& a, const Match& b) { return comes_before(a.slot, b.slot); });
  std::vector<Pair> pairs;
  pairs.reserve(found.size());
  for (const Match& match : found) {
    pairs.push_back(match.pair);
  }
  return pairs;
}

}  // namespace

std::vector<Change> diff(const Canonical& older, const Canonical& newer) {
  return Differ(older, newer).run();
}

}  // namespace confstate::change
