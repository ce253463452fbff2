#include "draw/ladder_layout.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include <fmt/format.h>

#include "draw/canvas.hpp"
#include "draw/ladder_words.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kNarrowest = 24;   // that is drawn at all
constexpr std::size_t kLeastStep = 6;    // from one lifeline to the next
constexpr std::size_t kMostLabel = 16;   // that makes a step wider
constexpr std::size_t kMostHeader = 24;  // that keeps a step from being narrower
constexpr std::size_t kLeastNotes = 12;
constexpr std::size_t kGoodNotes = 20;  // where there are any that long
constexpr std::size_t kMostNotes = 60;
constexpr std::size_t kBetween = 2;    // blanks from one part of a line to the next
constexpr std::size_t kLoneStep = 16;  // to the right of the only lifeline, for what it sends to itself

struct Needs {
  std::vector<std::size_t> labels;  // of arrows from a lifeline to its right neighbour or back
  std::size_t notes = 0;            // with their marks
  std::size_t marks = 0;
  std::size_t before_marks = 0;
  std::size_t times = 0;
  std::uint64_t frame = 0;
};

// Escaping what is long costs time, and how long exactly does not matter.
std::size_t columns_up_to(std::string_view text, std::size_t most) {
  return text.size() > most * 8 ? most : std::min(columns_of(text), most);
}

std::size_t add_part(std::size_t columns, std::size_t part) {
  return part == 0 ? columns : columns + part + (columns == 0 ? 0 : kBetween);
}

void need_notes(Needs& needs, const LadderRow& row) {
  std::size_t note = add_part(0, row.transport.empty() ? 0 : columns_up_to(row.transport, kMostNotes) + 2);
  note = add_part(note, repeats_of(row).size());
  note = add_part(note, columns_up_to(row.note, kMostNotes));
  std::size_t marks = 0;
  for (const Mark& mark : row.marks) {
    marks = add_part(marks, kBetween + columns_up_to(mark.rule, kMostNotes));
  }
  if (marks != 0) {
    needs.marks = std::max(needs.marks, marks);
    needs.before_marks = std::max(needs.before_marks, note);
  }
  needs.notes = std::max(needs.notes, add_part(note, marks));
}

void need_label(Needs& needs, const Ladder& ladder, const LadderRow& row) {
  const auto from = end_of(ladder, row.from);
  const auto to = end_of(ladder, row.to);
  if (!from || !to || (*from + 1 != *to && *to + 1 != *from)) {
    return;
  }
  std::size_t& need = needs.labels[std::min(*from, *to)];
  need = std::max(need, columns_up_to(row.label, kMostLabel));
}

Needs needs_of(const Ladder& ladder, const LadderOptions& options) {
  Needs needs;
  needs.labels.resize(ladder.lifelines.size());
  RowClock clock(options.times);
  for (const LadderRow& row : ladder.rows) {
    needs.times = std::max(needs.times, clock.tell(row).size());
    if (row.kind == LadderRow::Kind::arrow) {
      needs.frame = std::max(needs.frame, row.frame);
      need_label(needs, ladder, row);
      need_notes(needs, row);
    }
  }
  return needs;
}

std::size_t header_columns(const Lifeline& line, std::size_t most) {
  return std::max(columns_up_to(line.name, most), columns_up_to(line.address, most));
}

// How far the next lifeline stands away: so that labels fit, so that headers fit as well, and so that it looks well.
struct Step {
  std::size_t tight = 0;
  std::size_t least = 0;
  std::size_t best = 0;
};

std::vector<Step> steps_of(const Ladder& ladder, const Needs& needs) {
  std::vector<Step> steps;
  const std::size_t good = ladder.lifelines.size() == 2 ? 27 : ladder.lifelines.size() == 3 ? 20 : 14;
  for (std::size_t i = 0; i + 1 < ladder.lifelines.size(); ++i) {
    const std::size_t header =
        header_columns(ladder.lifelines[i], 2 * kMostHeader) + header_columns(ladder.lifelines[i + 1], 2 * kMostHeader);
    const std::size_t tight = std::max(needs.labels[i] + 4, kLeastStep);
    const std::size_t for_header = header / 2 + kBetween;
    steps.push_back({tight, std::max(tight, std::min(for_header, kMostHeader)), std::max({tight, for_header, good})});
  }
  return steps;
}

