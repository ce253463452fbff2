#include "rules/uri_parts.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace confstate::rules {
namespace {

constexpr auto kNone = std::string_view::npos;

bool is_letter(char c) {
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'z';
}

bool is_scheme_character(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// The first of some characters from a place on, or the end: find_first_of() would search for every byte of the text.
template <class... Char>
std::size_t find_any(std::string_view text, std::size_t from, Char... any) {
  while (from < text.size() && ((text[from] != any) && ...)) {
    ++from;
  }
  return std::min(from, text.size());
}

// RFC 3986 section 3.1; empty for a relative reference.
std::string_view scheme_of(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == kNone || colon == 0 || !is_letter(uri.front())) {
    return {};
  }
  const std::string_view scheme = uri.substr(0, colon);
  return std::ranges::all_of(scheme, is_scheme_character) ? scheme : std::string_view();
}

// "host", "host:port" or "[address]:port".
void split_host(std::string_view text, UriParts& parts) {
  if (text.starts_with('[')) {
    const std::size_t close = std::min(text.find(']'), text.size());
    parts.host = text.substr(1, close - 1);
    parts.bracketed = true;
    text.remove_prefix(std::min(close + 1, text.size()));
    parts.port = text.starts_with(':') ? text.substr(1) : std::string_view();
    return;
  }
  const std::size_t colon = std::min(text.find(':'), text.size());
  parts.host = text.substr(0, colon);
  parts.port = text.substr(std::min(colon + 1, text.size()));
}

// "user@host:port"; a second '@' belongs to the user, as where addresses are looked up the last one counts.
void split_address(std::string_view address, UriParts& parts) {
  const std::size_t at = address.rfind('@');
  if (at != kNone) {
    parts.user = address.substr(0, at);
    address.remove_prefix(at + 1);
  }
  split_host(address, parts);
}

// "//address/path?query"; `rest` begins with the slashes.
void split_authority(std::string_view rest, UriParts& parts) {
  rest.remove_prefix(2);
  const std::size_t end = find_any(rest, 0, '/', '?', '#');
  split_address(rest.substr(0, end), parts);
  parts.path = rest.substr(end);
}

// RFC 3261 section 25.1: a user part may contain ";", "?" and "/", so the parameters begin after the '@'.
void split_sip(std::string_view rest, UriParts& parts) {
  const std::size_t at = rest.rfind('@');
  const std::size_t end = find_any(rest, at == kNone ? 0 : at, ';', '?');
  split_address(rest.substr(0, end), parts);
  parts.path = rest.substr(end);
}

// RFC 5122 section 2.2: [ "//" account [ "/" ] ] [ node "@" ] domain [ "/" resource ] [ "?" query ] [ "#" fragment ].
void split_xmpp(std::string_view rest, UriParts& parts) {
  if (rest.starts_with("//")) {
    const std::size_t slash = std::min(rest.find('/', 2), rest.size());
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  const std::size_t end = find_any(rest, 0, '/', '?', '#');
  split_address(rest.substr(0, end), parts);
  parts.path = rest.substr(end);
}

}  // namespace

UriParts split_uri(std::string_view uri) {
  UriParts parts;
  parts.scheme = scheme_of(uri);
  if (parts.scheme.empty()) {
    parts.path = uri;
    return parts;
  }
  const std::string_view rest = uri.substr(parts.scheme.size() + 1);
  constexpr std::array<std::string_view, 4> kWithoutSlashes = {"sip", "sips", "mailto", "h323"};
  if (std::ranges::any_of(kWithoutSlashes, [&](std::string_view s) { return has_scheme(parts, s); })) {
    split_sip(rest, parts);
  } else if (has_scheme(parts, "xmpp")) {
    split_xmpp(rest, parts);
  } else if (rest.starts_with("//")) {
    split_authority(rest, parts);
  } else {
    parts.path = rest;
  }
  return parts;
}

bool has_scheme(const UriParts& parts, std::string_view scheme) {
  return base::equal_ignoring_case(parts.scheme, scheme);
}

}  // namespace confstate::rules
