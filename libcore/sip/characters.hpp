// Which characters SIP allows where (RFC 3261 section 25.1), and blanks with folds. For sip/ only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace confstate::sip {

// Classes of characters, as bits. What asks for a run of them asks for one class.
enum Class : std::uint16_t {
  kTokenChar = 1,  // token
  kWordChar = 2,   // word: what Call-ID is made of
  kHostChar = 4,   // host names and IP addresses, without brackets
  kUriChar = 8,    // everything that may stand in a URI: reserved, unreserved, "%" and brackets
  kBlank = 16,     // blank, tab, CR, LF
  kDigit = 32,
  kParamEnd = 64,      // what ends a parameter name or an unquoted value: blanks, ; , = ? > <
  kValueChar = 128,    // token characters, brackets and colon: unquoted parameter values (gen-value)
  kLineBlank = 256,    // blank, tab
  kNameChar = 512,     // token characters and blanks: display names without quotes
  kSchemeChar = 1024,  // of the scheme of a URI, behind its first letter
  kLetter = 2048,
  kUserChar = 4096,   // what may stand in the user of a URI and separates nothing
  kUriCut = 16384,    // "?" and ";"
  kListStop = 32768,  // what a list must be looked at for: comma, quote, "<"
  kTailChar = 8192,   // what may stand in the parameters of a URI, but "?", "@", "%" and brackets
};

constexpr std::array<std::uint16_t, 256> make_classes() {
  std::array<std::uint16_t, 256> classes = {};
  const auto add = [&classes](std::string_view set, unsigned bits) {
    for (const char c : set) {
      auto& slot = classes[static_cast<unsigned char>(c)];
      slot = static_cast<std::uint16_t>(slot | bits);
    }
  };
  constexpr unsigned kAll =
      kTokenChar | kWordChar | kHostChar | kUriChar | kValueChar | kNameChar | kUserChar | kTailChar;
  add("0123456789", kAll | kDigit | kSchemeChar);
  add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", kAll | kLetter | kSchemeChar);
  add("-.", kAll | kSchemeChar);
  add("_", kAll);  // no host name of RFC 3261, but in use everywhere
  add("!*'~", kTokenChar | kWordChar | kUriChar | kValueChar | kNameChar | kUserChar | kTailChar);
  add("%", kTokenChar | kWordChar | kUriChar | kValueChar | kNameChar);
  add("+", kTokenChar | kWordChar | kUriChar | kValueChar | kNameChar | kUserChar | kTailChar | kSchemeChar);
  add("`", kTokenChar | kWordChar | kValueChar | kNameChar);
  add("()<>:\\\"/[]?{}", kWordChar);
  add("();/?:@&=+$,[]#", kUriChar);
  add("();/:&=$,", kTailChar);
  add("[]:/@", kValueChar);
  add(" \t\r\n", kBlank | kParamEnd | kNameChar);
  add(" \t", kLineBlank);
  add("?;", kUriCut);
  add(",\"<", kListStop);
  add(";,=<>\"", kParamEnd);
  return classes;
}

inline constexpr std::array<std::uint16_t, 256> kClasses = make_classes();

constexpr unsigned classes_of(char c) {
  return kClasses[static_cast<unsigned char>(c)];
}

constexpr bool is(char c, Class wanted) {
  return (classes_of(c) & wanted) != 0;
}

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool equal_letters(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] != b[i] && lower(a[i]) != lower(b[i])) {
      return false;
    }
  }
  return true;
}

// What may stand in an IPv6 address.
constexpr bool is_literal(char c) {
  const char small = lower(c);
  return is(c, kDigit) || (small >= 'a' && small <= 'f') || c == ':' || c == '.';
}

// "[...]" around such characters.
constexpr bool is_bracketed_literal(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') {
    return false;
  }
  for (const char c : host.substr(1, host.size() - 2)) {
    if (!is_literal(c)) {
      return false;
    }
  }
  return true;
}

// The length of the run of such characters at a place.
constexpr std::size_t run_of(std::string_view text, std::size_t at, Class wanted) {
  const char* const begin = text.data();
  std::size_t end = at;
  // Four at a time, as most words are short, but not so short.
  while (end + 4 <= text.size() && (classes_of(begin[end]) & classes_of(begin[end + 1]) & classes_of(begin[end + 2]) &
                                    classes_of(begin[end + 3]) & wanted) != 0) {
    end += 4;
  }
  while (end < text.size() && is(begin[end], wanted)) {
    ++end;
  }
  return end - at;
}

constexpr bool all_of(std::string_view text, Class wanted) {
  return run_of(text, 0, wanted) == text.size();
}

// The length of a scheme with its colon (RFC 3986 section 3.1); 0 where there is none.
constexpr std::size_t scheme_size(std::string_view uri) {
  const std::size_t size = !uri.empty() && is(uri[0], kLetter) ? run_of(uri, 0, kSchemeChar) : 0;
  return size != 0 && size < uri.size() && uri[size] == ':' ? size + 1 : 0;
}

// The place of the next character of a class, or the end.
constexpr std::size_t find_next(std::string_view text, std::size_t at, Class wanted) {
  while (at < text.size() && !is(text[at], wanted)) {
    ++at;
  }
  return at;
}

// The same for one character. For words, where it is quicker than to call memchr.
constexpr std::size_t find_near(std::string_view text, std::size_t at, char wanted) {
  while (at < text.size() && text[at] != wanted) {
    ++at;
  }
  return at;
}

// The place behind blanks, folds included. There are mostly none.
constexpr std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is(text[at], kBlank)) {
    ++at;
  }
  return at;
}

constexpr std::string_view trim_blanks(std::string_view text) {
  std::size_t begin = 0;
  std::size_t end = text.size();
  while (begin < end && is(text[begin], kBlank)) {
    ++begin;
  }
  while (end > begin && is(text[end - 1], kBlank)) {
    --end;
  }
  return text.substr(begin, end - begin);
}

// The place behind a quoted string that begins at `at` (its quote); npos where it does not end.
constexpr std::size_t skip_quoted(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// A view of nothing at a place: what is wrong there is missing.
constexpr std::string_view nothing_at(std::string_view text, std::size_t at) {
  return text.substr(at < text.size() ? at : text.size(), 0);
}

}  // namespace confstate::sip
