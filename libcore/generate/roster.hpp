// Conferences from rosters: rows of comma-separated values.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "bytes/source.hpp"
#include "generate/conference.hpp"

namespace confstate::generate {

// Every name that a column may have: those of conf-show --format csv, and short ones.
[[nodiscard]] std::vector<std::string_view> roster_columns();

// Adds the rows of a roster to a conference. The first record names the columns, in any order. Rows about the same
// user, endpoint or stream are one; those with a sidebar go there. Fails, with file, line and column, on what is no
// CSV, on unknown or repeated columns, a missing column `user`, a record of another length, values of the wrong type
// and ones that contradict an earlier row.
[[nodiscard]] base::Result<void> read_roster(const bytes::Source& source, Conference& conference);

}  // namespace confstate::generate
