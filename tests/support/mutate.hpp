// Seeded mutations of XML documents: by tokens, by strings that parsers stumble over, and by bytes.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace confstate::tests {

using namespace std::string_view_literals;

// Strings that decide between well-formed and not, or that are read in more than one way.
inline constexpr std::string_view kStumbles[] = {
    // clang-format off
    "]]>"sv, "]]"sv, "]"sv, "--"sv, "-->"sv, "--->"sv, "<!--"sv, "<!-- -->"sv, "<!---->"sv, "<!--\r\n-->"sv, "<!-"sv, "<!"sv,
    "<![CDATA["sv, "<![CDATA[]]>"sv, "<![CDATA[ ]]>"sv, "<![CDATA[a\r\n<&b]]>"sv, "<![cdata[x]]>"sv, "]]]]><![CDATA[>"sv,
    "<?"sv, "?>"sv, "<?x?>"sv, "<?x y\r\rz?>"sv, "<?x?\?>"sv, "<?x:y?>"sv, "<?XML?>"sv, "<?xml?>"sv, "<?Xml a?>"sv, "<?xml-x ?>"sv,
    "<?xml version=\"1.0\"?>"sv, "<?xml version='1.1' encoding='UTF-8' standalone='no' ?>"sv, " standalone='maybe'"sv,
    " standalone=\"yes\""sv, " encoding=\"utf-8\""sv, " encoding=''"sv, " encoding='_'"sv, "version"sv, "encoding"sv,
    "<!DOCTYPE a>"sv, "<!DOCTYPE a SYSTEM 'b'>"sv, "<!DOCTYPE a PUBLIC 'b' 'c' [ <!ENTITY x 'y'> ]>"sv, "<!DOCTYPE"sv,
    "<!ENTITY x 'y'>"sv, "<!doctype html>"sv,
    "&"sv, "&#"sv, "&#x"sv, "&#;"sv, "&#x;"sv, "&;"sv, ";"sv, "&#0;"sv, "&#1;"sv, "&#9;"sv, "&#10;"sv, "&#xD;"sv, "&#32;"sv, "&#65;"sv,
    "&#X41;"sv, "&#x41;"sv, "&#x1f600;"sv, "&#xD800;"sv, "&#xDFFF;"sv, "&#xE000;"sv, "&#xFFFD;"sv, "&#xFFFE;"sv, "&#65535;"sv,
    "&#x10FFFF;"sv, "&#x110000;"sv, "&#4294967361;"sv, "&#x100000041;"sv, "&#00000000000000000000065;"sv, "&#x1FFFE;"sv,
    "&lt;"sv, "&gt;"sv, "&amp;"sv, "&quot;"sv, "&apos;"sv, "&LT;"sv, "&nbsp;"sv, "&a:b;"sv, "& amp;"sv, "&amp"sv, "&é;"sv,
    " xmlns=\"\""sv, " xmlns:p=\"\""sv, " xmlns:p=\"u\""sv, " xmlns:q=\"u\""sv, " xmlns=\"u\""sv, " xmlns:p='u' xmlns:q='u'"sv,
    " p:a=\"1\""sv, " q:a=\"1\""sv, " p:a='1' q:a='2'"sv, " a='1'"sv, " a=\"1\" a='1'"sv, " xml:lang=\"en\""sv, " xml:a='1'"sv, " xmlns:xml='u'"sv,
    " xmlns:xml='http://www.w3.org/XML/1998/namespace'"sv, " xmlns:p='http://www.w3.org/XML/1998/namespace'"sv,
    " xmlns='http://www.w3.org/XML/1998/namespace'"sv, " xmlns:xmlns='http://www.w3.org/2000/xmlns/'"sv,
    " xmlns='http://www.w3.org/2000/xmlns/'"sv, " xmlns:p='http://www.w3.org/2000/xmlns/'"sv, " xmlns:a:b='u'"sv, " xmlns:='u'"sv,
    " xmlnsp='u'"sv, " xmlns:p='&#117;'"sv, " xmlns:p=' u\n'"sv, " p:xmlns='u'"sv, " xmlns:xmlp='u'"sv,
    "<p:a/>"sv, "<q:a></q:a>"sv, "<xml:a/>"sv, "<xmlns:a/>"sv, "<a/>"sv, "<a>"sv, "</a>"sv, "<a ></a >"sv, "< a/>"sv, "</ a>"sv, "<a/ >"sv, "<a:/>"sv,
    "<:a/>"sv, "<a:b:c/>"sv, "<p:1b/>"sv, "<1/>"sv, "<a.b-c_d1/>"sv, "<>"sv, "</>"sv, "<"sv, ">"sv, "/"sv, "/>"sv, "</"sv, "="sv, "\""sv, "'"sv, "!"sv,
    "?"sv, ":"sv, "p:"sv, ":p"sv, "a:b"sv, " "sv, "  "sv, "\t"sv, "\n"sv, "\r"sv, "\r\n"sv, "\r\r\n"sv, "\n\r"sv, "a"sv, "é"sv, " b "sv,
    "\0"sv, "\1"sv, "\x1f"sv, "\x7f"sv, "\xc2\x80"sv, "\xc2\x85"sv, "\xc2\xa0"sv, "\xe2\x80\xa8"sv, "\xef\xbb\xbf"sv, "\xef\xbf\xbc"sv,
    "\xef\xbf\xbd"sv, "\xef\xbf\xbe"sv, "\xef\xbf\xbf"sv, "\xed\x9f\xbf"sv, "\xed\xa0\x80"sv, "\xed\xbf\xbf"sv, "\xee\x80\x80"sv,
    "\xf0\x90\x80\x80"sv, "\xf0\x9f\xbf\xbe"sv, "\xf4\x8f\xbf\xbf"sv, "\xf4\x90\x80\x80"sv, "\xf5\x80\x80\x80"sv, "\xf8\x88\x80\x80\x80"sv,
    "\xc0\x80"sv, "\xc1\xbf"sv, "\xe0\x80\x80"sv, "\xe0\x9f\xbf"sv, "\xf0\x80\x80\x80"sv, "\xf0\x8f\xbf\xbf"sv, "\x80"sv, "\xbf"sv, "\xc3"sv,
    "\xe2\x82"sv, "\xf0\x9f\x98"sv, "\xfe"sv, "\xff"sv, "\xfe\xff"sv, "\xff\xfe"sv,
    // clang-format on
};

