// Who stands in a document. For rules/notify only.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace confstate::rules {

// The keys of the users in the roster of a conference-info document, those that it deletes aside; none where it cannot
// be read.
[[nodiscard]] std::set<std::string> users_of(std::string_view document);

// What a subscriber that held one document did not know of another, for people: "`sip:bob@example.com` was still
// shown, ...". Empty where both have the same users.
[[nodiscard]] std::string errors_between(std::string_view held, std::string_view right);

}  // namespace confstate::rules
