// Seeded full documents that can be compared, changed ones beside them, and other ways of writing the same.
#pragma once

#include <algorithm>
#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "info/vocabulary.hpp"
#include "support/draft.hpp"
#include "support/draft_mutate.hpp"

namespace confstate::tests {

// The type of a child of RFC 4575 below an element of `parent`; foreign where it has none.
[[nodiscard]] inline info::Type child_type_of(info::Type parent, const Draft& child) {
  if (!child.element || child.space != info::kNamespace || parent == info::Type::foreign) {
    return info::Type::foreign;
  }
  const info::ChildRow* row = info::find_child(parent, info::name_of(child.local));
  return row == nullptr ? info::Type::foreign : row->type;
}

// True where every element of RFC 4575 stands where it has a place, without text beside elements or elements inside of
// values.
[[nodiscard]] inline bool is_sound(const Draft& draft, info::Type type) {
  if (type == info::Type::foreign) {
    return draft.space != info::kNamespace;
  }
  const bool is_complex = info::is_complex(type);
  return std::ranges::all_of(draft.children, [type, is_complex](const Draft& child) {
    return child.element == is_complex && (!child.element || is_sound(child, child_type_of(type, child)));
  });
}

class FullDocuments {
 public:
  explicit FullDocuments(std::uint64_t seed) : mutator_(seed), random_(seed) {}

  // A document in full state whose rows have keys of their own. Much of it is valid; values may be broken.
  [[nodiscard]] Draft make() {
    Draft root = mutator_.grow();
    while (!mutator_.one_in(3)) {
      change(root);
    }
    repair(root, info::Type::conference, true);
    return root;
  }

  // The same after a few changes.
  [[nodiscard]] Draft changed(Draft root) {
    change(root);
    repair(root, info::Type::conference, true);
    return root;
  }

  // The same, said in another way: order of rows and attributes, comments, prefixes (which extensions keep).
  [[nodiscard]] std::string disguised(Draft root) {
    disguise(root, info::Type::conference);
    return DraftWriter(!has_foreign(root, info::Type::conference)).write(root);
  }

 private:
  // The root stays what it is.
  void change(Draft& root) {
    mutator_.mutate(root);
    root.space = info::kNamespace;
    root.local = to_string(info::Name::conference_info);
  }

  static bool is_taken_apart(const Draft& draft, info::Type type) {
    return info::is_stateful(info::name_of(draft.local), type);
  }

  static DraftAttribute& attribute_of(Draft& draft, std::string_view name) {
    const auto found = std::ranges::find_if(draft.attributes, [name](const DraftAttribute& attribute) {
      return attribute.space.empty() && attribute.local == name;
    });
    if (found != draft.attributes.end()) {
      return *found;
    }
    draft.attributes.push_back({"", std::string(name), ""});
    return draft.attributes.back();
  }

  // Takes away what a document that can be compared has not: other states, rows without or with repeated keys.
  void repair(Draft& draft, info::Type type, bool taken_apart) {
    taken_apart = taken_apart && is_taken_apart(draft, type);
    if (taken_apart) {
      std::erase_if(draft.attributes, [](const DraftAttribute& attribute) {
        return attribute.space.empty() && attribute.local == to_string(info::AttributeName::state);
      });
    }
    std::set<std::string> seen;
    for (Draft& child : draft.children) {
      const info::Type below = child_type_of(type, child);
      if (below == info::Type::foreign) {
        continue;
      }
      if (taken_apart && info::row_of(below).key != info::KeyKind::none) {
        give_key(child, below, seen);
      }
      repair(child, below, taken_apart);
    }
  }

  void give_key(Draft& row, info::Type type, std::set<std::string>& seen) {
    std::string key = "sip:r" + std::to_string(mutator_.below(6));
    while (!seen.insert(key).second) {
      key += "x";
    }
    const info::KeyKind kind = info::row_of(type).key;
    if (kind == info::KeyKind::uri_child) {
      std::erase_if(row.children, [](const Draft& child) { return child.local == to_string(info::Name::uri); });
      Draft uri = draft_element(info::kNamespace, to_string(info::Name::uri));
      uri.children.push_back(draft_text(key));
      row.children.insert(row.children.begin(), std::move(uri));
      return;
    }
    attribute_of(
        row, kind == info::KeyKind::id ? to_string(info::AttributeName::id) : to_string(info::AttributeName::entity))
        .value = key;
  }

  static bool has_foreign(const Draft& draft, info::Type type) {
    return std::ranges::any_of(draft.children, [type](const Draft& child) {
      const info::Type below = child_type_of(type, child);
      return child.element && (below == info::Type::foreign || has_foreign(child, below));
    });
  }

  void disguise(Draft& draft, info::Type type) {
    std::shuffle(draft.attributes.begin(), draft.attributes.end(), random_);
    const bool is_complex = type != info::Type::foreign && info::is_complex(type);
    if (!is_complex) {
      return;
    }
    for (Draft& child : draft.children) {
      disguise(child, child_type_of(type, child));
    }
    move_rows(draft, type);
    if (mutator_.one_in(3)) {
      draft.children.insert(draft.children.begin(), draft_raw("\n <!-- c -->"));
    }
  }

  // Swaps neighbours that are rows of different names, or of the rosters, whose keys all differ.
  void move_rows(Draft& draft, info::Type type) {
    for (std::size_t i = 1; i < draft.children.size(); ++i) {
      Draft& one = draft.children[i - 1];
      Draft& other = draft.children[i];
      const info::Type below = child_type_of(type, one);
      const bool rows = below == info::Type::user || below == info::Type::endpoint || below == info::Type::media ||
                        below == info::Type::conference;
      const bool different = one.space != other.space || one.local != other.local;
      if (one.element && other.element && (rows || different) && mutator_.one_in(2)) {
        std::swap(one, other);
      }
    }
  }

  DraftMutator mutator_;
  std::mt19937_64 random_;
};

}  // namespace confstate::tests
