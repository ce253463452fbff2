// Comma-separated values as RFC 4180 has them, each with its place: the form of a table, not what it says.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/location.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"

namespace confstate::bytes {

struct CsvField {
  std::string text;
  base::Span span;
};

// Reads the records of a text one by one. LF ends a record as CRLF does, empty lines and a byte order mark are
// skipped, white space belongs to its field.
class CsvReader {
 public:
  explicit CsvReader(const Source& source);

  // The next record; false at the end. Fails, with file, line and column, on a quote in a field that does not begin
  // with one, on text behind a closing quote, and on a quote that is never closed.
  [[nodiscard]] base::Result<bool> next(std::vector<CsvField>& record);

 private:
  [[nodiscard]] base::Result<void> read_field(CsvField& field);
  [[nodiscard]] base::Result<void> read_quoted(CsvField& field);
  void skip_empty_lines();
  [[nodiscard]] bool at_line_end() const;
  void skip_line_end();

  const Source& source_;
  std::string_view text_;
  std::uint32_t at_ = 0;
};

// The failure for something in that file: "roster.csv:3:14: MESSAGE".
[[nodiscard]] tl::unexpected<base::Failure> fail_at(const Source& source, std::uint32_t offset,
                                                    std::string_view message, std::string hint = {});

}  // namespace confstate::bytes
