// The ladder: who sent what to whom, from top to bottom. A plain model that the caller fills, and its three pictures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sink.hpp"
#include "diag/card.hpp"
#include "draw/sheet.hpp"

namespace confstate::draw {

// One party: an upright line of the picture.
struct Lifeline {
  std::string name;     // "alice"
  std::string address;  // "198.51.100.7:41822"; may be empty
};

// A finding, shown on the arrow that it is about.
struct Mark {
  diag::Severity severity = diag::Severity::error;
  std::string rule;     // "notify/version-gap"
  std::string message;  // whole, for pictures that have a place to hide it; may be empty
};

struct LadderRow {
  enum class Kind : std::uint8_t {
    arrow,
    gap,      // time in which nothing was sent; label: "48 s"
    note,     // what the capture says of itself; label: "capture begins in mid-call"
    divider,  // what follows belongs to another dialog; label: "dialog 2 · a84b4c76e66710"
  };
  Kind kind = Kind::arrow;
  std::optional<std::int64_t> time;  // nanoseconds since 1970; unset where nobody knows
  std::optional<std::size_t> from;   // which lifeline; unset, or beyond the last: an end that is not in the picture
  std::optional<std::size_t> to;
  std::string label;          // on the arrow: "NOTIFY", "200 OK"
  std::string note;           // beside it: "full v0 · 3 users"
  std::string transport;      // where it is another one than before: "TLS"; else empty
  bool dim = false;           // sent before: a retransmission
  std::uint32_t repeats = 0;  // how many retransmissions one dim row stands for, where there are several
  std::uint64_t frame = 0;    // its number in the capture, from 1; 0 for none
  std::vector<Mark> marks;
};

struct Ladder {
  std::string title;  // of the SVG and Mermaid pictures; text has none
  std::vector<Lifeline> lifelines;
  std::vector<LadderRow> rows;
};

// A row of kind gap over so many nanoseconds.
[[nodiscard]] LadderRow gap_row(std::int64_t nanoseconds);

struct LadderOptions {
  enum class Times : std::uint8_t {
    absolute,    // "20:00:07.412", UTC; a line for each new day after the first
    since_last,  // "+0.021" after the row before it that has a time
    since_first,
    none,
  };
  Times times = Times::absolute;
  bool frames = false;  // a column with frame numbers
};

// Text in columns, never wider than style.width (at least 24 columns are taken). Where the lifelines do not fit, each
// row is a line of words instead. Every arrow has exactly one line with a head, labels too long for their arrow stand
// in the notes, long notes are wrapped, and cut with "..." after some lines.
void draw_ladder(const Ladder& ladder, const LadderOptions& options, const Style& style, const base::Sink& sink);

// One SVG of its own, for browsers and printers: no script, nothing fetched; the same bytes for the same ladder. It
// follows the reader's choice of dark or light, and is light on paper. Titles tell frame, time and addresses.
void draw_ladder_svg(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink);

// A Mermaid "sequenceDiagram".
void draw_ladder_mermaid(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink);

}  // namespace confstate::draw
