#include "change/partial.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "change/identity.hpp"
#include "info/values.hpp"

namespace confstate::change {
namespace {

using info::Element;
using info::Name;
using info::Type;

// Elements that match, in the old and in the new document; one is null where the other was added or removed.
struct Match {
  Element before;
  Element after;

  [[nodiscard]] Match parents() const { return {before.parent(), after.parent()}; }
};

// What a partial element says about one of its children.
struct Item {
  enum class Kind : std::uint8_t { deleted, whole, changed };
  std::uint8_t rank = 0;
  Kind kind = Kind::whole;
  std::uint32_t node = 0;   // in the new document, of a deleted row in the old one
  std::uint32_t inner = 0;  // index of the container that changed

  // clang-tidy 14 takes the zero that a rewritten comparison compares with for a null pointer.
  friend auto operator<=>(const Item&, const Item&) = default;  // NOLINT(modernize-use-nullptr)
};

// An element that has state and changed: it can be sent as partial, unless something obliges to send it whole.
struct Container {
  Match match;
  std::size_t level = 0;
  std::vector<Item> items = {};
  std::vector<xml::Attribute> attributes = {};             // that were added or changed
  std::unordered_map<std::string, Match> extensions = {};  // by identity: names that are sent as sets
  std::unordered_map<std::string, Match> singular = {};    // by identity: names that must stand for one element
  std::vector<Cause> causes = {};
  std::string text = {};  // of the partial element, with a gap for each inner container
  std::vector<std::pair<std::size_t, std::uint32_t>> gaps = {};  // where, and which container
  std::size_t size = 0;                                          // of the partial element
  std::size_t best = 0;                                          // of what is sent: partial, or whole

  // Sent whole, that is without a state.
  bool is_whole = false;
};

class Maker {
 public:
  Maker(const Canonical& newer, std::uint32_t version, info::Layout layout)
      : document_(newer.document()), version_(version), layout_(layout) {}

  Notification make(const Canonical& older, std::span<const Change> changes, bool next);

 private:
  void write_full();
  void gather(std::span<const Change> changes);
  void take(const Change& change);
  void take_attribute(const Change& change);
  void take_part(const Match& part, const Match& around);
  void take_removed(Element part, Container& container);
  void oblige(Container& container, Obligation obligation, std::string path);
  std::uint32_t container_of(const Match& match);

  void finish(Container& container);
  void add_extensions(Container& container);
  void check_singular(Container& container);
  void write_partial(Container& container);
  void open_partial(info::Writer& writer, const Container& container) const;
  void write_item(info::Writer& writer, Container& container, const Item& item);
  void weigh(Container& container);

  [[nodiscard]] std::string joined() const;
  [[nodiscard]] std::vector<Cause> take_causes();
  [[nodiscard]] std::string_view whole(std::uint32_t node) const;

