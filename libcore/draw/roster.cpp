#include "draw/roster.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "draw/roster_parts.hpp"
#include "info/conferences.hpp"

namespace confstate::draw {

using info::AttributeName;
using info::Element;
using info::Name;
using info::RootKind;

namespace {

// Sidebars deeper than this are not indented further, or a hostile document would be drawn in blanks.
constexpr unsigned kDeepest = 12;

void draw_remark(Sheet& sheet, std::string_view text, std::size_t indent) {
  sheet.begin(indent, 2);
  sheet.words(text, Tint::yellow);
  sheet.end();
}

// What a reader must know of how the root was read before trusting the rest.
void draw_reading(Sheet& sheet, const info::Document& document) {
  const std::string_view space = document.tree().root().name().space;
  switch (document.root_kind()) {
    case RootKind::no_namespace:
      draw_remark(sheet, "note: the root is in no namespace; shown as if it were in that of RFC 4575", 2);
      break;
    case RootKind::misspelt_namespace:
      draw_remark(sheet, fmt::format("note: the namespace \"{}\" is misspelt; shown as if it were right", space), 2);
      break;
    case RootKind::fragment:
      draw_remark(
          sheet, fmt::format("note: a fragment: the root is {}, no whole document", document.tree().root().qname()), 0);
      break;
    default:
      break;
  }
}

// The entity of the conference, what it is called, and which state of it this is.
void draw_head(Sheet& sheet, Element conference, std::size_t indent, bool is_root) {
  const xml::Attribute entity = conference.attribute(AttributeName::entity);
  const xml::Attribute version = conference.attribute(AttributeName::version);
  const std::string note = state_note(conference);
  sheet.begin(indent, 2);
  if (!is_root) {
    sheet.cell({.text = "sidebar", .tint = Tint::dim});
  }
  sheet.cell({.text = entity ? std::string(entity.value()) : "(no entity)", .tint = Tint::strong});
  if (version || is_root) {
    const std::string_view word = to_string(AttributeName::version);
    sheet.cell({.text = version ? fmt::format("{} {}", word, version.value()) : fmt::format("no {}", word)});
  }
  const bool full = note.empty();
  sheet.cell({.text = full ? info::values_of(info::Type::state).front() : note,
              .tint = full                     ? Tint::dim
                      : is_deleted(conference) ? Tint::red
                                               : Tint::yellow});
  if (const Element description = conference.child(Name::conference_description)) {
    sheet.words(description.text_of(Name::display_text).value_or(""), Tint::strong);
  }
  sheet.end();
}

void draw_sidebar_references(Sheet& sheet, Element list, std::size_t indent) {
  if (!list) {
    return;
  }
  sheet.blank();
  sheet.begin(indent);
  sheet.cell({.text = "sidebars by reference", .tint = Tint::strong});
  cell_if(sheet, state_note(list), is_deleted(list) ? Tint::red : Tint::yellow);
  sheet.end();
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    sheet.begin(indent + 2);
    cell_if(sheet, shown_child(entry, Name::uri).value_or("(no URI)"));
    sheet.words(entry.text_of(Name::display_text).value_or(""));
    cell_if(sheet, shown_child(entry, Name::purpose).value_or(""));
    sheet.end();
    draw_leftovers(sheet, entry, indent + 4);
  }
  draw_leftovers(sheet, list, indent + 2);
}

// What the list of sidebars says of itself; the sidebars follow as rosters of their own.
void draw_sidebar_note(Sheet& sheet, Element list, std::size_t indent) {
  const std::string note = list ? state_note(list) : std::string();
  if (!note.empty()) {
    sheet.blank();
    sheet.begin(indent);
    sheet.cell({.text = "sidebars by value", .tint = Tint::strong});
    sheet.cell({.text = note, .tint = is_deleted(list) ? Tint::red : Tint::yellow});
    sheet.end();
  }
  if (list) {
    draw_leftovers(sheet, list, indent + 2);
  }
}

void draw_conference(Sheet& sheet, const info::NestedConference& conference) {
  const Element element = conference.element;
  const std::size_t indent = std::size_t{2} * std::min(conference.level, kDeepest);
  const bool is_root = conference.level == 0;
  draw_head(sheet, element, indent, is_root);
  if (is_root) {
    draw_reading(sheet, element.document());
    if (element.state() == info::State::partial) {
      draw_remark(sheet, "a partial notification: only what has changed since the version before", 2);
    } else if (is_deleted(element)) {
      draw_remark(sheet, "the conference is over", 2);
    }
  }
  draw_about(sheet, element, indent + 2);
  if (const Element users = element.child(Name::users)) {
    if (is_root) {
      sheet.blank();
    }
    draw_users(sheet, users, indent);
  }
  draw_sidebar_references(sheet, element.child(Name::sidebars_by_ref), indent);
  draw_sidebar_note(sheet, element.child(Name::sidebars_by_val), indent);
  draw_leftovers(sheet, element, indent + 2);
}

void draw_fragment(Sheet& sheet, Element root) {
  switch (root.type()) {
    case info::Type::users:
      draw_users(sheet, root, 0);
      break;
    case info::Type::user:
      draw_user(sheet, root, 0, 0, 0);
      break;
    case info::Type::endpoint:
      draw_endpoint(sheet, root, 0);
      break;
    default:
      draw_outline(sheet, root);
  }
}

}  // namespace

void draw_roster(const info::Document& document, const Style& style, const base::Sink& sink) {
  Sheet sheet(style, sink);
  if (document.root_kind() == RootKind::fragment) {
    draw_reading(sheet, document);
    draw_fragment(sheet, document.root());
  } else if (document.root()) {
    for (const info::NestedConference& conference : info::conferences(document)) {
      if (conference.level > 0) {
        sheet.blank();
      }
      draw_conference(sheet, conference);
    }
  }
  sheet.finish();
}

void draw_heading(std::string_view name, const Style& style, const base::Sink& sink) {
  constexpr std::size_t kAround = 4;  // "-- " before the name, " " after it
  const std::size_t size = base::display_width(base::escape_hostile(name)) + kAround;
  const std::size_t rest = style.width > size ? style.width - size : 0;
  Sheet sheet(style, sink);
  const std::string_view dash = sheet.pick("─", "-");
  std::string line;
  for (std::size_t i = 0; i < rest; ++i) {
    line += dash;
  }
  sheet.begin(0);
  sheet.cell({.text = fmt::format("{}{}", dash, dash), .tint = Tint::dim});
  sheet.cell({.text = name, .tint = Tint::strong, .pad = 0, .gap = 1});
  if (rest > 0) {
    sheet.cell({.text = line, .tint = Tint::dim, .pad = 0, .gap = 1});
  }
  sheet.end();
  sheet.finish();
}

std::string draw_roster(const info::Document& document, const Style& style) {
  std::string out;
  draw_roster(document, style, [&out](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace confstate::draw
