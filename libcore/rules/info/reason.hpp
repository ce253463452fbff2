// The value of a SIP Reason header field (RFC 3326 section 2), with or without the name of the field.
#pragma once

#include <string_view>

namespace confstate::rules {

// True for [ "Reason" HCOLON ] reason-value *( COMMA reason-value ). A single word without parameters and without
// the field's name fits the grammar too, but is prose unless it is a protocol that RFC 3326 defines.
[[nodiscard]] bool is_reason(std::string_view text);

}  // namespace confstate::rules
