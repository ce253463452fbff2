// URIs cut at their separators, escapes undone, and values made readable.
#include <algorithm>

#include "sip/characters.hpp"
#include "sip/values.hpp"

namespace confstate::sip {
namespace {

constexpr auto kNone = std::string_view::npos;

int hex_digit(char c) {
  if (is(c, kDigit)) {
    return c - '0';
  }
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

void cut_host(UriParts& parts, std::string_view host) {
  const std::size_t bracket = host.starts_with('[') ? host.find(']') : kNone;
  const std::size_t colon = find_near(host, bracket == kNone ? 0 : bracket, ':');
  parts.host = host.substr(0, colon);
  parts.port = colon == host.size() ? std::string_view{} : host.substr(colon + 1);
}

}  // namespace

UriParts cut_uri(std::string_view uri) {
  UriParts parts;
  const std::size_t colon = find_near(uri, 0, ':');
  if (colon == uri.size()) {
    parts.address = uri;
    return parts;
  }
  parts.scheme = uri.substr(0, colon);
  const std::string_view rest = uri.substr(colon + 1);
  const bool sip = equal_letters(parts.scheme, "sip") || equal_letters(parts.scheme, "sips");
  // The user before the first "@": it may hold what ends a host elsewhere (RFC 3261 section 25.1, user-unreserved).
  const std::size_t user = sip ? rest.find('@') : kNone;
  const std::size_t host = user == kNone ? 0 : user + 1;
  const std::size_t end = find_next(rest, host, kUriCut);
  const std::size_t question = find_near(rest, end, '?');
  parts.address = rest.substr(0, end);
  parts.headers = question == rest.size() ? std::string_view{} : rest.substr(question + 1);
  if (sip) {
    parts.user = user == kNone ? std::string_view{} : rest.substr(0, user);
    cut_host(parts, parts.address.substr(host));
  }
  if (sip && end < question) {
    parts.params = Params(rest.substr(end, question - end));
  }
  return parts;
}

bool UriHeaders::next(std::string_view& name, std::string_view& value) {
  if (rest_.empty()) {
    return false;
  }
  const std::size_t end = std::min(rest_.find('&'), rest_.size());
  const std::string_view one = rest_.substr(0, end);
  const std::size_t equals = one.find('=');
  name = one.substr(0, equals);
  value = equals == kNone ? std::string_view{} : one.substr(equals + 1);
  rest_.remove_prefix(std::min(end + 1, rest_.size()));
  return true;
}

std::optional<std::string> unescape(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      return std::nullopt;
    }
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

std::optional<std::string> uri_header(std::string_view uri, std::string_view name) {
  UriHeaders headers(cut_uri(uri).headers);
  std::string_view escaped_name;
  std::string_view value;
  while (headers.next(escaped_name, value)) {
    const auto plain = unescape(escaped_name);
    if (plain && equal_letters(*plain, name)) {
      return unescape(value);
    }
  }
  return std::nullopt;
}

std::string unfold(std::string_view text) {
  if (text.find('\n') == kNone) {
    return std::string(text);
  }
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t blanks = run_of(text, at, kBlank);
    const std::string_view run = text.substr(at, blanks);
    if (blanks == 0) {
      out += text[at++];
    } else {
      out += run.find('\n') == kNone ? run : std::string_view(" ");
      at += blanks;
    }
  }
  return out;
}

std::string unquote(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') {
    return std::string(text);
  }
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '\\' && i + 2 < text.size()) {
      ++i;
    }
    out += text[i];
  }
  return out;
}

}  // namespace confstate::sip
