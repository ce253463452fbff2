// Which rules run and how severe each is.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "config/settings.hpp"
#include "diag/card.hpp"
#include "diag/findings.hpp"

namespace confstate::config {

// The rules that a name stands for: a full id "info/x", a short id "x" that only one rule has, an area "info" or
// "info/*", a number "CSP101" of the area policy (one rule, or two that differ in severity). Fails on anything else,
// with a suggestion.
[[nodiscard]] base::Result<std::vector<const diag::Card*>> find_rules(std::string_view name, Cards cards);

// The one rule of a name, for --explain; an area is a failure.
[[nodiscard]] base::Result<const diag::Card*> find_rule(std::string_view name, Cards cards);

// True for "area/id" or an area of the suite that no card of this tool is in: one file serves several tools.
[[nodiscard]] bool belongs_to_another_tool(std::string_view name, Cards cards);

// The decision about every rule of the tool.
struct Selection {
  diag::Severities severities;  // of every card; off for what is not selected, ignored or switched off
  // True when every severity is that of the profile, as it mostly is: nobody needs to look them up then.
  bool is_as_profiled = true;
  // Entries of the file's `ignore` and `severity` that would silence an error of the profile strict, or make it less
  // than an error; they do not apply there.
  std::vector<RuleName> refused;
};

// Decides from profile, select, ignore and severity. Under the profile strict, a file cannot silence errors; the
// options can, as whoever types them sees them. Fails on names that no rule has.
[[nodiscard]] base::Result<Selection> make_selection(const Settings& settings, Cards cards);

}  // namespace confstate::config
