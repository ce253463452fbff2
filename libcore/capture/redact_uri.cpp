// URIs, part by part (RFC 3261 section 19.1.1, RFC 3966, RFC 3986).
#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "capture/redact_text.hpp"
#include "sip/names.hpp"
#include "uri/uri.hpp"

namespace confstate::capture {
namespace {

bool has_word(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (word_at(text, at) > 0) {
      return true;
    }
  }
  return false;
}

// A user with its parameters: "+4930;phone-context=example.com".
std::string redact_user(std::string_view user, Pseudonyms& names) {
  const std::size_t end = std::min(user.find(';'), user.size());
  return names.user(user.substr(0, end)) + redact_tokens(user.substr(end), Extent::places, names);
}

bool names_host(std::string_view parameter) {
  constexpr std::array<std::string_view, 3> kHosts{"maddr", "received", "phone-context"};
  return std::ranges::any_of(kHosts, [&](std::string_view name) { return base::equal_ignoring_case(parameter, name); });
}

std::string redact_parameters(std::string_view parameters, Pseudonyms& names) {
  Edits edits(parameters);
  std::string_view rest = parameters;
  while (const std::optional<uri::Parameter> parameter = uri::next_parameter(rest)) {
    edits.keep(parameter->name);
    const bool host = names_host(parameter->name) && !parameter->value.starts_with('+');
    const bool uuid = base::ascii_lower(parameter->value).starts_with("urn:uuid:");
    std::string made = uuid ? std::string(parameter->value.substr(0, 9)) + names.hexadecimal(parameter->value.substr(9))
                       : host ? names.host(parameter->value)
                              : redact_tokens(parameter->value, Extent::places, names);
    edits.replace(parameter->value, std::move(made));
  }
  return edits.finish([](std::string_view part) { return std::string(part); });
}

// Escapes what may not stand in a header of a URI (RFC 3261 section 25.1, hvalue).
std::string escape(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_latin_or_decimal(c) || std::string_view("-_.!~*'()[]/?:+$").find(c) != std::string_view::npos) {
      out += c;
    } else {
      (out += '%') += kDigits[byte >> 4U];
      out += kDigits[byte & 0xfU];
    }
  }
  return out;
}

std::string redact_header(std::string_view name, std::string_view value, Pseudonyms& names) {
  switch (sip::header_id(name)) {
    case sip::HeaderId::replaces:
    case sip::HeaderId::join:
    case sip::HeaderId::target_dialog:
      return redact_dialog(value, names);
    case sip::HeaderId::subject:
    case sip::HeaderId::organization:
    case sip::HeaderId::call_id:
    case sip::HeaderId::in_reply_to:
      return redact_tokens(value, Extent::words, names);
    default:
      break;
  }
  const bool is_body = base::equal_ignoring_case(name, "body");
  return redact_tokens(value, is_body ? Extent::words : Extent::places, names);
}

std::string redact_headers(std::string_view headers, Pseudonyms& names) {
  Edits edits(headers);
  std::string_view rest = headers;
  while (const std::optional<uri::Parameter> header = uri::next_parameter(rest, '&')) {
    edits.keep(header->name);
    const std::string plain = uri::unescape(header->value);
    const std::string made = redact_header(header->name, plain, names);
    edits.replace(header->value, made == plain ? std::string(header->value) : escape(made));
  }
  return edits.finish([](std::string_view part) { return std::string(part); });
}

// What is no part of the URI's grammar: where it is broken, words may stand anywhere.
std::string redact_rest(std::string_view part, Pseudonyms& names) {
  return has_word(part) ? redact_tokens(part, Extent::words, names) : std::string(part);
}

std::string redact_other(std::string_view uri, std::string_view scheme, Pseudonyms& names) {
  const std::string_view rest = uri.substr(std::min(scheme.size() + 1, uri.size()));
  const std::string begin(uri.substr(0, uri.size() - rest.size()));
  if (base::equal_ignoring_case(scheme, "urn")) {
    const bool uuid = base::ascii_lower(rest.substr(0, 5)) == "uuid:";
    return uuid ? begin + std::string(rest.substr(0, 5)) + names.hexadecimal(rest.substr(5)) : std::string(uri);
  }
  if (base::equal_ignoring_case(scheme, "data")) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    return begin + std::string(rest.substr(0, comma)) + blank(rest.substr(comma));
  }
  return begin + redact_tokens(rest, Extent::places, names);
}

}  // namespace

std::string redact_uri(std::string_view text, Pseudonyms& names) {
  const uri::Uri uri = uri::parse(text);
  if (uri.kind == uri::Scheme::none) {
    return redact_tokens(text, Extent::words, names);
  }
  if (uri.kind == uri::Scheme::other) {
    return redact_other(text, uri.scheme, names);
  }
  const bool is_sip = uri::is_sip(uri) || uri.kind == uri::Scheme::tel;
  Edits edits(text);
  edits.keep(uri.scheme);
  edits.replace(uri.user, redact_user(uri.user, names));
  edits.replace(uri.password, blank(uri.password));
  edits.replace(uri.host, names.host(uri.host));
  edits.keep(uri.port);
  edits.replace(uri.path, redact_tokens(uri.path, Extent::words, names));
  edits.replace(uri.parameters, redact_parameters(uri.parameters, names));
  edits.replace(uri.headers,
                is_sip ? redact_headers(uri.headers, names) : redact_tokens(uri.headers, Extent::words, names));
  edits.replace(uri.fragment, redact_tokens(uri.fragment, Extent::words, names));
  return edits.finish([&](std::string_view part) { return redact_rest(part, names); });
}

}  // namespace confstate::capture