// The borders of the name tables of the fourth edition.
inline constexpr char32_t kNameBorders[] = {
    0xb6,   0xb7,   0xb8,   0xbf,   0xc0,   0xd6,   0xd7,   0xd8,   0xf6,   0xf7,   0xf8,   0x131,  0x132,  0x133,
    0x134,  0x13e,  0x13f,  0x141,  0x148,  0x149,  0x14a,  0x17e,  0x17f,  0x180,  0x1c3,  0x1c4,  0x1cd,  0x1f5,
    0x1f6,  0x1fa,  0x217,  0x218,  0x220,  0x24f,  0x250,  0x2a8,  0x2a9,  0x2bb,  0x2c1,  0x2d0,  0x300,  0x345,
    0x346,  0x360,  0x370,  0x37e,  0x386,  0x387,  0x388,  0x3ce,  0x3d0,  0x401,  0x40d,  0x481,  0x483,  0x531,
    0x559,  0x5d0,  0x640,  0x660,  0x66a,  0x905,  0xe33,  0xf3e,  0x1100, 0x1101, 0x11f9, 0x1e00, 0x1e9b, 0x1e9c,
    0x200c, 0x203f, 0x2070, 0x20d0, 0x20e1, 0x2126, 0x212a, 0x212e, 0x2180, 0x2183, 0x2c00, 0x3005, 0x3007, 0x3021,
    0x3029, 0x302a, 0x3031, 0x3041, 0x3099, 0x30fa, 0x30fc, 0x3105, 0x312c, 0x312d, 0x4e00, 0x9fa5, 0x9fa6, 0xabff,
    0xac00, 0xd7a3, 0xd7a4, 0xf900, 0xfe70, 0xff21, 0xfffd, 0xfffe, 0x10000};

// Small documents that the mutations of namespaces, references and sections work well on.
inline constexpr std::string_view kSeedlings[] = {
    "<a/>"sv,
    "<a>b</a>"sv,
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><a b='c'>d</a>"sv,
    "<a xmlns:p='u' xmlns:q='v' p:b='1' q:b='2'><p:c/><q:c p:d='e'>f</q:c></a>"sv,
    "<a xmlns='u'><b xmlns=''><c xmlns='v'/></b><!-- d --><?e f?> g </a>"sv,
    "<!-- a --><?b c?>\n<d>&lt;&#65;&amp;<![CDATA[<e>]]></d>\n<?f?>"sv,
    "<!DOCTYPE a><a>b</a>"sv,
    "<!DOCTYPE a PUBLIC \"b\" 'c'><a>&lt;</a>"sv,
    "<p:a xmlns:p='u'><p:b p:c='d' c='e' xml:lang='f'/>\r\n<p:g>\r</p:g></p:a>"sv,
};

// Changes documents; the same seed makes the same document.
class Mutator {
 public:
  Mutator(std::uint64_t seed, const std::vector<std::string>& documents) : random_(seed), documents_(documents) {}

  // A document with one to a few changes, sometimes in another encoding.
  [[nodiscard]] std::string next() {
    std::string text = pick_document();
    std::uint64_t changes = 1;
    for (; below(3) == 0 && changes < 6; ++changes) {
    }
    for (; changes != 0; --changes) {
      change(text);
    }
    return below(40) == 0 ? to_utf16(text) : text;
  }

