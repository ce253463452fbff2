// JSON as text again.
#pragma once

#include <string>
#include <string_view>

#include "json/tree.hpp"

namespace confstate::json {

// A text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string write_string(std::string_view text);

// A value on one line: {"a": [1, true]}. Numbers that are not whole, or too large for 64 bits, become the nearest that
// is.
[[nodiscard]] std::string write(const Tree& tree, const Node& node);

}  // namespace confstate::json
