// uri: what a URI names: its parts, whether two are the same, and the person behind one. It may use base, and libidn2
// for names of hosts. It never resolves a name and never judges: rules do, with the faults that are noted here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/location.hpp"

namespace confstate::uri {

enum class Scheme : std::uint8_t {
  none,  // no scheme at all
  sip,
  sips,
  tel,
  xmpp,
  irc,
  ircs,
  http,
  https,
  xcon,  // also xcon-userid (RFC 6501 section 4.3)
  other,
};

// What is not as the scheme's grammar says; the first one is kept, with its place.
enum class Fault : std::uint8_t {
  none,
  no_scheme,         // RFC 3986 section 3.1
  bad_character,     // a character that may not stand there
  bad_escape,        // '%' without two hexadecimal digits
  second_at,         // more than one '@'; the last one counts
  empty_user,        // '@' with nothing before it (RFC 3261 section 19.1.1)
  empty_host,        // no host where one is needed
  bad_host,          // neither a name nor an address (RFC 3261 section 25.1, hostname)
  bad_port,          // not 0..65535 in digits
  empty_parameter,   // ";;", or ';' at the end, or no name before '='
  empty_header,      // "?" or "&" without "name=value"
  bad_number,        // not a telephone number (RFC 3966 section 3)
  no_phone_context,  // a local number without phone-context (RFC 3966 section 5.1.5)
};

enum class HostKind : std::uint8_t { none, name, ipv4, ipv6 };

// Views into the text that was parsed, as written there: nothing is unescaped. Empty where there is no such part.
struct Uri {
  std::string_view text;        // all of it
  std::string_view scheme;      // without ':'
  std::string_view user;        // sip: before ':' or '@'; tel: the number; xmpp: the node
  std::string_view password;    // RFC 3261 section 19.1.1
  std::string_view host;        // without port; an IPv6 address without its brackets
  std::string_view port;        // digits
  std::string_view path;        // http, irc: from '/'; xmpp: "/resource"; other: all after the scheme
  std::string_view parameters;  // sip, tel: "a=b;c", without the first ';'
  std::string_view headers;     // sip: "a=b&c=d" after '?'; others: the query
  std::string_view fragment;    // after '#'; sip and tel have none
  std::uint16_t port_number = 0;
  Scheme kind = Scheme::none;
  HostKind host_kind = HostKind::none;
  bool has_user = false;  // an '@' is there
  bool has_port = false;  // a ':' behind the host is there
  Fault fault = Fault::none;
  base::Span place;  // of the fault, in `text`
};

// Splits a URI without copying. Always gives the parts that can be told; `fault` says what is wrong. Parameters and
// headers are checked for their characters, not for their names. RFC 3261 section 25.1, RFC 3966, RFC 3986, RFC 5122.
[[nodiscard]] Uri parse(std::string_view text);

[[nodiscard]] inline bool is_sip(const Uri& uri) {
  return uri.kind == Scheme::sip || uri.kind == Scheme::sips;
}

// One "name" or "name=value" of a list.
struct Parameter {
  std::string_view name;   // as written
  std::string_view value;  // after '='
  bool has_value = false;
};

// Takes the next parameter off a list like Uri::parameters (separator ';') or Uri::headers ('&'). Empty ones are
// passed over; nothing at the end.
[[nodiscard]] std::optional<Parameter> next_parameter(std::string_view& rest, char separator = ';');

// The first parameter of that name, ignoring case and escapes. Nothing where it is not there.
[[nodiscard]] std::optional<Parameter> find_parameter(std::string_view parameters, std::string_view name,
                                                      char separator = ';');

// The text with each "%HH" replaced by its byte, once; a '%' that begins no escape stays. May contain any byte.
[[nodiscard]] std::string unescape(std::string_view text);

// True where two URIs are the same by the rules of their scheme: sip and sips by RFC 3261 section 19.1.4 (hosts that
// are IPv6 addresses by their value, RFC 5954 section 4.3), tel by RFC 3966 section 5, http by RFC 3986 section 6.2.2
// and 6.2.3; all others by their text, but for the case of the scheme. Symmetric, but not transitive for sip.
[[nodiscard]] bool same(const Uri& a, const Uri& b);

}  // namespace confstate::uri
