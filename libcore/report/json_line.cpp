#include "report/json_line.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// JSON knows UTF-16 only: beyond the first plane a code point is two escapes.
void append_escape(std::string& out, char32_t value) {
  auto unit = static_cast<unsigned>(value);
  if (unit < 0x10000) {
    out += fmt::format("\\u{:04x}", unit);
    return;
  }
  unit -= 0x10000;
  out += fmt::format("\\u{:04x}\\u{:04x}", 0xd800U + (unit >> 10U), 0xdc00U + (unit & 0x3ffU));
}

}  // namespace

std::string json_line(const Json& value) {
  const std::string raw = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const base::CodePoint point = base::decode_utf8(raw, at);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    // Neither can stand outside a string: all else that dump writes is ASCII punctuation, digits and our keys.
    if (base::is_hostile(point.value) || is_runner_command(raw, at)) {
      append_escape(out, point.value);
    } else {
      out.append(raw, at, length);
    }
    at += length;
  }
  return out;
}

Json text_or_null(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

std::string close_array(bool any) {
  return any ? "\n]\n" : "]\n";
}

}  // namespace confstate::report
