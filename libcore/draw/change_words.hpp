// Words for the elements that a change is about.
#pragma once

#include <string>
#include <string_view>

#include "info/document.hpp"

namespace confstate::draw {

// A text as it stands, in quotes where a reader would not see where it begins and ends.
[[nodiscard]] std::string visible(std::string_view text);

// At most so much of a text as a line should have, and "..." behind it where something is left out.
[[nodiscard]] std::string cut(std::string_view text);

// What a row is: "endpoint sip:bob@pc33.example.com"; a user needs no word.
[[nodiscard]] std::string title_of(info::Element row);

// What a person calls a row: its display-text, on one line.
[[nodiscard]] std::string name_of(info::Element row);

// What an element says: the value of a simple one, a few words about another.
[[nodiscard]] std::string about(info::Element element);

}  // namespace confstate::draw
