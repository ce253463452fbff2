// Names and addresses of hosts: written in one form, compared, never looked up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace confstate::uri {

// The four bytes of an IPv4 address in dotted decimal; nothing where it is none. Leading zeros are read as decimal.
[[nodiscard]] std::optional<std::array<std::uint8_t, 4>> read_ipv4(std::string_view text);

// The bytes of an IPv6 address without brackets (RFC 4291 section 2.2); a zone "%eth0" is refused.
[[nodiscard]] std::optional<std::array<std::uint8_t, 16>> read_ipv6(std::string_view text);

// The one text of an IPv6 address (RFC 5952 section 4), without brackets.
[[nodiscard]] std::string write_ipv6(const std::array<std::uint8_t, 16>& address);

// A host in the form that comparing needs: lower case, names in A-labels (IDNA 2008, non-transitional), without the
// final dot, IPv6 addresses as RFC 5952 says and without brackets. A name that IDNA refuses stays in lower case.
[[nodiscard]] std::string canonical_host(std::string_view host);

// A host as people read it: canonical_host() with its A-labels as U-labels (IDNA 2008). A label that is none stays.
[[nodiscard]] std::string unicode_host(std::string_view host);

// True for the same host name or address, ignoring case and one final dot. Says nothing about A-labels against
// U-labels and copies nothing.
[[nodiscard]] bool same_host(std::string_view a, std::string_view b);

// True for `domain` and for what is below it.
[[nodiscard]] bool is_below(std::string_view host, std::string_view domain);

// True when the host is in the top level domain that names nobody (RFC 2606).
[[nodiscard]] bool is_invalid_host(std::string_view host);

}  // namespace confstate::uri
