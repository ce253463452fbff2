// What came of each document of a subscription, as lines for a person and as one JSON record
// (schemas/event.schema.json).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "change/words.hpp"
#include "diag/outcome.hpp"

namespace confstate::report {

// One document, and what its subscriber made of it; `outcome` has its source and findings.
struct Event {
  const diag::Outcome& outcome;
  const change::Step& step;
  const std::vector<change::Remark>& reasons;
  const std::vector<change::Remark>& notes;
  std::optional<std::uint32_t> held;  // the version held afterwards
  bool needs_resync = false;
  bool ended = false;
};

// "board.xml: applied: version 7 to 8", reasons and what no rule says with their places, then the findings that count,
// in GCC's shape; every line with its end.
[[nodiscard]] std::string print_event(const Event& event);

// One line of NDJSON, with its end.
[[nodiscard]] std::string event_record(const Event& event);

}  // namespace confstate::report
