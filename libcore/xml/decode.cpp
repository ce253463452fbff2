#include "xml/decode.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "xml/characters.hpp"

namespace confstate::xml {
namespace {

struct Entity {
  std::string_view name;
  char value;
};

constexpr std::array<Entity, 5> kEntities{{{"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}}};

void append_reference(std::string& out, std::string_view name) {
  if (name.front() == '#') {
    base::append_utf8(out, character_number(name));
  } else {
    out += std::ranges::find(kEntities, name, &Entity::name)->value;
  }
}

}  // namespace

std::string decode_characters(std::string_view raw, Decode how) {
  const std::uint8_t plain = how == Decode::value ? kPlainValue : how == Decode::text ? kPlainText : kPlainData;
  std::string out;
  out.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const char c = raw[at];
    if (has_class(c, plain)) {
      const std::size_t begin = at;
      while (at < raw.size() && has_class(raw[at], plain)) {
        ++at;
      }
      out.append(raw, begin, at - begin);
    } else if (c == '&' && how != Decode::data) {
      const std::size_t end = raw.find(';', at);
      append_reference(out, raw.substr(at + 1, end - at - 1));
      at = end + 1;
    } else {
      out += how == Decode::value && has_class(c, kSpace) ? ' ' : c == '\r' ? '\n' : c;
      at += c == '\r' && raw.substr(at).starts_with("\r\n") ? 2 : 1;
    }
  }
  return out;
}

bool is_predefined_entity(std::string_view name) {
  return std::ranges::find(kEntities, name, &Entity::name) != kEntities.end();
}

unsigned digit_value(char c) {
  if (c >= '0' && c <= '9') {
    return static_cast<unsigned>(c - '0');
  }
  const char lower = base::ascii_lower(c);
  return lower >= 'a' && lower <= 'f' ? static_cast<unsigned>(lower - 'a') + 10U : 16U;
}

char32_t character_number(std::string_view reference) {
  const bool hex = reference[1] == 'x';
  char32_t value = 0;
  for (const char c : reference.substr(hex ? 2 : 1)) {
    value = std::min<char32_t>(value * (hex ? 16U : 10U) + digit_value(c), 0x110000);
  }
  return value;
}

}  // namespace confstate::xml
