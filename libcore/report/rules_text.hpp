// What a tool says about its rules: --list-rules and --explain, as text and as JSON, and the manual page of all rules.
#pragma once

#include <string>
#include <string_view>

#include "diag/card.hpp"
#include "report/printer.hpp"

namespace confstate::report {

// --list-rules: a line per rule with its id, its severity under `profile` and its title, in columns.
[[nodiscard]] std::string list_rules(const Cards& cards, diag::Profile profile, const Style& style);

// --list-rules --format json: an array of records (schemas/rule.schema.json), one per line.
[[nodiscard]] std::string list_rules_json(const Cards& cards);

// --explain RULE: title, severities, section, why it matters, both examples, how to silence it.
[[nodiscard]] std::string explain_rule(const diag::Card& card, const Style& style);

// --explain RULE --format json: the record of one rule on one line.
[[nodiscard]] std::string explain_rule_json(const diag::Card& card);

// The manual page conf-rules(7) of all cards, in mdoc; the cards of an area must stand together.
[[nodiscard]] std::string write_rules_page(const Cards& cards, std::string_view version);

// "error (strict: error, lenient: warning)": the default severity and where a profile changes it.
[[nodiscard]] std::string severities_text(const diag::Card& card);

}  // namespace confstate::report
