// The parts of a message that have a form of their own. For redaction within capture/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "capture/pseudonyms.hpp"
#include "sip/message.hpp"

namespace confstate::capture {

// The value of a header; folds stay.
[[nodiscard]] std::string redact_value(const sip::Header& header, Pseudonyms& names);

// Start line and headers, up to the body. Every number in Content-Length grows by `growth` of the body.
[[nodiscard]] std::string redact_head(const sip::Message& message, std::int64_t growth, Pseudonyms& names);

// A session description (RFC 8866), line by line.
[[nodiscard]] std::string redact_sdp(std::string_view text, Pseudonyms& names);

// XML, well-formed or not. Tags, names, namespaces and white space stay.
[[nodiscard]] std::string redact_xml(std::string_view text, const PersonalName& is_personal, Pseudonyms& names);

// The same in UTF-16, with or without a byte order mark; nothing where the text is no UTF-16.
[[nodiscard]] std::optional<std::string> redact_utf16(std::string_view text, const PersonalName& is_personal,
                                                      Pseudonyms& names);

}  // namespace confstate::capture