std::size_t sum_of(const std::vector<Step>& steps, std::size_t Step::*part) {
  return std::accumulate(steps.begin(), steps.end(), std::size_t{0},
                         [part](std::size_t sum, const Step& step) { return sum + step.*part; });
}

// Steps between two measures that fill `room`; nothing where there is not room for the smaller one.
std::optional<std::vector<std::size_t>> between(const std::vector<Step>& steps, std::size_t Step::*small,
                                                std::size_t Step::*large, std::size_t room) {
  const std::size_t least = sum_of(steps, small);
  const std::size_t more = sum_of(steps, large) - least;
  if (least > room) {
    return std::nullopt;
  }
  std::vector<std::size_t> out;
  for (const Step& step : steps) {
    const std::size_t share = more == 0 ? 0 : (step.*large - step.*small) * std::min(room - least, more) / more;
    out.push_back(step.*small + share);
  }
  return out;
}

// Steps for a room in which notes stand well, or for one in which they just stand; nothing where both are too small.
std::optional<std::vector<std::size_t>> share(const std::vector<Step>& steps, std::size_t room, std::size_t most) {
  if (auto good = between(steps, &Step::least, &Step::best, room)) {
    return good;
  }
  if (auto narrow = between(steps, &Step::tight, &Step::least, most)) {
    return narrow;
  }
  const std::size_t equal = most / steps.size();
  return equal >= kLeastStep ? std::optional(std::vector<std::size_t>(steps.size(), equal)) : std::nullopt;
}

std::size_t less(std::size_t from, std::size_t what) {
  return from > what ? from - what : 0;
}

void place_lines(LadderLayout& layout, const Ladder& ladder, const Needs& needs) {
  const std::size_t head = std::min<std::size_t>(header_columns(ladder.lifelines.front(), kMostHeader) / 2, 10);
  const std::size_t left = std::max(layout.words, head);
  const std::size_t notes = std::clamp(needs.notes, kLeastNotes, kMostNotes);
  const std::size_t tight = std::min(notes, kGoodNotes);
  const std::size_t room = less(layout.width, left + 1 + kBetween);
  const std::vector<Step> steps = steps_of(ladder, needs);
  const auto shared = share(steps, less(room, notes), less(room, tight));
  const std::size_t lone = ladder.lifelines.size() == 1 ? kLoneStep : 0;
  if (!shared || room < tight + lone) {
    return;
  }
  layout.lines.push_back(left);
  for (const std::size_t step : *shared) {
    layout.lines.push_back(layout.lines.back() + step);
  }
  layout.notes = layout.lines.back() + lone + 1 + kBetween;
}

}  // namespace

LadderLayout layout_of(const Ladder& ladder, const LadderOptions& options, const Style& style) {
  const Needs needs = needs_of(ladder, options);
  LadderLayout layout;
  layout.width = std::max(style.width, kNarrowest);
  layout.frames = options.frames && needs.frame != 0 ? fmt::formatted_size("{}", needs.frame) : 0;
  layout.times = needs.times;
  layout.words =
      (layout.frames == 0 ? 0 : layout.frames + kBetween) + (layout.times == 0 ? 0 : layout.times + kBetween);
  if (!ladder.lifelines.empty()) {
    place_lines(layout, ladder, needs);
  }
  layout.notes = layout.lines.empty() ? layout.words : layout.notes;
  const std::size_t room = less(layout.width, layout.notes);
  layout.marks = std::min(needs.before_marks, less(room, needs.marks + kBetween));
  return layout;
}

Label split_label(std::string_view label, std::size_t columns) {
  if (label.size() <= columns || columns_of(label) <= columns) {
    return {label, {}};
  }
  for (std::size_t blank = label.substr(0, columns + 1).rfind(' '); blank != std::string_view::npos && blank > 0;
       blank = label.substr(0, blank).rfind(' ')) {
    if (columns_of(label.substr(0, blank)) <= columns) {
      return {label.substr(0, blank), label.substr(blank + 1)};
    }
  }
  return {{}, label};
}

}  // namespace confstate::draw
