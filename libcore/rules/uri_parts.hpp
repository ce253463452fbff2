// The parts of a URI that rules look at: what it names, without judging whether it is one.
#pragma once

#include <string_view>

#include "uri/host.hpp"

namespace confstate::rules {

// Views into the URI that was split; empty where it has no such part.
struct UriParts {
  std::string_view scheme;  // as written, without ':'
  std::string_view user;    // what stands before the last '@' of the address
  std::string_view host;    // without port; an IPv6 address without its brackets
  std::string_view port;
  std::string_view path;   // what follows the address: "/room", or all after the scheme where there is no address
  bool bracketed = false;  // the host stood in brackets
};

// Splits a URI: the address is the authority after "//"; for sip, sips, xmpp, mailto and h323 it follows the colon
// (for xmpp an authority is the account that asks, RFC 5122 section 2.2, and the address stands in the path).
// A relative reference gives only a path.
[[nodiscard]] UriParts split_uri(std::string_view uri);

// True when the URI has that scheme; schemes ignore case (RFC 3986 section 3.1).
[[nodiscard]] bool has_scheme(const UriParts& parts, std::string_view scheme);

using uri::is_below;
using uri::is_invalid_host;
using uri::same_host;

}  // namespace confstate::rules
