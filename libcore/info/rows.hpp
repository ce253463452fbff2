// The flat form of a document: one row per user, endpoint or medium, as CSV or as one JSON object per line. It is for
// scripts that want fields; the JSON form is the one that loses nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"
#include "info/document.hpp"

namespace confstate::info {

// What a row stands for. A row is exactly one of these: a user without endpoints has no row among endpoints.
enum class RowKind : std::uint8_t { users, endpoints, media };

// Value of "schema" in every JSON row.
inline constexpr std::string_view kRowSchemaName = "confstate.row/1";

// The names of the columns: the RFC names on the way to the value, joined by '_' ("endpoint_joining_info_when").
[[nodiscard]] std::vector<std::string> column_names(RowKind kind);

// One line with the column names.
[[nodiscard]] std::string csv_header(RowKind kind);

// One CSV line per row, quoted as RFC 4180 says, ending in LF as pipes want it. Absent values are empty, several values
// are joined by '|'. Line breaks and what must not reach a terminal are written as \n, \t, \u{...}, so that a row is a
// line; all else is verbatim, also a leading
// '=', '+', '-' or '@': quoting those for spreadsheets would damage telephone numbers.
void write_csv_rows(const Document& document, RowKind kind, std::string_view file, const base::Sink& sink);

// One JSON object per row: every column always present, null where the document has no value.
void write_json_rows(const Document& document, RowKind kind, std::string_view file, const base::Sink& sink);

}  // namespace confstate::info
