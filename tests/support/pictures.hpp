// Pictures that tests draw: a subscriber who misses a notification, and the conference that he saw.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

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

// The same with a proxy between them, and all that a capture may hold besides.
[[nodiscard]] inline draw::Ladder large_ladder() {
  using Kind = draw::LadderRow::Kind;
  draw::Ladder ladder{"sips:conf233@example.com",
                      {{"alice", "198.51.100.7:41822"}, {"proxy", "[2001:db8::17]:5060"}, {"focus", "192.0.2.10:5061"}},
                      {}};
  std::vector<draw::LadderRow>& rows = ladder.rows;
  rows = {row_of(Kind::note, "capture begins in mid-call"),
          arrow(0, 0, 1, "SUBSCRIBE", "Event: conference   Expires: 3600"),
          arrow(3, 1, 0, "407 Proxy Authentication Required"),
          arrow(9, 0, 1, "SUBSCRIBE", "Event: conference   Expires: 3600"),
          arrow(14, 1, 2, "SUBSCRIBE"),
          arrow(29, 2, 0, "200 OK", "Expires: 600"),
          arrow(34, 2, 0, "NOTIFY", "full v0 · 3 users"),
          arrow(41, 0, 2, "200 OK"),
          row_of(Kind::divider, "dialog 2 · a84b4c76e66710"),
          arrow(5020, 2, 0, "NOTIFY", "partial v41 · ~alice on hold"),
          arrow(5520, 2, 0, "NOTIFY", "partial v41 · ~alice on hold"),
          arrow(5531, 0, 2, "200 OK"),
          arrow(7412, 2, 0, "NOTIFY", "partial v43 · −mike"),
          arrow(7421, 0, 2, "200 OK"),
          draw::gap_row(48'000'000'000),
          arrow(55'430, 2, 2, "timer", "subscription expires"),
          arrow(55'440, 2, 0, "NOTIFY", "terminated;reason=timeout")};
  rows[1].transport = "TLS";
  rows[4].transport = "UDP";
  rows[10].dim = true;
  rows[10].repeats = 2;
  rows[12].marks = {{diag::Severity::error, "notify/version-gap", "NOTIFY jumps from version 41 to 43"},
                    {diag::Severity::warning, "sip/missing-contact", "the NOTIFY has no Contact"}};
  rows.push_back(arrow(55'500, 0, 1, "BYE"));
  rows.back().to.reset();
  rows.push_back(arrow(55'600, 0, 2, "481", "Call/Transaction Does Not Exist"));
  rows.back().from.reset();
  std::uint64_t frame = 1181;
  for (draw::LadderRow& row : rows) {
    row.frame = row.kind == Kind::arrow ? ++frame : 0;
  }
  return ladder;
}

// Three participants, of whom one leaves without the subscriber being told.
[[nodiscard]] inline draw::Timeline small_timeline() {
  using Span = draw::TimelineSpan::Kind;
  using Tick = draw::TimelineTick::Kind;
  draw::Timeline timeline{"sips:conf233@example.com", at(0), at(120'000), {}, {}, {}};
  timeline.rows = {{"alice", "sip:alice@example.com", {{at(0), at(120'000), Span::connected, "dialed-in"}}},
                   {"bob",
                    "sip:bob@example.com",
                    {{at(10'000), at(15'000), Span::pending, ""},
                     {at(15'000), at(20'000), Span::alerting, ""},
                     {at(20'000), at(80'000), Span::connected, "dialed-out"},
                     {at(80'000), at(100'000), Span::on_hold, ""},
                     {at(100'000), at(120'000), Span::muted, ""}}},
                   {"mike",
                    "sip:mike@example.com",
                    {{at(0), at(40'000), Span::connected, ""}, {at(40'000), at(120'000), Span::gone, "departed"}}}};
  timeline.ticks = {{at(0), Tick::full, {}, "v0"},         {at(10'000), Tick::partial, {}, "v1"},
                    {at(20'000), Tick::partial, {}, "v2"}, {at(50'000), Tick::rejected, {}, "v4"},
                    {at(88'000), Tick::full, {}, "v5"},    {at(120'000), Tick::deleted, {}, "v6"}};
  timeline.stale = {{at(40'000), at(88'000), "version 3 never arrived", {}}};
  return timeline;
}

}  // namespace confstate::tests
