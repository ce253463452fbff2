// Patterns of suppressions.
#pragma once

#include <string_view>

namespace confstate::config {

// True when a pattern covers the path of a finding: '*' is any text, '?' any byte, all else stands for itself
// (brackets too, as keys stand in them).
[[nodiscard]] bool covers_path(std::string_view pattern, std::string_view path);

// True when a pattern covers the name of a file: '*' and '?' stop at '/', '**' does not. A pattern without '/' is
// for the last step of the name, one that ends in '/' for everything below.
[[nodiscard]] bool covers_file(std::string_view pattern, std::string_view name);

}  // namespace confstate::config
