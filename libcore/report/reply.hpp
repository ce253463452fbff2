// What a policy says, as JSON records: of one caller (schemas/reply.schema.json), and each effective value
// (schemas/effective.schema.json).
#pragma once

#include <string>

#include "policy/document.hpp"
#include "policy/question.hpp"

namespace confstate::report {

// One line of NDJSON, with its end.
[[nodiscard]] std::string reply_record(const policy::Document& document, const policy::Question& question,
                                       const policy::Reply& reply);

// One line for all effective values, with its end.
[[nodiscard]] std::string effective_record(const policy::Document& document);

}  // namespace confstate::report
