#include <array>

#include <fmt/format.h>

#include "base/text.hpp"
#include "change/rooms.hpp"
#include "draw/roster_parts.hpp"

namespace confstate::draw {

using info::Element;
using info::Name;

namespace {

void draw_prose(Sheet& sheet, std::string_view label, Element element, std::size_t indent) {
  if (element) {
    begin_labelled(sheet, indent, label);
    sheet.words(element.text());
    sheet.end();
  }
}

void draw_keywords(Sheet& sheet, Element keywords, std::size_t indent) {
  if (!keywords) {
    return;
  }
  begin_labelled(sheet, indent, to_string(Name::keywords));
  const std::string text = keywords.text();
  sheet.words(fmt::format("{}", fmt::join(base::split_list(text), ", ")));
  sheet.end();
}

// "locked", "not locked", or the value where it is no boolean.
void draw_flag(Sheet& sheet, Element state, Name name, Tint tint) {
  const auto text = state ? shown_child(state, name) : std::nullopt;
  if (!text) {
    return;
  }
  const bool yes = *text == "true" || *text == "1";
  const bool no = *text == "false" || *text == "0";
  const std::string_view word = to_string(name);
  sheet.cell({.text = yes  ? std::string(word)
                      : no ? fmt::format("not {}", word)
                           : fmt::format("{} {}", word, *text),
              .tint = yes  ? tint
                      : no ? Tint::dim
                           : Tint::red});
}

void draw_counts(Sheet& sheet, Element description, Element state, std::size_t indent) {
  const auto most = description ? shown_child(description, Name::maximum_user_count) : std::nullopt;
  if (!state && !most) {
    return;
  }
  begin_labelled(sheet, indent, "people");
  if (const auto count = state ? shown_child(state, Name::user_count) : std::nullopt) {
    sheet.cell({.text = *count, .tint = Tint::strong});
  }
  if (most) {
    sheet.cell({.text = fmt::format("at most {}", *most)});
  }
  draw_flag(sheet, state, Name::active, Tint::green);
  draw_flag(sheet, state, Name::locked, Tint::yellow);
  sheet.end();
}

void draw_available_media(Sheet& sheet, Element media, std::size_t indent) {
  std::string_view label = to_string(Name::media);
  for (Element entry = media ? media.child(Name::entry) : Element(); entry; entry = entry.next()) {
    begin_labelled(sheet, indent, label, 2);
    draw_direction(sheet, entry.child(Name::status));
    sheet.cell({.text = shown_child(entry, Name::type).value_or("(no type)"), .tint = Tint::plain, .pad = 7});
    if (const auto id = entry.attribute(info::AttributeName::label)) {
      sheet.cell({.text = fmt::format("{} {}", to_string(Name::label), id.value())});
    }
    sheet.words(shown_child(entry, Name::display_text).value_or(""));
    sheet.end();
    draw_leftovers(sheet, entry, indent + kLabelColumn);
    label = {};
  }
}

void draw_host(Sheet& sheet, Element host, std::size_t indent) {
  if (!host) {
    return;
  }
  begin_labelled(sheet, indent, "host");
  sheet.words(shown_child(host, Name::display_text).value_or(""));
  cell_if(sheet, shown_child(host, Name::web_page).value_or(""));
  sheet.end();
  draw_uris(sheet, host.child(Name::uris), {}, indent, Wanted::all);
  draw_leftovers(sheet, host, indent + kLabelColumn);
}

bool is_wanted(Element entry, Wanted wanted) {
  const bool room = entry.text_of(Name::purpose) == change::kChatRoomPurpose;
  return wanted == Wanted::all || room == (wanted == Wanted::rooms);
}

void draw_uri(Sheet& sheet, Element entry) {
  sheet.cell({.text = shown_child(entry, Name::uri).value_or("(no URI)"), .tint = Tint::strong});
  cell_if(sheet, shown_child(entry, Name::purpose).value_or(""));
  sheet.words(entry.text_of(Name::display_text).value_or(""));
  sheet.end();
}

}  // namespace

void draw_uris(Sheet& sheet, Element list, std::string_view label, std::size_t indent, Wanted wanted) {
  if (!list) {
    return;
  }
  for (Element entry = list.child(Name::entry); entry; entry = entry.next()) {
    if (is_wanted(entry, wanted)) {
      begin_labelled(sheet, indent, label, 2);
      draw_uri(sheet, entry);
      draw_leftovers(sheet, entry, indent + kLabelColumn + 2);
      label = {};
    }
  }
  if (const std::string note = state_note(list); !note.empty() && wanted != Wanted::rooms) {
    begin_labelled(sheet, indent, label);
    sheet.cell({.text = fmt::format("({})", note), .tint = Tint::yellow});
    sheet.end();
  }
}

void draw_about(Sheet& sheet, Element conference, std::size_t indent) {
  const Element description = conference.child(Name::conference_description);
  const Element state = conference.child(Name::conference_state);
  if (description) {
    draw_prose(sheet, to_string(Name::subject), description.child(Name::subject), indent);
    draw_prose(sheet, "about", description.child(Name::free_text), indent);
    draw_keywords(sheet, description.child(Name::keywords), indent);
  }
  draw_counts(sheet, description, state, indent);
  if (description) {
    const Element addresses = description.child(Name::conf_uris);
    const Element services = description.child(Name::service_uris);
    draw_uris(sheet, addresses, "join", indent, Wanted::others);
    draw_uris(sheet, services, "services", indent, Wanted::others);
    draw_uris(sheet, addresses, "rooms", indent, Wanted::rooms);
    draw_uris(sheet, services, "rooms", indent, Wanted::rooms);
    draw_available_media(sheet, description.child(Name::available_media), indent);
    draw_leftovers(sheet, description, indent);
  }
  draw_host(sheet, conference.child(Name::host_info), indent);
  if (state) {
    draw_leftovers(sheet, state, indent);
  }
}

}  // namespace confstate::draw