  [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

 private:
  struct Token {
    std::size_t begin;
    std::size_t size;
  };

  std::string pick_document() {
    if (documents_.empty() || below(3) == 0) {
      return std::string(kSeedlings[below(std::size(kSeedlings))]);
    }
    return documents_[below(documents_.size())];
  }

  static int class_of(char c) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
      return 1;
    }
    const bool punctuation = c == '<' || c == '>' || c == '/' || c == '=' || c == '"' || c == '\'' || c == ':' ||
                             c == '&' || c == ';' || c == '!' || c == '?' || c == '[' || c == ']';
    return punctuation ? 0 : 2;
  }

  // A run of white space, of other characters, or a single character of markup.
  Token token(const std::string& text) {
    if (text.empty()) {
      return {0, 0};
    }
    std::size_t begin = below(text.size());
    const int kind = class_of(text[begin]);
    while (kind != 0 && begin > 0 && class_of(text[begin - 1]) == kind) {
      --begin;
    }
    std::size_t end = begin + 1;
    while (kind != 0 && end < text.size() && class_of(text[end]) == kind) {
      ++end;
    }
    return {begin, end - begin};
  }

  // What stands between two neighbouring '<', or '<' and '>': a tag, or an element with its text.
  Token markup(const std::string& text) {
    const std::size_t begin = text.find('<', text.empty() ? 0 : below(text.size()));
    if (begin == std::string::npos) {
      return token(text);
    }
    const std::size_t end = text.find(below(2) == 0 ? '>' : '<', begin + 1);
    return {begin, end == std::string::npos ? text.size() - begin : end + (text[end] == '>' ? 1 : 0) - begin};
  }

  Token piece(const std::string& text) { return below(2) == 0 ? token(text) : markup(text); }

  std::string name_character() {
    const char32_t border = kNameBorders[below(std::size(kNameBorders))];
    return encode(below(4) == 0 ? static_cast<char32_t>(below(0x11000)) : border);
  }

  std::string stumble() {
    return below(8) == 0 ? name_character() : std::string(kStumbles[below(std::size(kStumbles))]);
  }

  static std::string encode(char32_t value) {
    const auto tail = [value](unsigned shift) { return static_cast<char>(0x80U | ((value >> shift) & 0x3fU)); };
    if (value < 0x80) {
      return {static_cast<char>(value)};
    }
    if (value < 0x800) {
      return {static_cast<char>(0xc0U | (value >> 6U)), tail(0)};
    }
    if (value < 0x10000) {
      return {static_cast<char>(0xe0U | (value >> 12U)), tail(6), tail(0)};
    }
    return {static_cast<char>(0xf0U | (value >> 18U)), tail(12), tail(6), tail(0)};
  }

  void change(std::string& text) {
    const Token at = piece(text);
    const std::string copy = text.substr(at.begin, at.size);
    switch (below(12)) {
      case 0:
        text.erase(at.begin, at.size);
        break;
      case 1:
        text.insert(at.begin + at.size, copy);
        break;
      case 2:
        text.insert(piece(text).begin, copy);
        break;
      case 3:
        swap(text, at, piece(text));
        break;
      case 4:
        text.replace(at.begin, at.size, stumble());
        break;
      case 5:
        text.insert(inside(at), name_character());
        break;
      case 6:
        text.resize(inside(at));
        break;
      case 7:
        change_byte(text);
        break;
      case 8:
        splice(text, at);
        break;
      default:
        text.insert(below(3) == 0 ? inside(at) : at.begin + (below(2) == 0 ? 0 : at.size), stumble());
    }
  }

  std::size_t inside(Token at) { return at.begin + below(at.size + 1); }

  static void swap(std::string& text, Token a, Token b) {
    if (b.begin < a.begin) {
      std::swap(a, b);
    }
    if (a.begin + a.size <= b.begin) {
      const std::string first = text.substr(a.begin, a.size);
      const std::string second = text.substr(b.begin, b.size);
      text.replace(b.begin, b.size, first);
      text.replace(a.begin, a.size, second);
    }
  }

  void change_byte(std::string& text) {
    if (!text.empty()) {
      char& byte = text[below(text.size())];
      byte = static_cast<char>(below(2) == 0 ? below(256) : static_cast<unsigned char>(byte) ^ (1U << below(8)));
    }
  }

  void splice(std::string& text, Token at) {
    const std::string other = pick_document();
    const Token from = markup(other);
    text.replace(at.begin, at.size, other, from.begin, from.size);
  }

  // As UTF-16 in either order, with or without a byte order mark; bytes beyond ASCII become what they may.
  std::string to_utf16(const std::string& text) {
    const bool big = below(2) == 0;
    std::string out = below(2) == 0 ? "" : big ? "\xfe\xff" : "\xff\xfe";
    for (const char c : text) {
      const char high = below(300) == 0 ? static_cast<char>(below(256)) : '\0';
      out += big ? high : c;
      out += big ? c : high;
    }
    return out;
  }

  std::mt19937_64 random_;
  const std::vector<std::string>& documents_;
};

}  // namespace confstate::tests
