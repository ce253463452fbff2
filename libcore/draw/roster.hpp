// The roster: one conference-info document as a person likes to read it.
#pragma once

#include <string>
#include <string_view>

#include "base/sink.hpp"
#include "draw/sheet.hpp"
#include "info/document.hpp"

namespace confstate::draw {

// Draws a document whose root could be read (any RootKind but `other`), valid or not: values that break their type are
// shown as they stand, in quotes, and what has no place is counted. Every URI is shown whole, chat rooms (RFC 7106)
// under a label of their own. Deleted rows are marked "-". Uses no recursion.
void draw_roster(const info::Document& document, const Style& style, const base::Sink& sink);

// The same into a string.
[[nodiscard]] std::string draw_roster(const info::Document& document, const Style& style = {});

// A line with the name of an input, above its roster where there are several.
void draw_heading(std::string_view name, const Style& style, const base::Sink& sink);

}  // namespace confstate::draw
