// XML in UTF-16, which RFC 4575 documents may come in: redacted as UTF-8, and written again as it was.
#include <array>
#include <optional>

#include "base/utf8.hpp"
#include "capture/redact_parts.hpp"

namespace confstate::capture {
namespace {

constexpr bool is_high(char32_t unit) {
  return unit >= 0xd800 && unit < 0xdc00;
}
constexpr bool is_low(char32_t unit) {
  return unit >= 0xdc00 && unit < 0xe000;
}

// Whether the high byte comes first; nothing where the text does not begin as XML in UTF-16 does.
std::optional<bool> is_big_endian(std::string_view text) {
  struct Beginning {
    std::string_view bytes;
    bool is_big;
  };
  constexpr std::array<Beginning, 4> kBeginnings{
      {{{"\xfe\xff", 2}, true}, {{"\xff\xfe", 2}, false}, {{"\0<", 2}, true}, {{"<\0", 2}, false}}};
  for (const Beginning& one : kBeginnings) {
    if (text.starts_with(one.bytes)) {
      return one.is_big;
    }
  }
  return std::nullopt;
}

char32_t unit_at(std::string_view text, std::size_t at, bool is_big) {
  const auto first = static_cast<unsigned char>(text[at]);
  const auto second = static_cast<unsigned char>(text[at + 1]);
  return static_cast<char32_t>(is_big ? first << 8U | second : second << 8U | first);
}

// Nothing where it is no UTF-16: an odd byte at the end, half a pair.
std::optional<std::string> to_utf8(std::string_view text, bool is_big) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    if (text.size() - at < 2) {
      return std::nullopt;
    }
    char32_t value = unit_at(text, at, is_big);
    if (is_high(value) && text.size() - at >= 4 && is_low(unit_at(text, at + 2, is_big))) {
      value = 0x10000 + ((value - 0xd800) << 10U) + (unit_at(text, at + 2, is_big) - 0xdc00);
      at += 2;
    } else if (is_high(value) || is_low(value)) {
      return std::nullopt;
    }
    base::append_utf8(out, value);
  }
  return out;
}

void append_unit(std::string& out, char32_t unit, bool is_big) {
  const char high = static_cast<char>(unit >> 8U & 0xffU);
  const char low = static_cast<char>(unit & 0xffU);
  out += is_big ? high : low;
  out += is_big ? low : high;
}

std::string to_utf16(std::string_view text, bool is_big) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const char32_t value = point.length == 0 ? char32_t{0xfffd} : point.value;
    if (value < 0x10000) {
      append_unit(out, value, is_big);
    } else {
      append_unit(out, 0xd800 + ((value - 0x10000) >> 10U), is_big);
      append_unit(out, 0xdc00 + ((value - 0x10000) & 0x3ffU), is_big);
    }
    at += point.length == 0 ? 1 : point.length;
  }
  return out;
}

}  // namespace

std::optional<std::string> redact_utf16(std::string_view text, const PersonalName& is_personal, Pseudonyms& names) {
  const std::optional<bool> is_big = is_big_endian(text);
  const std::optional<std::string> plain = is_big ? to_utf8(text, *is_big) : std::nullopt;
  return plain ? std::optional(to_utf16(redact_xml(*plain, is_personal, names), *is_big)) : std::nullopt;
}

}  // namespace confstate::capture
