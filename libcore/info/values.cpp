#include "info/values.hpp"

#include <algorithm>
#include <limits>
#include <string>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "xml/characters.hpp"
#include "xml/short_text.hpp"

namespace confstate::info {
namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

constexpr bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// The text in XSD's collapsed form. Copies only where there is white space inside; `room` keeps the copy.
std::string_view collapsed(std::string_view text, std::string& room) {
  text = base::trim(text);
  if (std::ranges::none_of(text, base::is_xml_space)) {
    return text;
  }
  room = base::collapse(text);
  return room;
}

bool all_languages(std::string_view list) {
  return std::ranges::all_of(base::split_list(list), is_language);
}

bool is_one_of(std::string_view text, Type enumeration) {
  const auto is_text = [text](std::string_view value) {
    return value.size() == text.size() && xml::same_bytes(value.data(), text.data(), text.size());
  };
  return std::ranges::any_of(values_of(enumeration), is_text);
}

}  // namespace

bool belongs_to(std::string_view text, Type simple_type) {
  switch (simple_type) {
    case Type::any_uri: {
      std::string room;
      return is_any_uri(collapsed(text, room));
    }
    case Type::unsigned_int:
      return read_unsigned(text).has_value();
    case Type::boolean:
      return read_boolean(text).has_value();
    case Type::date_time:
      return is_date_time(text);
    case Type::language_list:
      return all_languages(text);
    case Type::state:
    case Type::endpoint_status:
    case Type::joining:
    case Type::disconnection:
    case Type::media_status:
      return is_one_of(text, simple_type);
    default:
      return true;
  }
}

// XML Schema part 2, 3.3.3: up to eight letters, then groups of up to eight letters and digits behind hyphens.
bool is_language(std::string_view collapsed) {
  std::size_t length = 0;
  bool first = true;
  for (const char c : collapsed) {
    if (c == '-' && length > 0) {
      first = false;
      length = 0;
    } else if (length < 8 && (is_alpha(c) || (!first && is_digit(c)))) {
      ++length;
    } else {
      return false;
    }
  }
  return length > 0;
}

// Names as XML 1.0, fourth edition, has them, which is what XML Schema 1.0 refers to; no colon.
bool is_nc_name(std::string_view collapsed) {
  for (std::size_t at = 0; at < collapsed.size();) {
    const base::CodePoint c = base::decode_utf8(collapsed, at);
    const bool first = at == 0;
    const bool fits = c.value < 0x80 ? xml::has_class(collapsed[at], first ? xml::kNameStart : xml::kName)
                                     : (first ? xml::is_name_start(c.value) : xml::is_name_char(c.value));
    if (c.length == 0 || !fits) {
      return false;
    }
    at += c.length;
  }
  return !collapsed.empty();
}

std::optional<std::uint32_t> read_unsigned(std::string_view text) {
  const std::string_view digits = base::trim(text);
  std::uint64_t value = 0;
  for (const char c : digits) {
    if (!is_digit(c)) {
      return std::nullopt;
    }
    value = value * 10 + static_cast<std::uint64_t>(c - '0');
    if (value > std::numeric_limits<std::uint32_t>::max()) {
      return std::nullopt;
    }
  }
  return digits.empty() ? std::nullopt : std::optional(static_cast<std::uint32_t>(value));
}

std::optional<bool> read_boolean(std::string_view text) {
  const std::string_view word = base::trim(text);
  if (word == "true" || word == "1") {
    return true;
  }
  if (word == "false" || word == "0") {
    return false;
  }
  return std::nullopt;
}

}  // namespace confstate::info
