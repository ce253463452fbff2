// Conferences as documents.
#pragma once

#include <string>

#include "generate/conference.hpp"
#include "info/writer.hpp"

namespace confstate::generate {

// Writes the root with all that the conference mentions, in the order of the schema. `state` is written on the root,
// and elsewhere where it is not full. Never judges.
void write_conference(info::Writer& writer, const Conference& conference);

// One row with all it mentions.
void write_user(info::Writer& writer, const User& user);

// One sidebar given by value.
void write_sidebar(info::Writer& writer, const Sidebar& sidebar);

// What stands before the users, and the start of what holds them: for rosters too large to be held.
void write_description(info::Writer& writer, const Description& description);
void write_conference_state(info::Writer& writer, const ConferenceState& state);
void write_listed(info::Writer& writer, const Listed& entry);

// "full", "partial" or "deleted".
[[nodiscard]] std::string_view word(info::State state);

// A whole document with its declaration, ending with a line end.
[[nodiscard]] std::string write_document(const Conference& conference, info::Layout layout);

}  // namespace confstate::generate
