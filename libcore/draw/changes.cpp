#include "draw/changes.hpp"

#include <algorithm>
#include <map>

#include "base/utf8.hpp"
#include "draw/change_lines.hpp"

namespace confstate::draw {

using change::Operation;

namespace {

constexpr std::size_t kGap = 3;
// Columns beyond which a long text no longer pushes those of the other lines.
constexpr std::size_t kWidestTitle = 44;
constexpr std::size_t kWidestName = 28;
constexpr std::size_t kWidestLabel = 32;

std::size_t width_of(std::string_view text) {
  return base::display_width(base::escape_hostile(text));
}

// Where columns begin: one pair for all people, one column for the values of each row.
struct Columns {
  std::size_t title = 0;
  std::size_t name = 0;
  std::map<std::size_t, std::size_t> labels;  // by block
};

Columns columns_of(const std::vector<ChangeLine>& lines) {
  Columns columns;
  for (const ChangeLine& line : lines) {
    if (line.kind == ChangeLine::Kind::value) {
      std::size_t& label = columns.labels[line.block];
      label = std::max(label, std::min(width_of(line.title), kWidestLabel));
    } else if (line.is_person) {
      columns.title = std::max(columns.title, std::min(width_of(line.title), kWidestTitle));
      columns.name = std::max(columns.name, std::min(width_of(line.name), kWidestName));
    }
  }
  return columns;
}

void draw_row(Sheet& sheet, const ChangeLine& line, const Columns& columns) {
  sheet.begin(line.indent);
  sheet.cell({.text = sign_of(line.operation), .tint = tint_of(line.operation), .pad = 1});
  const bool whole = line.operation != Operation::changed;
  sheet.cell({.text = line.title,
              .tint = whole ? tint_of(line.operation) : Tint::strong,
              .pad = line.is_person ? columns.title : 0,
              .gap = 1});
  const std::string gone = line.is_person ? "" : line.before.value_or("");
  const std::string words = line.after.value_or(gone);
  if (!line.name.empty() || (line.is_person && !words.empty())) {
    sheet.cell({.text = line.name, .tint = Tint::plain, .pad = line.is_person ? columns.name : 0, .gap = kGap});
  }
  if (!words.empty()) {
    sheet.words(words, Tint::plain, kGap);
  }
  sheet.end();
}

void draw_value(Sheet& sheet, const ChangeLine& line, const Columns& columns) {
  sheet.begin(line.indent);
  sheet.cell({.text = line.title, .tint = Tint::plain, .pad = columns.labels.at(line.block)});
  std::size_t gap = kGap;
  if (line.operation != Operation::changed) {
    sheet.cell({.text = sign_of(line.operation), .tint = tint_of(line.operation), .pad = 1, .gap = gap});
    gap = 1;
  }
  if (line.before) {
    sheet.cell({.text = *line.before, .tint = tint_of(Operation::removed), .pad = 0, .gap = gap});
    gap = 1;
  }
  if (line.before && line.after) {
    sheet.cell({.text = sheet.pick("→", "->"), .tint = Tint::dim, .pad = 0, .gap = 1});
  }
  if (line.after) {
    sheet.cell({.text = *line.after, .tint = tint_of(Operation::added), .pad = 0, .gap = gap});
  }
  sheet.end();
}

}  // namespace

void draw_changes(const ChangeList& list, const Style& style, const base::Sink& sink) {
  if (list.changes.empty()) {
    return;
  }
  Sheet sheet(style, sink);
  draw_change_head(sheet, list);
  const std::vector<ChangeLine> lines = lines_of(list.changes);
  const Columns columns = columns_of(lines);
  for (const ChangeLine& line : lines) {
    line.kind == ChangeLine::Kind::row ? draw_row(sheet, line, columns) : draw_value(sheet, line, columns);
  }
  draw_change_foot(sheet, list);
  sheet.finish();
}

}  // namespace confstate::draw
