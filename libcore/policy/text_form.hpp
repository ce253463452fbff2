// The forms of texts in a policy: moments and times of day.
#pragma once

#include <string>
#include <string_view>

#include "policy/fields.hpp"

namespace confstate::policy {

// True where the text has the form. A moment is RFC 3339 in UTC, "2027-01-10T08:00:00Z", with at most nine digits of a
// fraction; whether its month has that day is not asked here.
[[nodiscard]] bool has_form(TextForm form, std::string_view text);

// "a moment in UTC, as 2027-01-10T08:00:00Z".
[[nodiscard]] std::string_view words_for(TextForm form);

// A value as messages show it: clipped, between backticks.
[[nodiscard]] std::string ticked(std::string_view text);

// The form as a regular expression of JSON Schema; empty for any text. Without repetition that hostile texts could
// drive into depth.
[[nodiscard]] std::string_view pattern_of(TextForm form);

}  // namespace confstate::policy
