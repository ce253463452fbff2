#include "base/utf8.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace confstate::base {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Invisible or reordering: what could hide or forge a part of a line.
constexpr Range kHostile[] = {
    {0x0, 0x1f},         // C0 controls
    {0x7f, 0x9f},        // DEL and C1 controls
    {0xad, 0xad},        // soft hyphen
    {0x34f, 0x34f},      // combining grapheme joiner
    {0x61c, 0x61c},      // Arabic letter mark
    {0x115f, 0x1160},    // Hangul fillers
    {0x17b4, 0x17b5},    // Khmer inherent vowels
    {0x180b, 0x180f},    // Mongolian selectors and vowel separator
    {0x200b, 0x200f},    // zero-width space, joiners, direction marks
    {0x2028, 0x202e},    // line and paragraph separator, bidi embeddings and overrides
    {0x2060, 0x206f},    // word joiner, invisible operators, bidi isolates, deprecated format characters
    {0x3164, 0x3164},    // Hangul filler
    {0xfeff, 0xfeff},    // byte order mark
    {0xffa0, 0xffa0},    // halfwidth Hangul filler
    {0xfff0, 0xfffb},    // specials
    {0x1bca0, 0x1bca3},  // shorthand format controls
    {0x1d173, 0x1d17a},  // musical format controls
    {0xe0000, 0xe0fff},  // tags and supplementary variation selectors
};

constexpr bool is_tail(unsigned char byte) {
  return (byte & 0xc0U) == 0x80U;
}

// The length that a lead byte promises and the bits it carries; 0 for a byte that leads nothing.
constexpr CodePoint read_lead(unsigned char lead) {
  if (lead < 0x80) {
    return {lead, 1};
  }
  if (lead >= 0xc2 && lead <= 0xdf) {
    return {lead & 0x1fU, 2};
  }
  if ((lead & 0xf0U) == 0xe0) {
    return {lead & 0x0fU, 3};
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    return {lead & 0x07U, 4};
  }
  return {};
}

void append_escape(std::string& out, const char* format, unsigned value) {
  std::array<char, 16> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), format, value);
  out.append(buffer.data(), static_cast<std::size_t>(length));
}

void append_harmless(std::string& out, std::string_view text, std::size_t at, const CodePoint& point) {
  if (point.length == 0) {
    append_escape(out, "\\x%02X", static_cast<unsigned char>(text[at]));
  } else if (point.value == U'\n') {
    out += "\\n";
  } else if (point.value == U'\t') {
    out += "\\t";
  } else if (is_hostile(point.value)) {
    append_escape(out, "\\u{%04X}", static_cast<unsigned>(point.value));
  } else {
    out.append(text, at, point.length);
  }
}

// How many characters from the first one on are printable ASCII.
std::size_t plain_run(std::string_view text) {
  const auto is_plain = [](char c) { return c >= ' ' && c <= '~'; };
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_plain) - text.begin());
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  CodePoint point = read_lead(static_cast<unsigned char>(text[at]));
  if (point.length <= 1) {
    return point;
  }
  if (text.size() - at < point.length) {
    return {};
  }
  for (std::size_t i = 1; i < point.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + i]);
    if (!is_tail(byte)) {
      return {};
    }
    point.value = (point.value << 6U) | (byte & 0x3fU);
  }
  const bool overlong = (point.length == 3 && point.value < 0x800) || (point.length == 4 && point.value < 0x10000);
  const bool surrogate = point.value >= 0xd800 && point.value <= 0xdfff;
  return overlong || surrogate || point.value > 0x10ffff ? CodePoint{} : point;
}

void append_utf8(std::string& out, char32_t value) {
  const auto tail = [value](unsigned shift) { return static_cast<char>(0x80U | ((value >> shift) & 0x3fU)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xc0U | (value >> 6U));
    out += tail(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xe0U | (value >> 12U));
    out += tail(6);
    out += tail(0);
  } else {
    out += static_cast<char>(0xf0U | (value >> 18U));
    out += tail(12);
    out += tail(6);
    out += tail(0);
  }
}

std::size_t find_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    if (point.length == 0) {
      return at;
    }
    at += point.length;
  }
  return std::string_view::npos;
}

bool is_hostile(char32_t value) {
  if (value >= 0x20 && value < 0x7f) {
    return false;
  }
  return std::any_of(std::begin(kHostile), std::end(kHostile),
                     [value](const Range& r) { return value >= r.first && value <= r.last; });
}

std::string escape_hostile(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    if (const std::size_t plain = plain_run(text.substr(at)); plain > 0) {
      out.append(text, at, plain);
      at += plain;
      continue;
    }
    const CodePoint point = decode_utf8(text, at);
    append_harmless(out, text, at, point);
    at += std::max<std::size_t>(point.length, 1);
  }
  return out;
}

std::string clipped(std::string_view value) {
  constexpr std::size_t kShownBytes = 80;
  if (value.size() <= kShownBytes) {
    return std::string(value);
  }
  std::size_t end = kShownBytes;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string(value.substr(0, end)).append("\xE2\x80\xA6");
}

}  // namespace confstate::base
