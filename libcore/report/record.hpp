// The JSON record of one finding (schemas/finding.schema.json), which json and ndjson print.
#pragma once

#include <string>

#include "diag/outcome.hpp"
#include "report/json_line.hpp"

namespace confstate::report {

// The record of one finding of `outcome`, with every key in its order.
[[nodiscard]] Json finding_record(const diag::Finding& finding, const diag::Outcome& outcome);

// The message that an outcome comes from, and its dialog; null where there is none.
[[nodiscard]] Json packet_record(const diag::Outcome& outcome);
[[nodiscard]] Json dialog_record(const diag::Outcome& outcome);

// The records of all findings of an outcome, suppressed ones too, as lines: each behind `before`, `between` between
// them, `after` behind each.
struct RecordLayout {
  std::string_view before;
  std::string_view between;
  std::string_view after;
};
[[nodiscard]] std::string print_records(const diag::Outcome& outcome, const RecordLayout& layout);

}  // namespace confstate::report
