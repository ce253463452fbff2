#include "report/extract_index.hpp"

#include "base/instant.hpp"
#include "report/json_line.hpp"

namespace confstate::report {

std::string extract_record(const ExtractRow& row) {
  const Json record{{"schema", "confstate.extract/1"},
                    {"file", row.file},
                    {"trace", row.trace},
                    {"frame", row.frame},
                    {"time", row.time == 0 ? Json(nullptr) : Json(base::write_instant(row.time, 6))},
                    {"message", row.message},
                    {"call_id", text_or_null(row.call_id)},
                    {"repeated", row.is_repeated},
                    {"bytes", row.bytes},
                    {"conference", text_or_null(row.conference)},
                    {"subscriber", text_or_null(row.subscriber)},
                    {"subscription", row.subscription == 0 ? Json(nullptr) : Json(row.subscription)},
                    {"version", row.version ? Json(*row.version) : Json(nullptr)}};
  return json_line(record) + '\n';
}

}  // namespace confstate::report
