// Small tables of our own about names in the world: domains in which anybody may have an address, and time zones. They
// hold the common ones and say nothing about the rest.
#pragma once

#include <string_view>

namespace confstate::rules {

// True for "com", "co.uk": below it everybody may register a name. Every single label is one.
[[nodiscard]] bool is_public_suffix(std::string_view host);

// True for "gmail.com": everybody may have an address in it.
[[nodiscard]] bool is_free_mail(std::string_view host);

// True for the domain of a telephone network, in which every subscriber has an address.
[[nodiscard]] bool is_carrier(std::string_view host);

// True where a name is formed like one of the IANA time zone database, below an area of it: "Europe/Berlin", "UTC".
[[nodiscard]] bool is_zone_name(std::string_view tz);

// True for a zone that is known to change its clocks for the summer.
[[nodiscard]] bool changes_clocks(std::string_view tz);

// True for a zone that is UTC by another name.
[[nodiscard]] bool is_utc(std::string_view tz);

}  // namespace confstate::rules
