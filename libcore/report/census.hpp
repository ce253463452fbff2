// The list of conferences, dialogs and subscriptions for scripts: one record per row, as JSON or as CSV
// (schemas/trace-row.schema.json).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/sink.hpp"
#include "notify/census.hpp"

namespace confstate::report {

enum class CensusRows : std::uint8_t { conferences, dialogs, subscriptions };

// Which rows, in which form.
enum class CensusForm : std::uint8_t { json, ndjson, csv };

// Every row of the kinds wanted, in the order of appearance, conferences first. CSV has the columns of one kind: only
// the first kind is written. `files` are the names of the traces.
void write_census(const notify::Census& census, std::span<const CensusRows> kinds, CensusForm form,
                  std::span<const std::string> files, const base::Sink& sink);

}  // namespace confstate::report
