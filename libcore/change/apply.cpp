#include "change/apply.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "change/identity.hpp"
#include "info/writer.hpp"

namespace confstate::change {
namespace {

using info::Element;
using info::State;

// An enveloped XML signature (spec 2D): it stands in the root.
constexpr xml::ExpandedName kSignature{"http://www.w3.org/2000/09/xmldsig#", "Signature"};

// The children of one foreign name in one merged element: what they replace, and how many have been met.
struct ForeignSet {
  std::vector<std::string> before;
  std::size_t met = 0;
};

// A container that is being filled from an element of the update.
struct Frame {
  Element received;
  Held::Id container = Held::kRoot;
  xml::Node next;        // the child to be looked at
  bool merging = false;  // else storing
  // What the container was before it was replaced, as long as nothing else has changed.
  std::optional<std::string> replaced = std::nullopt;
  std::unordered_map<std::string, ForeignSet> foreign = {};
};

std::string text_of(Element leaf) {
  if (is_foreign(leaf)) {
    return info::foreign_text(leaf.document(), leaf.node());
  }
  std::string text;
  info::Writer writer(text, info::Layout::compact, 1);
  info::write_stored(writer, leaf);
  return text;
}

std::string_view prefix_of(std::string_view qname) {
  const std::size_t colon = qname.find(':');
  return colon == std::string_view::npos ? std::string_view() : qname.substr(0, colon);
}

HeldAttribute held_attribute(Element owner, xml::Attribute attribute) {
  const xml::ExpandedName name = attribute.name();
  HeldAttribute held{std::string(name.space), std::string(name.local), std::string(prefix_of(attribute.qname())),
                     std::string(attribute.value()), std::nullopt};
  const std::string_view prefix = prefix_of(held.value);
  if (!prefix.empty() && info::global_attribute_of(name.space, name.local) == info::GlobalAttribute::xsi_type) {
    if (const auto space = owner.document().scopes().find(prefix, owner.node())) {
      held.value_space = std::string(*space);
    }
  }
  return held;
}

// The users of a received roster that are not deleted.
std::uint64_t count_users(Element users) {
  std::uint64_t count = 0;
  for (Element user = users.child(info::Name::user); user; user = user.next()) {
    count += user.state() == State::deleted ? 0 : 1;
  }
  return count;
}

class Apply {
 public:
  explicit Apply(Held& held) : held_(held) {}

  Applied run(Element root, bool merging);
  // All of an element but `state`; without `version` for the root, and where it is merged.
  bool set_attributes(Held::Id container, Element received, bool with_version);

 private:
  void take(Element child);
  void take_foreign(Element child);
  void take_row(Element child);
  void store_row(Element child);
  void merge_row(Element child);
  void replace(Held::Id old, Element child);
  void add(Element child, bool in_order);
  void open(Held::Id container, Element received, bool merging, std::optional<std::string> replaced = std::nullopt);
  void finish();
  void note(NoteKind kind, Element element) { applied_.notes.push_back({kind, element.node().id(), 0, 0}); }

  [[nodiscard]] Held::NewRow new_row(Element child) const;

