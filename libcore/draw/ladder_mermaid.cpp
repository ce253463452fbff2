// The ladder as a Mermaid diagram.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "draw/canvas.hpp"
#include "draw/ladder.hpp"
#include "draw/ladder_words.hpp"

namespace confstate::draw {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;
constexpr std::size_t kTextColumns = 200;  // of a label or note

// Words that Mermaid acts on inside a text: they lose their first letter to an entity.
constexpr auto kReserved = std::to_array<std::string_view>({"wrap:", "style", "classdef"});

bool begins_word(std::string_view text) {
  return std::any_of(kReserved.begin(), kReserved.end(), [text](std::string_view word) {
    return base::equal_ignoring_case(text.substr(0, word.size()), word);
  });
}

// ';' and '#' end a statement or begin an entity, "%%" begins a comment, "%%{" a directive, '<' and '&' are HTML.
// Entities are written with '#' in the place of '&' (Mermaid documentation, "Entity codes to escape characters").
std::string mermaid_text(std::string_view text) {
  constexpr std::string_view kSpecial = "#;\"<>&%{}`\\";
  const std::string safe = fitted(text, kTextColumns);
  std::string out;
  for (std::size_t at = 0; at < safe.size(); ++at) {
    if (kSpecial.find(safe[at]) != std::string_view::npos || begins_word(std::string_view(safe).substr(at))) {
      fmt::format_to(std::back_inserter(out), "#{};", static_cast<unsigned>(safe[at]));
    } else {
      out += safe[at];
    }
  }
  return base::is_all_space(out) ? "?" : out;
}

class LadderMermaid {
 public:
  LadderMermaid(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink)
      : ladder_(ladder), options_(options), clock_(options.times), sink_(sink) {}

  void draw();

 private:
  void draw_participants();
  void draw_row(const LadderRow& row);
  void draw_arrow(const LadderRow& row, const std::string& time);
  void draw_band(std::string_view text);
  [[nodiscard]] std::string id_of(std::optional<std::size_t> end) const;
  void hand_over();

  const Ladder& ladder_;
  LadderOptions options_;
  RowClock clock_;
  const base::Sink& sink_;
  std::string out_;
};

std::string LadderMermaid::id_of(std::optional<std::size_t> end) const {
  const auto known = end_of(ladder_, end);
  return known ? fmt::format("p{}", *known) : "unknown";
}

void LadderMermaid::draw_participants() {
  const auto is_half = [this](const LadderRow& row) {
    return row.kind == LadderRow::Kind::arrow && !(end_of(ladder_, row.from) && end_of(ladder_, row.to));
  };
  for (std::size_t i = 0; i < ladder_.lifelines.size(); ++i) {
    const Lifeline& line = ladder_.lifelines[i];
    out_ += fmt::format("  participant p{} as {}", i, mermaid_text(line.name.empty() ? line.address : line.name));
    out_ += line.name.empty() || line.address.empty() ? "\n" : fmt::format("<br/>{}\n", mermaid_text(line.address));
    hand_over();
  }
  if (ladder_.lifelines.empty() || std::any_of(ladder_.rows.begin(), ladder_.rows.end(), is_half)) {
    out_ += "  participant unknown as ?\n";
  }
}

void LadderMermaid::draw_band(std::string_view text) {
  const std::size_t count = ladder_.lifelines.size();
  const std::string over = count == 0 ? "unknown" : count == 1 ? "p0" : fmt::format("p0,p{}", count - 1);
  out_ += fmt::format("  Note over {}: {}\n", over, mermaid_text(text));
}

void LadderMermaid::draw_arrow(const LadderRow& row, const std::string& time) {
  std::string label = mermaid_text(row.label);
  label = time.empty() ? label : fmt::format("{} {}", time, label);
  label = options_.frames && row.frame != 0 ? fmt::format("{} · {}", row.frame, label) : label;
  out_ += fmt::format("  {}{}{}: {}\n", id_of(row.from), row.dim ? "-->>" : "->>", id_of(row.to), label);
  std::vector<std::string> notes;
  const auto add = [&notes](const std::string& text) {
    if (!text.empty()) {
      notes.push_back(mermaid_text(text));
    }
  };
  add(row.transport);
  add(repeats_of(row));
  add(row.note);
  for (const Mark& mark : row.marks) {
    const std::string_view colon = mark.message.empty() ? "" : ": ";
    add(fmt::format("{} {}{}{}", sign_of(mark.severity, true), mark.rule, colon, mark.message));
  }
  if (!notes.empty()) {
    const std::string last = ladder_.lifelines.empty() ? "unknown" : fmt::format("p{}", ladder_.lifelines.size() - 1);
    out_ += fmt::format("  Note right of {}: {}\n", last, fmt::join(notes, "<br/>"));
  }
}

void LadderMermaid::draw_row(const LadderRow& row) {
  const std::string time = clock_.tell(row);
  if (const auto day = clock_.new_day()) {
    draw_band(base::write_date(*day));
  }
  row.kind == LadderRow::Kind::arrow ? draw_arrow(row, time) : draw_band(row.label);
}

void LadderMermaid::hand_over() {
  if (out_.size() >= kChunk) {
    sink_(out_);
    out_.clear();
  }
}

void LadderMermaid::draw() {
  out_ = "sequenceDiagram\n";
  if (!ladder_.title.empty()) {
    out_ += fmt::format("  title {}\n", mermaid_text(ladder_.title));
  }
  draw_participants();
  for (const LadderRow& row : ladder_.rows) {
    draw_row(row);
    hand_over();
  }
  sink_(out_);
}

}  // namespace

void draw_ladder_mermaid(const Ladder& ladder, const LadderOptions& options, const base::Sink& sink) {
  LadderMermaid(ladder, options, sink).draw();
}

}  // namespace confstate::draw
