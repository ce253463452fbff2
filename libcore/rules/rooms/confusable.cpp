#include "rules/rooms/confusable.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/utf8.hpp"

namespace confstate::rules {
namespace {

// For each ASCII letter the others that look like it in common typefaces (Unicode Technical Standard 39, and letters
// with marks that are easily overlooked).
struct Family {
  char letter;
  std::u32string_view others;
};

constexpr auto kFamilies = std::to_array<Family>({
    {'a', U"\u0430\u03b1\u0251\u00e0\u00e1\u00e2\u00e3\u00e4\u00e5\u0101\u0103\u0105\u1ea1"},
    {'b', U"\u042c\u0184\u0253"},
    {'c', U"\u0441\u03f2\u00e7\u0107\u010d\u1d04"},
    {'d', U"\u0501\u0111\u010f\u0257"},
    {'e', U"\u0435\u0451\u00e8\u00e9\u00ea\u00eb\u0113\u0117\u0119\u011b\u1eb9"},
    {'f', U"\u0192"},
    {'g', U"\u0261\u0581\u011f\u0121\u0123"},
    {'h', U"\u04bb\u0570\u0127"},
    {'i', U"\u0456\u03b9\u0131\u00ec\u00ed\u00ee\u00ef\u012b\u012f\u0457\u1ecb"},
    {'j', U"\u0458\u03f3"},
    {'k', U"\u03ba\u043a\u0137"},
    {'l', U"\u04cf\u0269\u013a\u013c\u013e\u0142|1"},
    {'m', U"\u043c"},
    {'n', U"\u0578\u057c\u00f1\u0144\u0146\u0148\u03b7"},
    {'o',
     U"\u043e\u03bf\u0585\u00f2\u00f3\u00f4\u00f5\u00f6\u00f8\u014d\u0151\u1ecd"
     U"0"},
    {'p', U"\u0440\u03c1"},
    {'q', U"\u051b\u0566"},
    {'r', U"\u0433\u0155\u0159"},
    {'s', U"\u0455\u015b\u015d\u015f\u0161\u0219"},
    {'t', U"\u0442\u03c4\u0163\u0165\u021b"},
    {'u', U"\u057d\u03c5\u00f9\u00fa\u00fb\u00fc\u016b\u016f\u0171\u0173"},
    {'v', U"\u03bd\u0475"},
    {'w', U"\u051d\u0461\u03c9"},
    {'x', U"\u0445\u03c7"},
    {'y', U"\u0443\u04af\u00fd\u00ff"},
    {'z', U"\u017a\u017c\u017e\u1d22"},
});

char letter_like(char32_t value) {
  const auto* const found = std::ranges::find_if(
      kFamilies, [&](const Family& family) { return family.others.find(value) != std::u32string_view::npos; });
  return found == kFamilies.end() ? '\0' : found->letter;
}

// Pairs that read as one letter.
void join_pairs(std::string& text) {
  for (const auto& [pair, letter] : {std::pair<std::string_view, char>{"rn", 'm'}, {"vv", 'w'}, {"cl", 'd'}}) {
    for (std::size_t at = text.find(pair); at != std::string::npos; at = text.find(pair, at + 1)) {
      text.replace(at, pair.size(), 1, letter);
    }
  }
}

}  // namespace

std::string skeleton_of(std::string_view host) {
  constexpr std::size_t kLongest = 1024;  // no name of a host is longer, and none that is fools a reader
  host = host.substr(0, kLongest);
  std::string out;
  for (std::size_t at = 0; at < host.size();) {
    const base::CodePoint point = base::decode_utf8(host, at);
    const std::size_t length = std::max<std::size_t>(point.length, 1);
    const char letter = point.length == 0 ? '\0' : letter_like(point.value);
    out += letter == '\0' ? std::string(host.substr(at, length)) : std::string(1, letter);
    at += length;
  }
  join_pairs(out);
  return out;
}

std::vector<std::string> foreign_letters(std::string_view text, std::size_t most) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size() && found.size() < most;) {
    const base::CodePoint point = base::decode_utf8(text, at);
    at += std::max<std::size_t>(point.length, 1);
    std::string name = fmt::format("U+{:04X}", static_cast<std::uint32_t>(point.value));
    if (point.length > 1 && std::ranges::find(found, name) == found.end()) {
      found.push_back(std::move(name));
    }
  }
  return found;
}

}  // namespace confstate::rules
