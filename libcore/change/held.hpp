// The document that a subscriber holds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "info/document.hpp"
#include "info/writer.hpp"

namespace confstate::change {

// An attribute of an element that is held in parts.
struct HeldAttribute {
  std::string space;  // empty for no namespace
  std::string local;
  std::string prefix;                      // as it was written; a wish only
  std::string value;                       // normalised
  std::optional<std::string> value_space;  // of xsi:type: the namespace that the prefix of its value stands for
};

// The full document of one conference, in parts only where the mechanism of section 4.4 works: the root, users, user,
// endpoint, the sidebars. All else is kept as text. What one operation costs depends on what it is told, not on how
// much is held. Movable; for one thread at a time.
class Held {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNone = 0xffffffffU;
  static constexpr Id kRoot = 0;

  // What a new row is. A container has a name, a leaf has text: the whole element, compact.
  struct NewRow {
    std::string identity;   // equal for rows that stand for the same thing (identity.hpp)
    std::uint8_t rank = 0;  // place of the name in the schema's order, extension elements behind all
    info::Name container = info::Name::unknown;
    std::string text = {};
  };

  // An empty conference.
  Held();

  // The first row of that identity, or kNone.
  [[nodiscard]] Id find(Id container, std::string_view identity) const;
  // Behind the last row of equal or lower rank, as section 3.2 of the decisions says it.
  Id insert(Id container, NewRow row);
  // Behind all rows, whatever their rank: a stored element keeps its order.
  Id append(Id container, NewRow row);
  // With all below it.
  void remove(Id row);
  // Takes all rows and attributes out of a container.
  void clear(Id container);
  void set_text(Id leaf, std::string text) { rows_[leaf].text = std::move(text); }
  // True when that changed something.
  bool set_attribute(Id container, HeldAttribute attribute);

  [[nodiscard]] const std::string& text(Id leaf) const { return rows_[leaf].text; }
  [[nodiscard]] std::size_t count(Id container) const { return rows_[container].inside->count; }
  // Rows that are containers of that name; looks at all rows.
  [[nodiscard]] std::size_t count(Id container, info::Name name) const;
  // All that is held: rows, and containers with all their rows.
  [[nodiscard]] std::size_t size() const { return rows_.size() - free_.size(); }
  // `entity` of the root, collapsed; nothing when it has none.
  [[nodiscard]] std::optional<std::string> entity() const;

  // Appends the element with all below it, compact.
  void write_row(std::string& out, Id container) const;
  // Appends the whole document, compact: state full, or deleted for a conference that has ended. A full one has
  // <users/> also where none are held: section 5.2 wants it.
  void write(std::string& out, std::uint32_t version, info::State state) const;
  // True when write() must make up <users/>.
  [[nodiscard]] bool lacks_users() const;

 private:
  static constexpr std::size_t kRanks = 16;    // more than any type has children
  static constexpr std::size_t kIndexed = 16;  // rows from which on a container has an index

  // First and last row of one identity; the others are chained by Row::same.
  struct Chain {
    Id first = kNone;
    Id last = kNone;
  };
  struct Index {
    std::unordered_map<std::string_view, Chain> by_identity;
    std::array<Id, kRanks> last_up_to{};  // by rank: the last row of that rank or a lower one
  };
  struct Inside {
    Id first = kNone;
    Id last = kNone;
    std::size_t count = 0;
    std::vector<HeldAttribute> attributes;  // sorted by name
    std::unique_ptr<Index> index;
  };
  struct Row {
    Id previous = kNone;
    Id next = kNone;
    Id parent = kNone;
    Id same = kNone;  // the next of its identity, where the container has an index
    std::uint8_t rank = 0;
    info::Name name = info::Name::unknown;
    std::string identity;
    std::string text;
    std::unique_ptr<Inside> inside;  // of a container
  };

  Id make(NewRow row);
  void link(Id container, Id row, Id behind);
  void unlink(Id row);
  void release(Id row);
  [[nodiscard]] Id place_for(const Inside& inside, std::uint8_t rank) const;
  void index_all(Inside& inside);
  [[nodiscard]] Id last_up_to(std::uint8_t rank, Id row) const;
  void add_to_index(Index& index, Id row, bool is_last);
  void take_from_index(Index& index, Id row);
  [[nodiscard]] Id users_successor() const;
  template <class Before>
  void write_below(info::Writer& writer, Id top, Before before) const;

  std::deque<Row> rows_;  // identities are looked up by views of them, so they must stay where they are
  std::vector<Id> free_;
};

}  // namespace confstate::change
