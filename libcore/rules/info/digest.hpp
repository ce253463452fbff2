// What several rules need to know about users, streams and states, gathered once: a large roster is walked as rarely
// as can be.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "info/document.hpp"
#include "rules/info/repeats.hpp"
#include "rules/rule.hpp"

namespace confstate::rules {

// One user.
struct UserRow {
  std::string_view key;  // the entity, white space collapsed; empty where there is none
  std::uint32_t node = 0;
  bool keyed = false;      // has an entity
  bool spaced = false;     // the entity is not written as its key
  bool relative = false;   // has no scheme
  bool hidden = false;     // its host is in the domain that names nobody
  bool anonymous = false;  // its user part is "anonymous", perhaps numbered, or its name begins so
};

// How a source is written: not at all, as a decimal number of 32 bits, as a hexadecimal one, or otherwise.
enum class SourceForm : std::uint8_t { absent, decimal, hexadecimal, other };

// One stream of an endpoint, with the nodes of its children; xml::kNoNode where it has none.
struct StreamRow {
  std::uint32_t node = 0;
  std::uint32_t type = xml::kNoNode;
  std::uint32_t label = xml::kNoNode;
  std::uint32_t source = xml::kNoNode;
  std::uint32_t number = 0;  // of a decimal source
  SourceForm form = SourceForm::absent;
  bool registered = false;  // the type is a media type of SDP
  bool rtp = false;         // the type is one that RTP carries
};

class Digest {
 public:
  explicit Digest(const info::Document& document);

  // Every user, also in sidebars, in document order.
  [[nodiscard]] const std::vector<UserRow>& users() const { return users_; }
  [[nodiscard]] const std::vector<StreamRow>& streams() const { return streams_; }
  // The elements that may carry `state` and are not full, by type, then in document order.
  [[nodiscard]] const std::vector<std::uint32_t>& changing() const { return changing_; }
  // Users whose key an earlier one of the same roster has.
  [[nodiscard]] const std::vector<Repeat>& repeated_users() const { return repeated_users_; }

 private:
  void list_users(const info::Document& document);
  void list_streams(const info::Document& document);
  void list_changing(const info::Document& document);

  Collapsed collapsed_;
  std::vector<UserRow> users_;
  std::vector<StreamRow> streams_;
  std::vector<std::uint32_t> changing_;
  std::vector<Repeat> repeated_users_;
};

// The digest of a case, made by whoever asks first.
[[nodiscard]] const Digest& digest_of(const DocumentCase& subject);

// Something (a node, an index) and the node of its parent.
struct Sibling {
  std::uint32_t parent = 0;
  std::uint32_t row = 0;

  friend bool operator==(const Sibling&, const Sibling&) = default;
  friend bool operator<(const Sibling& x, const Sibling& y) {
    return x.parent != y.parent ? x.parent < y.parent : x.row < y.row;
  }
};

// The elements of a type whose parent has more than one of that type: by parent, then in document order.
[[nodiscard]] std::vector<Sibling> list_siblings(const info::Document& document, info::Type type);

// Sorts rows by parent and drops those that have no sibling.
void keep_siblings(std::vector<Sibling>& rows);

// Runs `run(first, last)` for the siblings of each parent.
template <class Do>
void for_families(const std::vector<Sibling>& siblings, Do run) {
  for (auto first = siblings.begin(); first != siblings.end();) {
    auto last = first;
    while (last != siblings.end() && last->parent == first->parent) {
      ++last;
    }
    run(first, last);
    first = last;
  }
}

}  // namespace confstate::rules
