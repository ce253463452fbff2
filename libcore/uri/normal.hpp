// Parts of URIs in the form in which they are compared.
#pragma once

#include <string>
#include <string_view>

namespace confstate::uri {

// A part with escapes of unreserved characters undone (RFC 3261 section 19.1.4), other escapes in capitals, and every
// character escaped that is of none of the `allowed` classes (characters.hpp). Doing it twice changes nothing.
[[nodiscard]] std::string undo_escapes(std::string_view part, unsigned allowed);

// A telephone number without escapes and visual separators, letters in lower case (RFC 3966 section 5); what may not
// stand in a number is escaped.
[[nodiscard]] std::string plain_number(std::string_view number);

}  // namespace confstate::uri
