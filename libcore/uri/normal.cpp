#include "uri/normal.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "uri/characters.hpp"
#include "uri/uri.hpp"

namespace confstate::uri {
namespace {

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kDigits[byte >> 4U];
  out += kDigits[byte & 15U];
}

}  // namespace

std::string undo_escapes(std::string_view part, unsigned allowed) {
  std::string out;
  out.reserve(part.size());
  for (std::size_t at = 0; at < part.size(); ++at) {
    const bool escape = is_escape(part, at);
    const char c = escape ? escaped_byte(part, at) : part[at];
    at += escape ? 2 : 0;
    const bool literal = is_in(c, kUnreserved) || (!escape && is_in(c, allowed) && static_cast<signed char>(c) >= 0);
    if (literal) {
      out += c;
    } else {
      append_escaped(out, c);
    }
  }
  return out;
}

std::string plain_number(std::string_view number) {
  std::string out;
  for (const char c : unescape(number)) {
    if (c == '-' || c == '.' || c == '(' || c == ')') {
      continue;
    }
    if (is_in(c, kUnreserved) || c == '+' || c == '#') {
      out += base::ascii_lower(c);
    } else {
      append_escaped(out, c);
    }
  }
  return out;
}

}  // namespace confstate::uri
