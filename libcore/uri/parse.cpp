// Splitting a URI. The parts are told first, then each is looked at; the first fault is kept.
#include <algorithm>

#include "base/text.hpp"
#include "uri/characters.hpp"
#include "uri/host.hpp"
#include "uri/uri.hpp"

namespace confstate::uri {
namespace {

constexpr auto kNone = std::string_view::npos;

struct SchemeRow {
  std::string_view name;
  Scheme kind;
};
constexpr SchemeRow kSchemes[] = {{"sip", Scheme::sip},         {"sips", Scheme::sips},   {"tel", Scheme::tel},
                                  {"xmpp", Scheme::xmpp},       {"irc", Scheme::irc},     {"ircs", Scheme::ircs},
                                  {"http", Scheme::http},       {"https", Scheme::https}, {"xcon", Scheme::xcon},
                                  {"xcon-userid", Scheme::xcon}};

constexpr bool is_letter(char c) {
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'z';
}

constexpr bool is_scheme_character(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.';
}

// The first of some characters from a place on, or the end.
template <class... Char>
std::size_t find_any(std::string_view text, std::size_t from, Char... any) {
  while (from < text.size() && ((text[from] != any) && ...)) {
    ++from;
  }
  return std::min(from, text.size());
}

void note(Uri& uri, Fault fault, std::string_view where) {
  if (uri.fault != Fault::none) {
    return;
  }
  uri.fault = fault;
  // An empty part may be a view of nothing: then all of the URI is the place.
  const bool inside = where.data() >= uri.text.data() && where.data() <= uri.text.data() + uri.text.size();
  const std::size_t begin = inside ? static_cast<std::size_t>(where.data() - uri.text.data()) : 0;
  uri.place = {static_cast<std::uint32_t>(begin),
               static_cast<std::uint32_t>(inside ? begin + where.size() : uri.text.size())};
}

// Every character is of some class, or escaped.
void check_characters(Uri& uri, std::string_view part, unsigned allowed) {
  for (std::size_t at = 0; at < part.size(); ++at) {
    if (is_in(part[at], allowed)) {
      continue;
    }
    if (is_escape(part, at)) {
      at += 2;
      continue;
    }
    note(uri, part[at] == '%' ? Fault::bad_escape : Fault::bad_character, part.substr(at, 1));
    return;
  }
}

// RFC 3261 section 25.1, hostname: labels that begin and end with a letter or digit, the last beginning with a letter.
bool is_host_name(std::string_view host) {
  if (host.ends_with('.')) {
    host.remove_suffix(1);
  }
  char before = '.';
  std::size_t label = 0;
  for (std::size_t at = 0; at < host.size(); ++at) {
    const char c = host[at];
    const bool edge = c == '.' || c == '-';
    if (!is_in(c, kHostChar) || (before == '.' && edge) || (c == '.' && before == '-')) {
      return false;
    }
    label = before == '.' ? at : label;
    before = c;
  }
  return !host.empty() && before != '-' && before != '.' && is_letter(host[label]);
}

void read_port(Uri& uri) {
  unsigned value = 0;
  for (const char c : uri.port) {
    value = is_digit(c) ? std::min(value * 10 + static_cast<unsigned>(c - '0'), 70'000U) : 70'000U;
    if (value == 70'000U) {
      break;
    }
  }
  if (uri.port.empty() || value > 65'535) {
    note(uri, Fault::bad_port, uri.port);
    return;
  }
  uri.port_number = static_cast<std::uint16_t>(value);
}

// What follows the host, from its ':' on.
void split_port(std::string_view text, Uri& uri) {
  if (text.starts_with(':')) {
    uri.has_port = true;
    uri.port = text.substr(1);
    read_port(uri);
  } else if (!text.empty()) {
    note(uri, Fault::bad_host, text);
  }
}

void split_ipv6(std::string_view text, Uri& uri) {
  const std::size_t close = std::min(text.find(']'), text.size());
  uri.host = text.substr(1, close - 1);
  uri.host_kind = HostKind::ipv6;
  if (close == text.size() || !read_ipv6(uri.host)) {
    note(uri, Fault::bad_host, uri.host);
  }
  split_port(text.substr(std::min(close + 1, text.size())), uri);
}

// "host", "host:port" or "[address]:port".
void split_host(std::string_view text, Uri& uri) {
  if (text.starts_with('[')) {
    split_ipv6(text, uri);
    return;
  }
  const std::size_t colon = std::min(text.find(':'), text.size());
  uri.host = text.substr(0, colon);
  uri.host_kind = uri.host.empty() ? HostKind::none : HostKind::name;
  if (uri.host.empty()) {
    note(uri, Fault::empty_host, uri.host);
  } else if (!is_host_name(uri.host)) {
    uri.host_kind = read_ipv4(uri.host) ? HostKind::ipv4 : HostKind::name;
    // Names of the web may have other characters (RFC 3986 section 3.2.2); those of SIP may not.
    if (uri.host_kind == HostKind::name && (is_sip(uri) || uri.kind == Scheme::xcon)) {
      note(uri, Fault::bad_host, uri.host);
    }
  }
  split_port(text.substr(colon), uri);
}

// "user:password@host:port". A second '@' belongs to the user, as where addresses are looked up the last one counts.
void split_address(std::string_view address, Uri& uri) {
  const std::size_t at = address.rfind('@');
  if (at != kNone) {
    uri.has_user = true;
    uri.user = address.substr(0, at);
    address.remove_prefix(at + 1);
    if (const std::size_t second = uri.user.find('@'); second != kNone) {
      note(uri, Fault::second_at, uri.user.substr(second, 1));
    }
  }
  split_host(address, uri);
}

// The password behind a user; only some schemes have one.
void split_password(Uri& uri) {
  const std::size_t colon = uri.user.find(':');
  if (colon != kNone) {
    uri.password = uri.user.substr(colon + 1);
    uri.user = uri.user.substr(0, colon);
  }
}

// RFC 3261 section 25.1, uri-parameters: pname [ "=" pvalue ].
void check_parameters(Uri& uri, bool present, unsigned allowed) {
  std::string_view rest = uri.parameters;
  while (present) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view one = rest.substr(0, end);
    const std::size_t equals = std::min(one.find('='), one.size());
    if (equals == 0) {
      note(uri, Fault::empty_parameter, one);
    }
    check_characters(uri, one.substr(0, equals), allowed);
    check_characters(uri, one.substr(std::min(equals + 1, one.size())), allowed);
    present = end < rest.size();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

// RFC 3261 section 25.1, headers: hname "=" hvalue.
void check_headers(Uri& uri, bool present) {
  std::string_view rest = uri.headers;
  while (present) {
    const std::size_t end = std::min(rest.find('&'), rest.size());
    const std::string_view one = rest.substr(0, end);
    const std::size_t equals = one.find('=');
    if (equals == 0 || equals == kNone) {
      note(uri, Fault::empty_header, one);
    }
    check_characters(uri, one.substr(0, equals), kUnreserved | kHeader);
    if (equals != kNone) {
      check_characters(uri, one.substr(equals + 1), kUnreserved | kHeader);
    }
    present = end < rest.size();
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
}

// A user may contain ';', '?' and '/', so the parameters begin after the '@' (RFC 3261 section 25.1).
void parse_sip(std::string_view rest, Uri& uri) {
  const std::size_t at = rest.rfind('@');
  const std::size_t end = find_any(rest, at == kNone ? 0 : at, ';', '?');
  split_address(rest.substr(0, end), uri);
  split_password(uri);
  if (uri.has_user && uri.user.empty()) {
    note(uri, Fault::empty_user, uri.user);
  }
  check_characters(uri, uri.user, kUnreserved | kUserChar);
  check_characters(uri, uri.password, kUnreserved | kPassword);
  rest.remove_prefix(end);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  uri.parameters = rest.substr(std::min<std::size_t>(1, question), question - std::min<std::size_t>(1, question));
  uri.headers = rest.substr(std::min(question + 1, rest.size()));
  check_parameters(uri, question > 0, kUnreserved | kParam);
  check_headers(uri, question < rest.size());
}

constexpr bool is_separator(char c) {
  return c == '-' || c == '.' || c == '(' || c == ')';
}

// RFC 3966 section 3: global-number-digits or local-number-digits; at least one digit.
bool is_number(std::string_view number) {
  const bool global = number.starts_with('+');
  number.remove_prefix(global ? 1 : 0);
  const auto counts = [&](char c) { return global ? is_digit(c) : is_in(c, kHexDigit) || c == '*' || c == '#'; };
  return std::ranges::any_of(number, counts) &&
         std::ranges::all_of(number, [&](char c) { return counts(c) || is_separator(c); });
}

void parse_tel(std::string_view rest, Uri& uri) {
  const std::size_t end = std::min(rest.find(';'), rest.size());
  uri.user = rest.substr(0, end);
  uri.parameters = rest.substr(std::min(end + 1, rest.size()));
  if (!is_number(uri.user)) {
    note(uri, Fault::bad_number, uri.user);
  }
  check_parameters(uri, end < rest.size(), kUnreserved | kParam);
  if (!uri.user.starts_with('+') && !find_parameter(uri.parameters, "phone-context")) {
    note(uri, Fault::no_phone_context, uri.user);
  }
}

// "?query#fragment" at the end of a reference.
void split_tail(std::string_view rest, Uri& uri) {
  const std::size_t end = find_any(rest, 0, '?', '#');
  uri.path = rest.substr(0, end);
  const std::size_t hash = std::min(rest.find('#', end), rest.size());
  uri.headers = rest.substr(std::min(end + 1, hash), hash - std::min(end + 1, hash));
  uri.fragment = rest.substr(std::min(hash + 1, rest.size()));
  check_characters(uri, uri.path, kReference);
  check_characters(uri, uri.headers, kReference);
  check_characters(uri, uri.fragment, kReference);
}

// "//user@host:port/path?query#fragment" (RFC 3986 section 3).
void parse_authority(std::string_view rest, Uri& uri) {
  if (!rest.starts_with("//")) {
    note(uri, Fault::empty_host, rest.substr(0, 0));
    split_tail(rest, uri);
    return;
  }
  rest.remove_prefix(2);
  const std::size_t end = find_any(rest, 0, '/', '?', '#');
  split_address(rest.substr(0, end), uri);
  split_password(uri);
  check_characters(uri, uri.user, kReference);
  split_tail(rest.substr(end), uri);
}

// RFC 5122 section 2.2: [ "//" account [ "/" ] ] [ node "@" ] domain [ "/" resource ] [ "?" query ] [ "#" fragment ].
void parse_xmpp(std::string_view rest, Uri& uri) {
  if (rest.starts_with("//")) {
    const std::size_t slash = std::min(rest.find('/', 2), rest.size());
    rest.remove_prefix(std::min(slash + 1, rest.size()));
  }
  const std::size_t end = find_any(rest, 0, '/', '?', '#');
  split_address(rest.substr(0, end), uri);
  check_characters(uri, uri.user, kReference);
  split_tail(rest.substr(end), uri);
}

// RFC 6501 section 4.3: an address alone.
void parse_xcon(std::string_view rest, Uri& uri) {
  split_address(rest, uri);
  check_characters(uri, uri.user, kUnreserved | kUserChar);
}

void parse_rest(std::string_view rest, Uri& uri) {
  switch (uri.kind) {
    case Scheme::sip:
    case Scheme::sips:
      return parse_sip(rest, uri);
    case Scheme::tel:
      return parse_tel(rest, uri);
    case Scheme::xmpp:
      return parse_xmpp(rest, uri);
    case Scheme::irc:
    case Scheme::ircs:
    case Scheme::http:
    case Scheme::https:
      return parse_authority(rest, uri);
    case Scheme::xcon:
      return parse_xcon(rest, uri);
    case Scheme::none:
    case Scheme::other:
      return split_tail(rest, uri);
  }
}

// RFC 3986 section 3.1; empty for a relative reference.
std::string_view scheme_of(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_scheme_character(text[end])) {
    ++end;
  }
  return end > 0 && end < text.size() && text[end] == ':' && is_letter(text[0]) ? text.substr(0, end)
                                                                                : std::string_view();
}

Scheme kind_of(std::string_view scheme) {
  for (const SchemeRow& row : kSchemes) {
    if (row.name.size() == scheme.size() && base::equal_ignoring_case(row.name, scheme)) {
      return row.kind;
    }
  }
  return Scheme::other;
}

}  // namespace

Uri parse(std::string_view text) {
  Uri uri;
  uri.text = text;
  uri.scheme = scheme_of(text);
  if (uri.scheme.empty()) {
    note(uri, Fault::no_scheme, text.substr(0, 0));
    split_tail(text, uri);
    return uri;
  }
  uri.kind = kind_of(uri.scheme);
  parse_rest(text.substr(uri.scheme.size() + 1), uri);
  return uri;
}

}  // namespace confstate::uri
