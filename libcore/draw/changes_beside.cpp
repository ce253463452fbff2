#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "draw/change_lines.hpp"
#include "draw/changes.hpp"

namespace confstate::draw {

using change::Operation;

namespace {

constexpr std::size_t kNarrowest = 12;  // columns of a side

std::size_t characters_that_fit(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const base::CodePoint point = base::decode_utf8(text, at);
    used += static_cast<std::size_t>(base::display_width(point.value));
    if (used > width && at > 0) {
      break;
    }
    at += std::max<std::size_t>(point.length, 1);
  }
  return at;
}

// A text, already escaped, in pieces of at most `width` columns: broken at blanks, and inside a word that is too long.
std::vector<std::string> wrapped(std::string_view text, std::size_t width) {
  std::vector<std::string> pieces;
  while (!text.empty()) {
    std::size_t end = characters_that_fit(text, width);
    if (end < text.size()) {
      const std::size_t blank = text.rfind(' ', end);
      end = blank == std::string_view::npos || blank == 0 ? end : blank;
    }
    const std::string_view piece = text.substr(0, end);
    pieces.emplace_back(piece.substr(0, piece.find_last_not_of(' ') + 1));
    text.remove_prefix(end);
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  }
  return pieces;
}

// What one side says of a line; nothing where the line is not there.
std::string side_of(const ChangeLine& line, bool is_old) {
  if (line.operation == (is_old ? Operation::added : Operation::removed)) {
    return {};
  }
  const std::string text = (is_old ? line.before : line.after).value_or("");
  std::string out = line.title;
  for (const std::string& part : {line.name, text}) {
    out += part.empty() ? "" : "   " + part;
  }
  return base::escape_hostile(out);
}

void draw_beside(Sheet& sheet, const ChangeLine& line, std::size_t width) {
  const std::size_t indent = std::min(line.indent - 2, width / 2);
  const std::vector<std::string> left = wrapped(side_of(line, true), width - indent);
  const std::vector<std::string> right = wrapped(side_of(line, false), width - indent);
  const std::string blanks(indent, ' ');
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    sheet.begin(0, 0);
    sheet.cell({.text = i < left.size() ? blanks + left[i] : "",
                .tint = line.operation == Operation::removed ? Tint::red : Tint::plain,
                .pad = width});
    sheet.cell({.text = i == 0 ? sign_of(line.operation) : sheet.pick("│", "|"),
                .tint = i == 0 ? tint_of(line.operation) : Tint::dim,
                .pad = 1,
                .gap = 1});
    if (i < right.size()) {
      sheet.cell({.text = blanks + right[i],
                  .tint = line.operation == Operation::added ? Tint::green : Tint::plain,
                  .pad = 0,
                  .gap = 1});
    }
    sheet.end();
  }
}

}  // namespace

void draw_changes_beside(const ChangeList& list, const Style& style, const base::Sink& sink) {
  if (list.changes.empty()) {
    return;
  }
  constexpr std::size_t kMiddle = 3;  // blank, sign, blank
  const std::size_t width = std::max(kNarrowest, (std::max(style.width, kMiddle) - kMiddle) / 2);
  Sheet sheet(style, sink);
  draw_change_head(sheet, list);
  for (const ChangeLine& line : lines_of(list.changes)) {
    draw_beside(sheet, line, width);
  }
  draw_change_foot(sheet, list);
  sheet.finish();
}

}  // namespace confstate::draw
