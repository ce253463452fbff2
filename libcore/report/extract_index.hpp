// The index of what was taken out of a trace: a JSON record per file (schemas/extract.schema.json).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace confstate::report {

struct ExtractRow {
  std::string file;  // below the folder
  std::string trace;
  std::uint64_t frame = 0;
  std::int64_t time = 0;  // nanoseconds since 1970; 0 where not known
  std::string message;    // method or status
  std::string call_id;
  bool is_repeated = false;
  std::uint64_t bytes = 0;
  std::string conference;  // of a document; else empty, as all below
  std::string subscriber;
  std::uint64_t subscription = 0;
  std::optional<std::uint32_t> version;
};

// One line, with its end.
[[nodiscard]] std::string extract_record(const ExtractRow& row);

}  // namespace confstate::report
