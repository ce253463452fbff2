// What a value of the JSON form may be, member by member.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "info/vocabulary.hpp"
#include "xml/tree.hpp"

namespace confstate::info {

// The JSON types, as messages call them.
enum class JsonType : std::uint8_t { null, boolean, number, string, array, object };

// A value or name of an input as messages show it: between backticks, cut where it is long.
[[nodiscard]] std::string shown(std::string_view value);

// "a string", "an array".
[[nodiscard]] std::string_view word(JsonType type);

// The JSON type in which a simple value is written; lists are arrays of strings.
[[nodiscard]] JsonType json_type_of(Type type);

// Fails where a text cannot stand in XML at all (control characters, U+FFFE, U+FFFF), or is no value of the simple
// type; `what` names it in the message. For a list `text` is one of its items.
[[nodiscard]] base::Result<void> check_value(std::string_view what, std::string_view text, Type type);

// The expanded name in "{namespace}name" or "xml:name"; fails where it is neither, or of a namespace that extensions
// cannot have.
[[nodiscard]] base::Result<xml::ExpandedName> read_foreign_name(std::string_view text);

// The extension element in `text` as it can stand below an element of the vocabulary; fails where it is not one
// well-formed element of another namespace, alone, within the limits.
[[nodiscard]] base::Result<std::string> read_foreign_element(std::string_view text, const base::Limits& limits);

}  // namespace confstate::info
