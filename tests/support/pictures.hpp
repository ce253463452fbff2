// Pictures that tests draw: a subscriber who misses a notification, and the conference that he saw.
#pragma once

#include <cstdint>
#include <string>

#include "base/instant.hpp"
#include "draw/ladder.hpp"
#include "draw/timeline.hpp"

namespace confstate::tests {

// Milliseconds after 20:00 on a day in 2026.
[[nodiscard]] inline std::int64_t at(std::int64_t milliseconds) {
  return base::read_instant("2026-11-21T20:00:00Z").value_or(0) + milliseconds * 1'000'000;
}

[[nodiscard]] inline draw::LadderRow arrow(std::int64_t milliseconds, std::size_t from, std::size_t to,
                                           std::string label, std::string note = {}) {
  draw::LadderRow row;
  row.time = at(milliseconds);
  row.from = from;
  row.to = to;
  row.label = std::move(label);
  row.note = std::move(note);
  return row;
}

[[nodiscard]] inline draw::LadderRow row_of(draw::LadderRow::Kind kind, std::string label) {
  draw::LadderRow row;
  row.kind = kind;
  row.label = std::move(label);
  return row;
}

// alice subscribes, and version 42 never arrives.
[[nodiscard]] inline draw::Ladder small_ladder() {
  draw::Ladder ladder{"sips:conf233@example.com", {{"alice", "198.51.100.7:41822"}, {"focus", "192.0.2.10:5061"}}, {}};
  ladder.rows = {arrow(0, 0, 1, "SUBSCRIBE", "Event: conference   Expires: 3600"),
                 arrow(21, 1, 0, "200 OK", "Expires: 600"), arrow(34, 1, 0, "NOTIFY", "full v0 · 3 users"),
                 arrow(7412, 1, 0, "NOTIFY", "partial v43 · −mike")};
  ladder.rows[3].frame = 1207;
  ladder.rows[3].marks = {{diag::Severity::error, "notify/version-gap", "NOTIFY jumps from version 41 to 43"}};
  return ladder;
}

}  // namespace confstate::tests
