// Policies for people: the effective policy in words, and what it says of one caller.
#pragma once

#include <string>

#include "base/sink.hpp"
#include "draw/sheet.hpp"
#include "policy/document.hpp"
#include "policy/question.hpp"

namespace confstate::draw {

// Every effective value as a sentence below the heading of its section, with who said it. Defaults are dim.
void draw_policy(const policy::Document& document, const Style& style, const base::Sink& sink);

// The decision about a caller, the rule that decided with its place, and every stage.
void draw_reply(const policy::Document& document, const policy::Question& question, const policy::Reply& reply,
                const Style& style, const base::Sink& sink);

// "sip:eve@other.example dials in, media plain"; not escaped.
[[nodiscard]] std::string title_of(const policy::Question& question);

}  // namespace confstate::draw
