// What a policy says of one caller, for a person and as a JSON record (schemas/reply.schema.json).
#pragma once

#include <string>
#include <string_view>

#include "policy/document.hpp"
#include "policy/question.hpp"

namespace confstate::report {

// The decision, the rule that decided with its place, and every stage; lines with their ends.
[[nodiscard]] std::string print_reply(const policy::Document& document, const policy::Question& question,
                                      const policy::Reply& reply);

// One line of NDJSON, with its end.
[[nodiscard]] std::string reply_record(const policy::Document& document, const policy::Question& question,
                                       const policy::Reply& reply);

// "board.json:12:5" for what a JSON pointer names; "by default", "by the profile sa3" or "by the template base" where
// the file does not say it.
[[nodiscard]] std::string origin_of(const policy::Document& document, std::string_view pointer);

// "sip:eve@other.example dials in, media plain".
[[nodiscard]] std::string title_of(const policy::Question& question);

}  // namespace confstate::report
