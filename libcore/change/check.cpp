#include "change/check.hpp"

#include <algorithm>
#include <functional>
#include <list>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "change/identity.hpp"
#include "change/parts.hpp"

namespace confstate::change {
namespace {

struct Key {
  info::Name name = info::Name::unknown;  // of the row
  std::string_view value;

  friend bool operator==(const Key&, const Key&) = default;
};

struct HashKey {
  std::size_t operator()(const Key& key) const { return std::hash<std::string_view>()(key.value); }
};

// The keys of the rows of one element: a few are looked through, many are hashed.
class Keys {
 public:
  // False for a key that has been met before.
  bool add(Key key) {
    if (many_.empty() && few_.size() < kFew) {
      const bool is_new = std::ranges::find(few_, key) == few_.end();
      few_.push_back(key);
      return is_new;
    }
    if (many_.empty()) {
      many_.insert(few_.begin(), few_.end());
    }
    return many_.insert(key).second;
  }
  void clear() {
    few_.clear();
    many_.clear();
  }

 private:
  static constexpr std::size_t kFew = 16;

  std::vector<Key> few_;
  std::unordered_set<Key, HashKey> many_;
};

class Check {
 public:
  explicit Check(std::vector<Note>* notes) : notes_(notes) {}

  std::vector<Fault> run(info::Element root);

 private:
  void look_at(info::Element parent, info::Element child);
  void look_at_key(info::Element row);
  void look_at_state(info::Element parent, info::Element child);
  void add(Reason reason, info::Element element, xml::Attribute attribute = {});

  std::vector<Note>* notes_;
  std::vector<Fault> faults_;
  std::vector<info::Element> open_;
  Keys keys_;                         // of the rows that are looked at
  std::list<std::string> rewritten_;  // keys that are not written as they are
};

void Check::add(Reason reason, info::Element element, xml::Attribute attribute) {
  faults_.push_back({reason, element.node().id(), attribute ? std::optional(attribute.id()) : std::nullopt});
}

xml::Attribute key_attribute(info::Element row) {
  switch (info::row_of(row.type()).key) {
    case info::KeyKind::entity:
      return row.attribute(info::AttributeName::entity);
    case info::KeyKind::id:
      return row.attribute(info::AttributeName::id);
    default:
      return {};
  }
}

void Check::look_at_key(info::Element row) {
  std::string scratch;
  std::optional<std::string_view> key = row.key(scratch);
  if (!key) {
    add(Reason::key_missing, row);
    return;
  }
  if (!scratch.empty()) {
    key = rewritten_.emplace_back(std::move(scratch));
  }
  if (!keys_.add({row.name(), *key})) {
    add(Reason::key_repeated, row, key_attribute(row));
  }
}

void Check::look_at_state(info::Element parent, info::Element child) {
  if (!has_known_state(child)) {
    add(Reason::state_unknown, child, child.attribute(info::AttributeName::state));
    return;
  }
  if (child.state() != info::State::deleted) {
    open_.push_back(child);
  }
  const std::optional<NoteKind> note = notes_ == nullptr ? std::nullopt : note_of_stored(parent, child);
  if (note) {
    notes_->push_back({*note, child.node().id(), 0, 0});
  }
}

void Check::look_at(info::Element parent, info::Element child) {
  if (is_keyed(child)) {
    look_at_key(child);
  }
  if (is_stateful(child)) {
    look_at_state(parent, child);
  } else if (notes_ != nullptr && is_signature(child.document(), child.node())) {
    notes_->push_back({NoteKind::signature_dropped, child.node().id(), 0, 0});
  }
}

std::vector<Fault> Check::run(info::Element root) {
  open_.push_back(root);
  while (!open_.empty()) {
    const info::Element next = open_.back();
    open_.pop_back();
    keys_.clear();
    for (xml::Node node = next.node().first_element(); node; node = node.next_element()) {
      look_at(next, {&next.document(), node});
    }
  }
  std::ranges::stable_sort(faults_, {}, &Fault::node);
  if (notes_ != nullptr) {
    std::ranges::sort(*notes_, {}, &Note::node);
  }
  return std::move(faults_);
}

}  // namespace

std::vector<Fault> check_rows(info::Element root, std::vector<Note>* notes) {
  std::vector<Fault> faults = Check(notes).run(root);
  if (notes != nullptr && !faults.empty()) {
    notes->clear();
  }
  return faults;
}

bool has_known_state(info::Element element) {
  const xml::Attribute state = element.attribute(info::AttributeName::state);
  const auto states = info::values_of(info::Type::state);
  return !state || std::ranges::find(states, state.value()) != states.end();
}

}  // namespace confstate::change