  const info::Document& document_;
  std::uint32_t version_;
  info::Layout layout_;
  std::string full_;
  std::vector<info::Written> places_;  // in full_, by node id
  std::vector<Container> containers_;  // that of the root comes first
  std::unordered_map<std::uint32_t, std::uint32_t> by_node_;
};

// The element itself has the mechanism of section 4.4.
bool has_state(Element element) {
  return element && is_stateful(element);
}

std::size_t level_of(xml::Node node) {
  std::size_t level = 0;
  for (node = node.parent(); node; node = node.parent()) {
    ++level;
  }
  return level;
}

void Maker::write_full() {
  info::Writer writer(full_, layout_);
  info::write_document(writer, document_.root(), info::State::full, version_, &places_);
}

std::string_view Maker::whole(std::uint32_t node) const {
  return std::string_view(full_).substr(places_[node].begin, places_[node].end - places_[node].begin);
}

// The container for an element with state and for all around it.
std::uint32_t Maker::container_of(const Match& match) {
  std::uint32_t child = 0;
  std::optional<std::uint32_t> asked;
  for (Match at = match;; at = at.parents()) {
    const auto [found, is_new] =
        by_node_.try_emplace(at.after.node().id(), static_cast<std::uint32_t>(containers_.size()));
    const std::uint32_t own = found->second;
    if (is_new) {
      containers_.push_back({.match = at, .level = level_of(at.after.node())});
    }
    if (asked) {
      const Match& below = containers_[child].match;
      const Element inner = below.after;
      if (!is_keyed(inner)) {
        containers_[own].singular.try_emplace(identity_of(inner), below);
      }
      containers_[own].items.push_back({.rank = rank_of(at.after.type(), inner.name()),
                                        .kind = Item::Kind::changed,
                                        .node = inner.node().id(),
                                        .inner = child});
    }
    asked = asked.value_or(own);
    child = own;
    if (!is_new || !at.after.node().parent()) {
      return *asked;
    }
  }
}

void Maker::oblige(Container& container, Obligation obligation, std::string path) {
  container.causes.push_back({.obligation = obligation, .whole = container.match.after, .path = std::move(path)});
}

// Merging leaves every `version` alone, also where it has no business.
bool is_never_merged(const Change& change) {
  const auto name = change.after.document().attribute_name(change.new_attribute.name_id());
  return name == info::AttributeName::version;
}

void Maker::take_attribute(const Change& change) {
  Container& container = containers_[container_of({change.before, change.after})];
  if (change.subject == Subject::text) {
    return;  // nobody holds text between elements, so no notification says it
  }
  if (change.operation == Operation::removed) {
    oblige(container, Obligation::attribute_removed, path_of(change));
  } else if (is_never_merged(change)) {
    oblige(container, Obligation::attribute_ignored, path_of(change));
  } else {
    container.attributes.push_back(change.new_attribute);
  }
}

void Maker::take_removed(Element part, Container& container) {
  if (part.name() == Name::sidebars_by_ref) {
    oblige(container, Obligation::list_removed, info::path_of(part.document(), part.node()));
  } else if (has_state(part)) {
    container.items.push_back({.rank = rank_of(container.match.after.type(), part.name()),
                               .kind = Item::Kind::deleted,
                               .node = part.node().id()});
  } else {
    const bool is_reference = container.match.after.name() == Name::sidebars_by_ref;
    oblige(container, is_reference ? Obligation::reference_removed : Obligation::part_removed,
           info::path_of(part.document(), part.node()));
  }
}

// `part` is a child of the elements `around`, which have state.
void Maker::take_part(const Match& part, const Match& around) {
  Container& container = containers_[container_of(around)];
  const Element element = part.after ? part.after : part.before;
  if (is_foreign(element)) {
    container.extensions.try_emplace(identity_of(element), part);
    return;
  }
  if (!is_keyed(element)) {
    container.singular.try_emplace(identity_of(element), part);
  }
  if (part.after) {
    container.items.push_back({.rank = rank_of(around.after.type(), element.name()), .node = element.node().id()});
  } else {
    take_removed(part.before, container);
  }
}

void Maker::take(const Change& change) {
  if (change.subject != Subject::element && has_state(change.after)) {
    take_attribute(change);
    return;
  }
  Match part{change.before, change.after};
  Match around{change.old_parent, change.new_parent};
  while (!has_state(around.after)) {
    part = around;
    around = around.parents();
  }
  take_part(part, around);
}

void Maker::gather(std::span<const Change> changes) {
  for (const Change& change : changes) {
    take(change);
  }
}

// All elements of a name in another namespace are one set: what is left of it is sent, and it never vanishes.
void Maker::add_extensions(Container& container) {
  const Element after = container.match.after;
  const std::uint8_t rank = rank_of(after.type(), Name::unknown);
  std::unordered_set<std::string> sent;
  for (xml::Node node = after.node().first_element(); node; node = node.next_element()) {
    const Element child(&document_, node);
    if (is_foreign(child) && container.extensions.contains(identity_of(child))) {
      container.items.push_back({.rank = rank, .node = node.id()});
      sent.insert(identity_of(child));
    }
  }
  for (const auto& [identity, part] : container.extensions) {
    if (!sent.contains(identity)) {
      oblige(container, Obligation::part_removed, info::path_of(part.before.document(), part.before.node()));
    }
  }
}

// Merging replaces the first element of a name that has no key, so there must be no second one.
void Maker::check_singular(Container& container) {
  for (const Element side : {container.match.before, container.match.after}) {
    std::unordered_set<std::string> seen;
    for (xml::Node node = side.node().first_element(); node; node = node.next_element()) {
      const Element child(&side.document(), node);
      if (is_foreign(child) || is_keyed(child)) {
        continue;
      }
      const auto changed = container.singular.find(identity_of(child));
      if (!seen.insert(identity_of(child)).second && changed != container.singular.end()) {
        oblige(container, Obligation::part_repeated, info::path_of(side.document(), node));
      }
    }
  }
}

// Settles what the partial element would consist of, and writes it; what it has inside is settled already.
void Maker::finish(Container& container) {
  if (!container.extensions.empty()) {
    add_extensions(container);
  }
  if (!container.singular.empty()) {
    check_singular(container);
  }
  std::ranges::sort(container.items);
  container.items.erase(std::unique(container.items.begin(), container.items.end()), container.items.end());
  if (container.causes.empty()) {
    write_partial(container);
  }
  weigh(container);
}

void write_key(info::Writer& writer, Element element) {
  if (info::row_of(element.type()).key == info::KeyKind::entity) {
    writer.attribute(info::AttributeName::entity, element.attribute(info::AttributeName::entity).value());
  }
}

// The attributes that a partial element must have, and those that changed.
void Maker::open_partial(info::Writer& writer, const Container& container) const {
  const Element after = container.match.after;
  const std::string_view partial = info::values_of(Type::state)[static_cast<std::size_t>(info::State::partial)];
  if (container.level == 0) {
    writer.declaration();
  }
  writer.open(after.name());
  write_key(writer, after);
  writer.attribute(info::AttributeName::state, partial);
  if (container.level == 0) {
    writer.attribute(info::AttributeName::version, fmt::format_int(version_).str());
  }
  for (const xml::Attribute& attribute : container.attributes) {
    info::write_attribute(writer, after, attribute);
  }
}

// A row that is deleted: its key and its state.
void write_deleted(info::Writer& writer, Element row) {
  writer.open(row.name());
  write_key(writer, row);
  writer.attribute(info::AttributeName::state,
                   info::values_of(Type::state)[static_cast<std::size_t>(info::State::deleted)]);
  writer.close();
}

void Maker::write_item(info::Writer& writer, Container& container, const Item& item) {
  switch (item.kind) {
    case Item::Kind::deleted:
      write_deleted(writer, container.match.before.document().element(item.node));
      return;
    case Item::Kind::whole:
      writer.raw(whole(item.node));
      return;
    case Item::Kind::changed:
      writer.raw({});
      container.gaps.emplace_back(writer.out().size(), item.inner);
      return;
  }
}

void Maker::write_partial(Container& container) {
  std::string& text = container.text;
  info::Writer writer(text, layout_, container.level);
  open_partial(writer, container);
  for (const Item& item : container.items) {
    write_item(writer, container, item);
  }
  writer.close();
  if (container.level == 0) {
    text += '\n';
  }
  const std::size_t begin = text.find('<');  // whoever has it inside indents it
  text.erase(0, begin);
  for (auto& gap : container.gaps) {
    gap.first -= begin;
  }
}

// Decides between partial and whole for everything but the root.
void Maker::weigh(Container& container) {
  container.size = container.text.size();
  for (const auto& [at, inner] : container.gaps) {
    container.size += containers_[inner].best;
  }
  const std::size_t whole_size = container.level == 0 ? full_.size() : whole(container.match.after.node().id()).size();
  container.is_whole = !container.causes.empty() || whole_size <= container.size;
  container.best = container.is_whole ? whole_size : container.size;
}

// The partial document, every gap filled.
std::string Maker::joined() const {
  struct Place {
    std::uint32_t container = 0;
    std::size_t at = 0;   // in its text
    std::size_t gap = 0;  // the next one
  };
  std::string out;
  std::vector<Place> open{{}};
  while (!open.empty()) {
    Place& place = open.back();
    const Container& container = containers_[place.container];
    const bool is_last = place.gap == container.gaps.size();
    const std::size_t end = is_last ? container.text.size() : container.gaps[place.gap].first;
    out.append(container.text, place.at, end - place.at);
    if (is_last) {
      open.pop_back();
      continue;
    }
    place.at = end;
    const std::uint32_t inner = container.gaps[place.gap++].second;
    if (containers_[inner].is_whole) {
      out += whole(containers_[inner].match.after.node().id());
    } else {
      open.push_back({.container = inner});
    }
  }
  return out;
}

std::vector<Cause> Maker::take_causes() {
  std::vector<Cause> causes;
  for (Container& container : containers_) {
    std::ranges::move(container.causes, std::back_inserter(causes));
  }
  std::ranges::stable_sort(causes, {}, [](const Cause& cause) { return cause.whole.node().id(); });
  return causes;
}

Notification Maker::make(const Canonical& older, std::span<const Change> changes, bool next) {
  write_full();
  static_cast<void>(container_of({older.root(), document_.root()}));  // that of the root is the first
  gather(changes);
  std::vector<std::uint32_t> order(containers_.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::ranges::sort(order, std::greater(), [this](std::uint32_t i) { return containers_[i].match.after.node().id(); });
  for (const std::uint32_t i : order) {
    finish(containers_[i]);
  }
  const Container& root = containers_.front();
  Notification made;
  made.full_size = full_.size();
  made.partial_size = root.causes.empty() ? root.size : 0;
  made.choice = !next                  ? Choice::full_for_version
                : !root.causes.empty() ? Choice::full_needed
                : root.is_whole        ? Choice::full_not_longer
                                       : Choice::partial_smaller;
  made.text = made.is_full() ? std::move(full_) : joined();
  made.causes = take_causes();
  return made;
}

constexpr std::array<std::string_view, 6> kReasons = {
    "an attribute that is gone stays held until its element is sent whole",
    "merging takes no version over",
    "what has no state of its own goes only with the element around it",
    "a single sidebar reference cannot be deleted",
    "no valid notification deletes this list",
    "an element that stands twice cannot be told from its double",
};

}  // namespace

std::string_view reason_of(Obligation obligation) {
  return kReasons[static_cast<std::size_t>(obligation)];
}

base::Result<std::uint32_t> next_version(const info::Document& older, std::optional<std::uint64_t> wanted) {
  const xml::Attribute written = older.root().attribute(info::AttributeName::version);
  const std::optional<std::uint32_t> held = written ? info::read_unsigned(written.value()) : std::nullopt;
  if (!held) {
    return base::fail("the old document has no version that a notification could follow");
  }
  if (*held == std::numeric_limits<std::uint32_t>::max()) {
    return base::fail(fmt::format("no version can follow {}", *held), "only a new subscription helps");
  }
  if (wanted && (*wanted <= *held || *wanted > std::numeric_limits<std::uint32_t>::max())) {
    return base::fail(
        fmt::format("version {} cannot follow version {}", *wanted, *held),
        fmt::format("subscribers take versions from {} to {}", *held + 1, std::numeric_limits<std::uint32_t>::max()));
  }
  return wanted ? static_cast<std::uint32_t>(*wanted) : *held + 1;
}

Notification make_notification(const Canonical& older, const Canonical& newer, std::span<const Change> changes,
                               std::uint32_t version, info::Layout layout) {
  const base::Result<std::uint32_t> next = next_version(older.document(), std::nullopt);
  return Maker(newer, version, layout).make(older, changes, next && *next == version);
}

}  // namespace confstate::change
