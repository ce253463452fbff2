#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "draw/roster_parts.hpp"

namespace confstate::draw {

using info::AttributeName;
using info::Element;
using info::Name;
using info::Type;

namespace {

// Columns beyond which a long name or URI no longer pushes those of the other rows.
constexpr std::size_t kWidestName = 28;
constexpr std::size_t kWidestEntity = 44;

// How a status looks, in the order of the vocabulary.
struct Look {
  std::string_view unicode;
  std::string_view ascii;
  Tint tint;
};
constexpr auto kLooks = std::to_array<Look>({
    {"◌", ".", Tint::blue},    // pending
    {"◌", ">", Tint::blue},    // dialing-out
    {"◌", "<", Tint::blue},    // dialing-in
    {"◌", "~", Tint::blue},    // alerting
    {"◐", "=", Tint::yellow},  // on-hold
    {"●", "*", Tint::green},   // connected
    {"◑", "%", Tint::cyan},    // muted-via-focus
    {"○", "o", Tint::dim},     // disconnecting
    {"○", "o", Tint::dim},     // disconnected
});

Look look_of(std::string_view status) {
  const auto values = info::values_of(Type::endpoint_status);
  const auto at = static_cast<std::size_t>(std::ranges::find(values, status) - values.begin());
  return at < kLooks.size() ? kLooks[at] : Look{"?", "?", Tint::red};
}

std::string display_name(Element user) {
  return base::collapse(user.text_of(Name::display_text).value_or(""));
}

std::string entity_of(Element element) {
  const xml::Attribute entity = element.attribute(AttributeName::entity);
  return entity ? std::string(entity.value()) : "(no entity)";
}

std::size_t width_of(std::string_view text) {
  return base::display_width(base::escape_hostile(text));
}

std::string roles_of(Element roles) {
  std::string joined;
  for (Element entry = roles ? roles.child(Name::entry) : Element(); entry; entry = entry.next()) {
    joined += (joined.empty() ? "" : ", ") + base::collapse(entry.text());
  }
  return joined;
}

// "-" for a deleted row, in the column before its text.
void begin_row(Sheet& sheet, std::size_t indent, Element element, const Look& otherwise) {
  sheet.begin(indent, 6);
  const bool deleted = is_deleted(element);
  const std::string_view sign = deleted ? "-" : sheet.pick(otherwise.unicode, otherwise.ascii);
  sheet.cell({.text = sign, .tint = deleted ? Tint::red : otherwise.tint, .pad = 1});
}

void draw_note(Sheet& sheet, Element element) {
  cell_if(sheet, state_note(element), is_deleted(element) ? Tint::red : Tint::yellow);
}

// "joined  dialed-out  2005-03-04T20:00:00Z  by sip:mike@example.com  "invitation"".
void draw_event(Sheet& sheet, std::string_view label, Element method, Element what, std::size_t indent) {
  if (!method && !what) {
    return;
  }
  begin_labelled(sheet, indent, label);
  if (method) {
    sheet.cell({.text = shown(method)});
  }
  if (what) {
    cell_if(sheet, shown_child(what, Name::when).value_or(""));
    if (const auto by = shown_child(what, Name::by)) {
      sheet.cell({.text = fmt::format("{} {}", to_string(Name::by), *by)});
    }
    sheet.words(what.text_of(Name::reason).value_or(""), Tint::dim);
  }
  sheet.end();
}

void draw_call(Sheet& sheet, Element call, std::size_t indent) {
  const Element dialog = call ? call.child(Name::sip) : Element();
  if (dialog) {
    begin_labelled(sheet, indent, "call");
    for (const Name part : {Name::call_id, Name::from_tag, Name::to_tag}) {
      if (const auto value = shown_child(dialog, part)) {
        sheet.cell({.text = fmt::format("{} {}", to_string(part), *value), .tint = Tint::dim});
      }
    }
    sheet.words(dialog.text_of(Name::display_text).value_or(""), Tint::dim);
    sheet.end();
    draw_leftovers(sheet, dialog, indent + kLabelColumn);
  }
  if (call) {
    draw_leftovers(sheet, call, indent + kLabelColumn);
  }
}

}  // namespace

void draw_medium(Sheet& sheet, Element medium, std::size_t indent) {
  sheet.begin(indent);
  draw_direction(sheet, medium.child(Name::status));
  sheet.cell({.text = shown_child(medium, Name::type).value_or(""), .tint = Tint::plain, .pad = 7});
  const xml::Attribute id = medium.attribute(AttributeName::id);
  sheet.cell({.text = id ? fmt::format("{} {}", to_string(AttributeName::id), id.value()) : "(no id)"});
  for (const Name part : {Name::label, Name::src_id}) {
    if (const auto value = shown_child(medium, part)) {
      sheet.cell({.text = fmt::format("{} {}", to_string(part), *value), .tint = Tint::dim});
    }
  }
  sheet.words(medium.text_of(Name::display_text).value_or(""));
  sheet.end();
  draw_leftovers(sheet, medium, indent + 2);
}

void draw_endpoint(Sheet& sheet, Element endpoint, std::size_t indent) {
  constexpr std::size_t kStatus = 12;
  const auto status = shown_child(endpoint, Name::status);
  const Look look = status ? look_of(*status) : Look{"·", ".", Tint::dim};
  begin_row(sheet, indent, endpoint, look);
  sheet.cell({.text = status.value_or(""), .tint = look.tint, .pad = kStatus, .gap = 1});
  sheet.cell({.text = entity_of(endpoint)});
  draw_note(sheet, endpoint);
  sheet.words(endpoint.text_of(Name::display_text).value_or(""), Tint::dim);
  sheet.end();
  const std::size_t inner = indent + 4;
  draw_event(sheet, to_string(Name::referred), {}, endpoint.child(Name::referred), inner);
  draw_event(sheet, "joined", endpoint.child(Name::joining_method), endpoint.child(Name::joining_info), inner);
  draw_event(sheet, "left", endpoint.child(Name::disconnection_method), endpoint.child(Name::disconnection_info),
             inner);
  for (Element medium = endpoint.child(Name::media); medium; medium = medium.next()) {
    draw_medium(sheet, medium, inner);
  }
  draw_call(sheet, endpoint.child(Name::call_info), inner);
  draw_leftovers(sheet, endpoint, inner);
}

void draw_user(Sheet& sheet, Element user, std::size_t indent, std::size_t name_pad, std::size_t entity_pad) {
  begin_row(sheet, indent, user, {"", "", Tint::plain});
  std::size_t gap = 1;
  if (const std::string name = display_name(user); name_pad > 0 || !name.empty()) {
    sheet.cell({.text = name, .tint = Tint::strong, .pad = name_pad, .gap = gap});
    gap = 2;
  }
  sheet.cell({.text = entity_of(user), .tint = Tint::plain, .pad = entity_pad, .gap = gap});
  cell_if(sheet, roles_of(user.child(Name::roles)));
  cell_if(sheet, base::collapse(user.text_of(Name::languages).value_or("")), Tint::dim);
  draw_note(sheet, user);
  sheet.end();
  const std::size_t inner = indent + 4;
  draw_uris(sheet, user.child(Name::associated_aors), "also", inner, Wanted::all);
  if (const auto focus = shown_child(user, Name::cascaded_focus)) {
    begin_labelled(sheet, inner, "cascade");
    sheet.cell({.text = *focus});
    sheet.end();
  }
  for (Element endpoint = user.child(Name::endpoint); endpoint; endpoint = endpoint.next()) {
    draw_endpoint(sheet, endpoint, inner);
  }
  draw_leftovers(sheet, user, inner);
}

void draw_users(Sheet& sheet, Element users, std::size_t indent) {
  std::size_t count = 0;
  std::size_t name_pad = 0;
  std::size_t entity_pad = 0;
  for (Element user = users.child(Name::user); user; user = user.next()) {
    ++count;
    name_pad = std::max(name_pad, std::min(width_of(display_name(user)), kWidestName));
    entity_pad = std::max(entity_pad, std::min(width_of(entity_of(user)), kWidestEntity));
  }
  if (indent + 4 + name_pad + entity_pad > sheet.style().width) {
    name_pad = entity_pad = 0;  // too narrow for columns
  }
  sheet.begin(indent);
  sheet.cell({.text = to_string(Name::users), .tint = Tint::strong});
  sheet.cell({.text = count == 0 ? std::string("nobody listed") : fmt::format("{} listed", count)});
  draw_note(sheet, users);
  sheet.end();
  for (Element user = users.child(Name::user); user; user = user.next()) {
    draw_user(sheet, user, indent, name_pad, entity_pad);
  }
  draw_leftovers(sheet, users, indent + 2);
}

}  // namespace confstate::draw
