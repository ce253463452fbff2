// Words of reports: counted nouns, and text from inputs made harmless for a line of a log.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diag/card.hpp"
#include "diag/outcome.hpp"

namespace confstate::report {

// "2,400".
[[nodiscard]] std::string with_commas(std::uint64_t number);

// "1 error", "2 errors", "2,400 errors".
[[nodiscard]] std::string counted(std::uint64_t number, std::string_view noun);

// Text from an input for the inside of a line: hostile code points escaped, and "##[", which a CI runner obeys
// wherever it stands in a line, broken by an escape.
[[nodiscard]] std::string harmless(std::string_view text);

// The same for text that begins a line: there "::" is a command as well, also behind white space.
[[nodiscard]] std::string harmless_start(std::string_view text);

// True where text[at] is the first character of "##[".
[[nodiscard]] bool is_runner_command(std::string_view text, std::size_t at);

// "RFC 4575 §4.5"; "section" instead of the sign without `unicode`; empty for a rule without a document.
[[nodiscard]] std::string citation(const diag::SpecRef& spec, bool unicode);

// "file:line:col: error: message [rule]", the shape of GCC's messages; one line without its end.
[[nodiscard]] std::string short_line(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome);

// The findings that count: those not suppressed.
[[nodiscard]] std::uint64_t counted_findings(const diag::Outcome& outcome);

}  // namespace confstate::report
