// Simple values as the canonical form has them: by what they say, not by how they are written.
#pragma once

#include <string>
#include <string_view>

#include "info/json_text.hpp"
#include "info/vocabulary.hpp"
#include "xml/tree.hpp"

namespace confstate::change {

// The text that stands for all texts of the same value: a number without leading zeros, true or false, a list as
// tokens between single blanks, a URI collapsed; strings, times and enumerations verbatim, and so is what does not
// belong to its type, which therefore equals no value of the type. A view of `raw` or of `scratch`.
[[nodiscard]] std::string_view canonical_value(std::string_view raw, info::Type type, std::string& scratch);

// The same as a text of its own.
[[nodiscard]] std::string canonical_value(std::string_view raw, info::Type type);

// Writes a value: numbers, booleans and lists as such where they belong to their type, all else as a string.
void write_value(info::JsonText& text, std::string_view raw, info::Type type);
[[nodiscard]] std::string json_value(std::string_view raw, info::Type type);

// The text of an element of complex type, which has no business there: without white space, as that depends on the
// reading.
[[nodiscard]] std::string stray_text(xml::Node node);

}  // namespace confstate::change
