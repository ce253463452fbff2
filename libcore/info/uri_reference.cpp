// xs:anyURI. XML Schema part 2, 3.2.17, builds it on RFC 2396 as amended by RFC 2732, after escaping what no URI may
// contain. RFC 3986 has replaced both with an equivalent grammar but for square brackets: RFC 2732 made them reserved
// characters, which may stand in an opaque part, a query and a fragment as well as around an IPv6 host. SIP URIs
// with an IPv6 host are such opaque parts.
#include <array>
#include <cstddef>
#include <cstdint>

#include "info/values.hpp"

namespace confstate::info {
namespace {

enum CharClass : std::uint8_t {
  kPlain = 1,       // unreserved, sub-delims, and every character that a URI would have to escape
  kAlpha = 2,       // may begin a scheme
  kSchemeChar = 4,  // may stand in a scheme
  kDigit = 8,       // may stand in a port
  kHexDigit = 16,   // may follow '%'
};

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> classes{};
  classes.fill(kPlain);
  for (const char c : {'%', ':', '/', '?', '#', '[', ']', '@'}) {
    classes[static_cast<unsigned char>(c)] = 0;
  }
  for (int c = 'a'; c <= 'z'; ++c) {
    const auto hex = static_cast<std::uint8_t>(c <= 'f' ? kHexDigit : 0);
    const auto both = static_cast<std::uint8_t>(kPlain | kAlpha | kSchemeChar | hex);
    classes[static_cast<std::size_t>(c)] = both;
    classes[static_cast<std::size_t>(c) - 'a' + 'A'] = both;
  }
  for (int c = '0'; c <= '9'; ++c) {
    classes[static_cast<std::size_t>(c)] = kPlain | kSchemeChar | kDigit | kHexDigit;
  }
  for (const char c : {'+', '-', '.'}) {
    classes[static_cast<unsigned char>(c)] = kPlain | kSchemeChar;
  }
  return classes;
}

constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

// Reads a URI reference from left to right. Each function takes as much as its rule allows; a reference is right when
// nothing is left.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool reference() { return (take_scheme() ? after_scheme() : relative()) && query_and_fragment(); }

 private:
  [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
  [[nodiscard]] bool at_class(std::uint8_t wanted, std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() && (kClasses[static_cast<unsigned char>(text_[at_ + ahead])] & wanted) != 0;
  }
  bool take(char c) {
    const bool found = at(c);
    at_ += found ? 1 : 0;
    return found;
  }

  // Takes plain characters, escapes ("%" and two digits) and any character of `also`.
  void take_all(std::string_view also) {
    while (at_ < text_.size()) {
      if (at_class(kPlain) || also.find(text_[at_]) != std::string_view::npos) {
        ++at_;
      } else if (at('%') && at_class(kHexDigit, 1) && at_class(kHexDigit, 2)) {
        at_ += 3;
      } else {
        return;
      }
    }
  }

  bool take_scheme() {
    std::size_t end = 0;
    while (end < text_.size() && at_class(end == 0 ? kAlpha : kSchemeChar, end)) {
      ++end;
    }
    if (end == 0 || end == text_.size() || text_[end] != ':') {
      return false;
    }
    at_ = end + 1;
    return true;
  }

  // hier-part, or an opaque part: brackets may stand anywhere in it but first (RFC 2396 3, uric_no_slash).
  bool after_scheme() {
    if (at('/')) {
      return slashes();
    }
    if (!at('[') && !at(']')) {
      take_all(":@/[]");
    }
    return true;
  }

  // relative-part: the first segment has no colon.
  bool relative() {
    if (at('/')) {
      return slashes();
    }
    take_all("@");
    if (at('/')) {
      take_all(":@/");
    }
    return true;
  }

  bool slashes() {
    if (text_.substr(at_, 2) == "//") {
      at_ += 2;
      if (!authority()) {
        return false;
      }
    }
    if (at('/')) {
      take_all(":@/");
    }
    return true;
  }

  // [ userinfo "@" ] host [ ":" port ]
  bool authority() {
    const std::size_t begin = at_;
    take_all(":");
    if (!take('@')) {
      at_ = begin;
    }
    if (at('[')) {
      at_ = text_.find(']', at_);
      if (at_ == std::string_view::npos) {
        return false;
      }
      ++at_;
    } else {
      take_all("");
    }
    if (take(':')) {
      while (at_class(kDigit)) {
        ++at_;
      }
    }
    return true;
  }

  bool query_and_fragment() {
    if (take('?')) {
      take_all(":@/?[]");
    }
    if (take('#')) {
      take_all(":@/?[]");
    }
    return at_ == text_.size();
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_any_uri(std::string_view collapsed) {
  return Reader(collapsed).reference();
}

}  // namespace confstate::info
