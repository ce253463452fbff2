#include "xml/names.hpp"

#include "xml/short_text.hpp"

namespace confstate::xml {
namespace {

constexpr std::size_t kFirstSlots = 256;
constexpr std::size_t kUsualDeclarations = 8;

}  // namespace

NameTable::NameTable(std::pmr::memory_resource* arena) : words_(arena), slots_(kFirstSlots, arena), undo_(arena) {
  words_.reserve(kFirstSlots / 2);
  names_.reserve(kFirstSlots / 4);
  undo_.reserve(kUsualDeclarations);
  static_cast<void>(intern_whole({}));
  static_cast<void>(intern_whole("xml"));
  static_cast<void>(intern_whole("xmlns"));
  bind(kEmptyWord, {});
  bind(kXmlWord, kXmlSpace);
}

NameTable::Id NameTable::intern(std::string_view qname, std::size_t colon) {
  const std::size_t known = words_.size();
  const Id word = intern_whole(qname);
  if (words_.size() == known) {
    return word;
  }
  if (colon != std::string_view::npos) {
    const Id prefix = intern_whole(qname.substr(0, colon));
    const Id local = intern_whole(qname.substr(colon + 1));
    words_[word].prefix = prefix;
    words_[word].local = local;
  }
  return word;
}

inline NameTable::Id NameTable::intern_whole(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Word& word = words_[slots_[slot] - 1];
    if (word.hash == hash && word.text.size() == text.size() &&
        same_bytes(word.text.data(), text.data(), text.size())) {
      return slots_[slot] - 1;
    }
  }
  slots_[slot] = static_cast<Id>(words_.size() + 1);
  return add_word(text, hash);
}

NameTable::Id NameTable::add_word(std::string_view text, std::uint32_t hash) {
  const Id id = static_cast<Id>(words_.size());
  words_.push_back({.text = text, .hash = hash, .local = id});
  if (words_.size() * 2 > slots_.size()) {
    grow();
  }
  return id;
}

void NameTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    std::size_t slot = words_[i].hash & mask;
    while (slots_[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots_[slot] = static_cast<Id>(i + 1);
  }
}

void NameTable::bind(Id prefix, std::string_view space) {
  undo_.push_back({prefix, words_[prefix].space});
  const Id bound = intern_whole(space);
  words_[prefix].space = bound;
}

std::uint64_t NameTable::attribute_identity(Id word) const {
  const Id prefix = words_[word].prefix;
  const Id space = prefix == kNone ? kEmptyWord : words_[prefix].space;
  return (std::uint64_t{space} << 32U) | (space == kNone ? word : words_[word].local);
}

// Most names are only ever in one namespace or two; the map is for those that change it more often.
void NameTable::expand_anew(Id word, Id space) {
  Word& name = words_[word];
  const auto fresh = static_cast<Id>(names_.size());
  Id found = fresh;
  if (name.other_space == space) {
    found = name.other;
  } else if (name.other_space != kNone) {
    const auto key = [word](Id of) { return (std::uint64_t{of} << 32U) | word; };
    name_ids_.try_emplace(key(name.expanded_space), name.expanded);
    name_ids_.try_emplace(key(name.other_space), name.other);
    found = name_ids_.try_emplace(key(space), fresh).first->second;
  }
  if (found == fresh) {
    names_.push_back({{words_[space].text, words_[name.local].text}, name.text});
  }
  name.other_space = std::exchange(name.expanded_space, space);
  name.other = std::exchange(name.expanded, found);
}

}  // namespace confstate::xml
