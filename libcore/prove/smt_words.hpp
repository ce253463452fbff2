// Regular languages and formulas in SMT-LIB's words. For the writer of queries.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace confstate::prove::smt {

// A string constant: characters outside of printable ASCII, quotes and backslashes as \u{hh}.
[[nodiscard]] std::string literal(std::string_view text);
// The language of one word; of a pattern where "*" is any run without '@'.
[[nodiscard]] std::string language(std::string_view text);
[[nodiscard]] std::string pattern(std::string_view text);
[[nodiscard]] std::string concat(const std::vector<std::string>& parts);
[[nodiscard]] std::string either(const std::vector<std::string>& formulas);  // false for none
[[nodiscard]] std::string all(const std::vector<std::string>& formulas);     // true for none
[[nodiscard]] std::string negate(const std::string& formula);
[[nodiscard]] std::string is_in(std::string_view term, const std::string& language);

// Declares the languages of users, hosts and numbers (universe.hpp): plain-user, number, host, ...
[[nodiscard]] std::string prelude();

}  // namespace confstate::prove::smt
