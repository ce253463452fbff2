#include "draw/changes.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "draw/change_lines.hpp"

namespace confstate::draw {

using change::Operation;
using info::AttributeName;
using info::Element;

namespace {

constexpr std::size_t kGap = 3;
// Columns beyond which a long text no longer pushes those of the other lines.
constexpr std::size_t kWidestTitle = 44;
constexpr std::size_t kWidestName = 28;
constexpr std::size_t kWidestLabel = 32;
constexpr std::size_t kNeverHangs = 1000;

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

std::string version_of(const info::Document& document) {
  const xml::Attribute version = document.root().attribute(AttributeName::version);
  return version ? std::string(version.value()) : std::string("none");
}

std::string entity_of(const info::Document& document) {
  const std::string entity = document.entity();
  return entity.empty() ? "(no entity)" : entity;
}

void draw_both(Sheet& sheet, const std::string& before, const std::string& after, Tint tint, std::size_t gap) {
  sheet.cell({.text = before, .tint = tint, .pad = 0, .gap = gap});
  if (before != after) {
    sheet.cell({.text = sheet.pick("→", "->"), .tint = Tint::dim, .pad = 0, .gap = 1});
    sheet.cell({.text = after, .tint = tint, .pad = 0, .gap = 1});
  }
}

void draw_room(Sheet& sheet, const change::RoomChange& room) {
  const bool is_new = !room.before;
  const std::string old_uri = change::uri_of(room.before);
  const std::string new_uri = change::uri_of(room.after);
  sheet.begin(2);
  sheet.cell({.text = "!", .tint = Tint::red, .pad = 1});
  sheet.cell({.text = is_new               ? "warning: chat room added"
                      : old_uri == new_uri ? "warning: chat room changed, at the same address"
                                           : "warning: chat room changed, at another address",
              .tint = Tint::red,
              .pad = 0,
              .gap = 1});
  sheet.end();
  for (const auto& [label, uri] : {std::pair("old", is_new ? "(none)" : old_uri), std::pair("new", new_uri)}) {
    sheet.begin(2 + kChangeStep, kNeverHangs);  // an address stands whole, and beside its label
    sheet.cell({.text = label, .tint = Tint::dim});
    sheet.cell({.text = uri.empty() ? "(no URI)" : uri, .tint = Tint::strong, .pad = 0, .gap = 2});
    sheet.end();
  }
}

}  // namespace

Tint tint_of(Operation operation) {
  return operation == Operation::added ? Tint::green : operation == Operation::removed ? Tint::red : Tint::yellow;
}

std::string_view sign_of(Operation operation) {
  return operation == Operation::added ? "+" : operation == Operation::removed ? "-" : "~";
}

void draw_change_head(Sheet& sheet, const ChangeList& list) {
  sheet.begin(0, 2);
  draw_both(sheet, entity_of(list.older), entity_of(list.newer), Tint::strong, 0);
  sheet.cell({.text = to_string(AttributeName::version), .tint = Tint::plain, .pad = 0, .gap = kGap});
  draw_both(sheet, version_of(list.older), version_of(list.newer), Tint::plain, 1);
  sheet.end();
  sheet.blank();
}

void draw_change_foot(Sheet& sheet, const ChangeList& list) {
  sheet.blank();
  if (std::ranges::any_of(list.rooms, &change::RoomChange::is_warning)) {
    for (const change::RoomChange& room : list.rooms) {
      if (room.is_warning()) {
        draw_room(sheet, room);
      }
    }
    sheet.blank();
  }
  sheet.begin(0, 2);
  sheet.words(summary_of(list.changes));
  if (list.left_out > 0) {
    sheet.cell({.text = fmt::format("({} not shown)", list.left_out), .tint = Tint::dim});
  }
  sheet.end();
}

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
