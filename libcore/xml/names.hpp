// Names while reading: each way of writing one is stored once, prefixes are looked up in the scope of the moment.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xml/tree.hpp"

namespace confstate::xml {

inline constexpr std::string_view kXmlSpace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view kXmlnsSpace = "http://www.w3.org/2000/xmlns/";

// Interns names as written and namespace names, all of them "words", and expands the former by the latter. The views it
// is given must outlive it and the tree.
class NameTable {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNone = 0xffffffffU;
  static constexpr Id kEmptyWord = 0;  // the prefix of names without one, and no namespace
  static constexpr Id kXmlWord = 1;
  static constexpr Id kXmlnsWord = 2;

  // Takes memory from the arena as long as there is some.
  explicit NameTable(std::pmr::memory_resource* arena);

  // The id of a name as written, with at most one colon, which stands at `colon`; npos without one.
  [[nodiscard]] Id intern(std::string_view qname, std::size_t colon);
  [[nodiscard]] std::string_view text(Id word) const { return words_[word].text; }
  // The prefix of a word, itself a word; kNone without one.
  [[nodiscard]] Id prefix(Id word) const { return words_[word].prefix; }

  // What follows the prefix, itself a word; the word itself without one.
  [[nodiscard]] Id local(Id word) const { return words_[word].local; }

  // Remembers that a word names an attribute in a tag, at a place; gives the place where it did so before in that tag.
  [[nodiscard]] std::optional<std::uint32_t> mark(Id word, std::uint32_t tag, std::uint32_t place);

  // Binds a prefix to a namespace name until the scope is left.
  void bind(Id prefix, std::string_view space);
  // The present scope, for leave().
  [[nodiscard]] std::size_t scope() const { return undo_.size(); }
  // Undoes the bindings made since `scope`.
  void leave(std::size_t scope);

  // The index in names() of an element's or attribute's name in the present scope; kNone for an unbound prefix.
  [[nodiscard]] Id element_name(Id word);
  [[nodiscard]] Id attribute_name(Id word);
  // Equal for two attributes exactly when their expanded names are; never for those with an unbound prefix.
  [[nodiscard]] std::uint64_t attribute_identity(Id word) const;

  // Gives the names away; the table is used up.
  [[nodiscard]] std::vector<Tree::NameRecord> release() { return std::move(names_); }

 private:
  struct Word {
    std::string_view text;
    std::uint32_t hash = 0;
    Id prefix = kNone;
    Id local = 0;
    Id space = kNone;           // the word that is bound to this one as a prefix
    std::uint32_t tag = 0;      // the last tag with an attribute of that name
    std::uint32_t place = 0;    // and where
    Id expanded_space = kNone;  // the last expansion
    Id expanded = 0;
    Id other_space = kNone;  // the one before: many names are both an element's and an attribute's
    Id other = 0;
  };
  struct Undo {
    Id prefix;
    Id space;
  };

  [[nodiscard]] Id intern_whole(std::string_view text);
  [[nodiscard]] Id add_word(std::string_view text, std::uint32_t hash);
  [[nodiscard]] Id expand(Id word, Id space);
  void expand_anew(Id word, Id space);
  void grow();

  std::pmr::vector<Word> words_;
  std::pmr::vector<Id> slots_;  // open addressing; word id + 1
  std::pmr::vector<Undo> undo_;
  std::vector<Tree::NameRecord> names_;
  std::unordered_map<std::uint64_t, Id> name_ids_;  // word and space
};

inline std::optional<std::uint32_t> NameTable::mark(Id word, std::uint32_t tag, std::uint32_t place) {
  Word& seen = words_[word];
  if (seen.tag == tag) {
    return seen.place;
  }
  seen.tag = tag;
  seen.place = place;
  return std::nullopt;
}

inline void NameTable::leave(std::size_t scope) {
  for (; undo_.size() > scope; undo_.pop_back()) {
    words_[undo_.back().prefix].space = undo_.back().space;
  }
}

inline NameTable::Id NameTable::element_name(Id word) {
  const Id prefix = words_[word].prefix;
  return expand(word, words_[prefix == kNone ? kEmptyWord : prefix].space);
}

inline NameTable::Id NameTable::attribute_name(Id word) {
  const Id prefix = words_[word].prefix;
  return expand(word, prefix == kNone ? kEmptyWord : words_[prefix].space);
}

inline NameTable::Id NameTable::expand(Id word, Id space) {
  if (space == kNone) {
    return kNone;
  }
  if (words_[word].expanded_space != space) {
    expand_anew(word, space);
  }
  return words_[word].expanded;
}

}  // namespace confstate::xml
