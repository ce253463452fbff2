// The simple types of RFC 4575 section 6: does a text belong to one, and what does it say.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "info/vocabulary.hpp"

namespace confstate::info {

// True when `text` (raw, as it stands in the document) is in the lexical space of the simple type, white space handled
// as XSD says for it. xs:anyURI: after collapse and with every character outside the URI set read as '_', an RFC 3986
// reference, '[' and ']' allowed besides where RFC 2396 with 2732 has them. True for xs:string always.
[[nodiscard]] bool belongs_to(std::string_view text, Type simple_type);

[[nodiscard]] bool is_any_uri(std::string_view collapsed);
[[nodiscard]] bool is_language(std::string_view collapsed);  // xs:language
[[nodiscard]] bool is_nc_name(std::string_view collapsed);   // xs:NCName

[[nodiscard]] std::optional<std::uint32_t> read_unsigned(std::string_view text);  // xs:unsignedInt
[[nodiscard]] std::optional<bool> read_boolean(std::string_view text);            // xs:boolean

// An xs:dateTime.
struct DateTime {
  std::int64_t seconds = 0;       // since 1970-01-01T00:00:00 in its own zone, or as if UTC where it has none
  std::uint32_t nanoseconds = 0;  // further digits are cut off
  std::optional<int> zone_minutes;
};
[[nodiscard]] std::optional<DateTime> read_date_time(std::string_view text);
[[nodiscard]] bool is_date_time(std::string_view text);

}  // namespace confstate::info
