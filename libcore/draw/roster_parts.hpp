// The parts of a roster, between the files that draw them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "draw/sheet.hpp"
#include "info/document.hpp"

namespace confstate::draw {

// Columns that a label ("joined", "services") takes, and where what it labels begins.
inline constexpr std::size_t kLabelWidth = 8;
inline constexpr std::size_t kLabelColumn = kLabelWidth + 2;

// The text of a leaf as it stands; in quotes where it does not belong to its type, so that it strikes the eye.
[[nodiscard]] std::string shown(info::Element leaf);

// The text of a child, shown; nothing when it is absent.
[[nodiscard]] std::optional<std::string> shown_child(info::Element element, info::Name name);

// What `state` says, where it is there and says more than "full".
[[nodiscard]] std::string state_note(info::Element element);
[[nodiscard]] bool is_deleted(info::Element element);

// Starts a labelled line; an empty label goes on under the last one. What does not fit hangs `hang` columns further in.
void begin_labelled(Sheet& sheet, std::size_t indent, std::string_view label, std::size_t hang = 0);

// A cell, unless the text is empty.
void cell_if(Sheet& sheet, std::string_view text, Tint tint = Tint::plain);

// "+ 2 extension elements  x:mood  x:poll" and what stands where the vocabulary has no place for it; nothing else.
void draw_leftovers(Sheet& sheet, info::Element element, std::size_t indent);

// Where, how and with whom a direction goes: arrow, word.
void draw_direction(Sheet& sheet, info::Element status);

// Description, host and state of a conference.
void draw_about(Sheet& sheet, info::Element conference, std::size_t indent);

// A list of URIs, each on a line of its own; chat rooms only where `rooms` is set, else all others.
enum class Wanted : std::uint8_t { all, rooms, others };
void draw_uris(Sheet& sheet, info::Element list, std::string_view label, std::size_t indent, Wanted wanted);

void draw_users(Sheet& sheet, info::Element users, std::size_t indent);
void draw_user(Sheet& sheet, info::Element user, std::size_t indent, std::size_t name_pad, std::size_t entity_pad);
void draw_endpoint(Sheet& sheet, info::Element endpoint, std::size_t indent);
void draw_medium(Sheet& sheet, info::Element medium, std::size_t indent);

// Any part of a document, element by element: for fragments that have no form of their own.
void draw_outline(Sheet& sheet, info::Element element);

}  // namespace confstate::draw
