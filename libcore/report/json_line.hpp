// JSON values as one line of text that is safe in a terminal and in a CI log.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace confstate::report {

using Json = nlohmann::ordered_json;

// Writes a value without blanks or line ends. Bytes that are not UTF-8 become U+FFFD; hostile code points and the
// "##[" of CI runners are written as \uXXXX, which says the same to every reader.
[[nodiscard]] std::string json_line(const Json& value);

// The text, or null where it is empty.
[[nodiscard]] Json text_or_null(std::string_view text);

// The parts of one JSON array that is printed line by line: "[" first, then every value behind a line end, "," between
// them, then this.
[[nodiscard]] std::string close_array(bool any);

}  // namespace confstate::report
