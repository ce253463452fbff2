// The media types of SDP (RFC 8866 section 8.2.2, RFC 6466), which RFC 4575 sections 5.3.4 and 5.8.2 demand.
#pragma once

#include <string_view>

#include "diag/findings.hpp"
#include "info/document.hpp"

namespace confstate::rules {

// True for a registered media type, to the letter.
[[nodiscard]] bool is_media_type(std::string_view value);

// Adds a finding when the <type> of this element is not a registered media type; silent where it has none.
void judge_media_type(info::Element medium, diag::Findings& out);

}  // namespace confstate::rules
