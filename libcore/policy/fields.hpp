// THE table of the policy language: one row per field, which the reader, the defaults, the schema, the manual page and
// `explain` all go by. No field is named as a string anywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "json/tree.hpp"
#include "policy/policy.hpp"

namespace confstate::policy {

enum class FieldKind : std::uint8_t {
  boolean,
  whole,      // a number
  text,       // a string
  word,       // one of the words
  flag_word,  // likewise, where "true" and "false" are written as booleans
  truth,      // nothing but true
  texts,      // a list of strings
  words,      // a list of words
  roles,      // the name of a role, a list of them, "none" or "any"
  object,     // its members have a table
  objects,    // a list of such
  map,        // such by name
};

// What a text must look like.
enum class TextForm : std::uint8_t { any, date_time, clock };

// How a value gets into the typed policy. The object is of the type that the table belongs to.
struct Slot {
  // Takes the value, or the elements of a list.
  void (*store)(void* object, std::span<const json::Node* const> values) = nullptr;
  // The nested object; of lists and maps, the one of that index.
  void* (*enter)(void* object, std::size_t index) = nullptr;
  // How many there are, of lists and maps; before any is entered.
  void (*resize)(void* object, std::size_t count) = nullptr;
  // The name of a member of a map.
  void (*name)(void* member, std::string_view key) = nullptr;
};

struct Table;

inline constexpr std::int64_t kMostWhole = 9007199254740991;  // 2^53-1: what every JSON parser keeps exactly

struct Field {
  std::string_view name{};
  std::string_view standard{};  // the default as JSON; empty where there is none
  std::string_view meaning{};   // a plain sentence
  std::string_view noun{};      // one value of it, for messages: "a membership mode"
  // The value in words, for reading aloud. Of words and booleans one phrase each, divided by '|', booleans no first,
  // and for words that may be absent one more; of all others one phrase with {} where the value stands, and after a '|'
  // another for nothing.
  std::string_view says{};
  std::string_view unit{};  // "seconds"; of numbers
  std::int64_t least = 0;
  std::int64_t most = kMostWhole;
  bool required = false;
  bool alternative = false;                  // its object has exactly one of those that are marked so
  std::string_view needs{};                  // another field that must stand beside it
  std::span<const std::string_view> keys{};  // the only names of a map's members; empty: any
  std::span<const std::string_view> words{};
  TextForm form = TextForm::any;
  FieldKind kind = FieldKind::text;
  const Table* members = nullptr;
  Slot slot{};
};

// The fields of one kind of object.
struct Table {
  std::string_view name;  // "a member rule"; of a section its own name
  std::span<const Field> fields;
  bool layered = false;  // lower layers may have it too, so that lists can be added to with "+key"

  [[nodiscard]] const Field* find(std::string_view field) const;
};

// The whole policy.
[[nodiscard]] const Table& policy_table();

// The field whose value a JSON pointer of the effective policy names, or an element of it: "/media/keying/0",
// "/membership/allow/2/match"; null for nothing.
[[nodiscard]] const Field* field_at(std::string_view pointer);

// True for the kinds whose values are lists in JSON, and may be added to.
[[nodiscard]] constexpr bool is_list(FieldKind kind) {
  return kind == FieldKind::texts || kind == FieldKind::words || kind == FieldKind::objects;
}
// True for the kinds whose values hold objects with tables.
[[nodiscard]] constexpr bool has_members(FieldKind kind) {
  return kind == FieldKind::object || kind == FieldKind::objects || kind == FieldKind::map;
}

// Another default under a profile. The path is that of the schema: "/identity/trust/*/responses".
struct ProfileValue {
  Profile profile = Profile::sa3;
  std::string_view path;
  std::string_view standard;
};
[[nodiscard]] std::span<const ProfileValue> profile_values();

// The default of a field as a tree; null where it has none. Constant and shared.
[[nodiscard]] const json::Tree* standard_of(const Field& field);
[[nodiscard]] const json::Tree* standard_of(const ProfileValue& value);

}  // namespace confstate::policy