  Held& held_;
  Applied applied_;
  std::vector<Frame> open_;
};

bool Apply::set_attributes(Held::Id container, Element received, bool with_version) {
  bool changed = false;
  const xml::Node node = received.node();
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    const auto known = received.document().attribute_name(attribute.name_id());
    if (known != info::AttributeName::state && (with_version || known != info::AttributeName::version)) {
      changed |= held_.set_attribute(container, held_attribute(received, attribute));
    }
  }
  return changed;
}

void Apply::open(Held::Id container, Element received, bool merging, std::optional<std::string> replaced) {
  const bool changed = set_attributes(container, received, !merging && container != Held::kRoot);
  applied_.changed |= merging && changed;
  open_.push_back({received, container, received.node().first_element(), merging, std::move(replaced)});
}

// Rows in the order of the update, each with all below it before the next.
Applied Apply::run(Element root, bool merging) {
  open(Held::kRoot, root, merging);
  while (!open_.empty()) {
    Frame& top = open_.back();
    const xml::Node node = top.next;
    if (!node) {
      finish();
      continue;
    }
    top.next = node.next_element();
    take({&root.document(), node});
  }
  return std::move(applied_);
}

void Apply::finish() {
  Frame& done = open_.back();
  if (done.replaced && !applied_.changed) {
    std::string now;
    held_.write_row(now, done.container);
    applied_.changed = now != *done.replaced;
  }
  for (const auto& [identity, set] : done.foreign) {
    applied_.changed |= set.met != set.before.size();
  }
  open_.pop_back();
}

void Apply::take(Element child) {
  const Frame& top = open_.back();
  if (top.container == Held::kRoot && child.node().name() == kSignature) {
    note(NoteKind::signature_dropped, child);
  } else if (is_foreign(child) && top.merging) {
    take_foreign(child);
  } else {
    take_row(child);
  }
}

// The set of all children of a foreign name is replaced when the first of the new ones is met.
void Apply::take_foreign(Element child) {
  Frame& top = open_.back();
  const std::string identity = identity_of(child);
  const auto [entry, first] = top.foreign.try_emplace(identity);
  ForeignSet& set = entry->second;
  for (Held::Id old = first ? held_.find(top.container, identity) : Held::kNone; old != Held::kNone;
       old = held_.find(top.container, identity)) {
    set.before.push_back(held_.text(old));
    held_.remove(old);
  }
  Held::NewRow row = new_row(child);
  applied_.changed |= set.met >= set.before.size() || set.before[set.met] != row.text;
  ++set.met;
  held_.append(top.container, std::move(row));
}

void Apply::take_row(Element child) {
  if (open_.back().merging) {
    merge_row(child);
  } else {
    store_row(child);
  }
}

void Apply::store_row(Element child) {
  const std::optional<NoteKind> kind = note_of_stored(open_.back().received, child);
  if (kind) {
    note(*kind, child);
  }
  if (kind != NoteKind::deleted_left_out) {
    add(child, false);
  }
}

void Apply::merge_row(Element child) {
  const Held::Id old = held_.find(open_.back().container, identity_of(child));
  const State state = is_stateful(child) ? child.state() : State::full;
  if (state == State::deleted) {
    if (old == Held::kNone) {
      note(NoteKind::unknown_deleted, child);
    } else {
      held_.remove(old);
      applied_.changed = true;
    }
  } else if (old == Held::kNone) {
    add(child, true);
    applied_.changed = true;
  } else if (state == State::partial) {
    open(old, child, true);
  } else {
    replace(old, child);
  }
}

void Apply::replace(Held::Id old, Element child) {
  if (!is_stateful(child)) {
    std::string text = text_of(child);
    applied_.changed |= held_.text(old) != text;
    held_.set_text(old, std::move(text));
    return;
  }
  if (child.type() == info::Type::users && !child.attribute(info::AttributeName::state)) {
    applied_.notes.push_back(
        {NoteKind::roster_replaced, child.node().id(), held_.count(old, info::Name::user), count_users(child)});
  }
  std::optional<std::string> before;
  if (!applied_.changed) {
    before.emplace();
    held_.write_row(*before, old);
  }
  held_.clear(old);
  open(old, child, false, std::move(before));
}

Held::NewRow Apply::new_row(Element child) const {
  Held::NewRow row;
  row.identity = identity_of(child);
  row.rank = rank_of(open_.back().received.type(), child.name());
  if (is_stateful(child)) {
    row.container = child.name();
  } else {
    row.text = text_of(child);
  }
  return row;
}

// A row that is new here: stored elements keep their order, others are put where the schema wants them.
void Apply::add(Element child, bool in_order) {
  const Held::Id container = open_.back().container;
  Held::NewRow row = new_row(child);
  const Held::Id made = in_order ? held_.insert(container, std::move(row)) : held_.append(container, std::move(row));
  if (is_stateful(child)) {
    open(made, child, false);
  }
}

}  // namespace

std::optional<NoteKind> note_of_stored(Element parent, Element child) {
  if (!is_stateful(child)) {
    return std::nullopt;
  }
  switch (child.state()) {
    case State::deleted:
      return NoteKind::deleted_left_out;
    case State::partial:
      return parent.state() == State::full ? std::optional(NoteKind::partial_taken_as_full) : std::nullopt;
    case State::full:
      break;
  }
  return std::nullopt;
}

Applied store(Held& held, Element root) {
  Applied applied = Apply(held).run(root, false);
  applied.changed = true;
  return applied;
}

Applied merge(Held& held, Element root) {
  return Apply(held).run(root, true);
}

void store_shell(Held& held, Element root) {
  Apply(held).set_attributes(Held::kRoot, root, false);
}

}  // namespace confstate::change
