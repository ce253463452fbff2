#include "xml/declaration.hpp"

#include <algorithm>
#include <array>

#include "xml/characters.hpp"

namespace confstate::xml {
namespace {

struct Pair {
  base::Span name;
  base::Span value;
};

// Reads the pseudo-attributes one after the other.
class PairReader {
 public:
  PairReader(std::string_view text, std::uint32_t at) : text_(text), at_(at) {}

  // The next one; nothing at the end or where the grammar is broken.
  std::optional<Pair> next() {
    const std::uint32_t begin = at_;
    skip_space();
    if (at_ == text_.size()) {
      return std::nullopt;
    }
    Pair pair;
    if (at_ == begin || !read_name(pair) || !read_value(pair)) {
      bad_ = base::Span{std::min(at_, size() - 1), std::min(at_ + 1, size())};
      return std::nullopt;
    }
    return pair;
  }

  [[nodiscard]] std::optional<base::Span> bad() const { return bad_; }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_space() {
    while (has_class(here(), kSpace)) {
      ++at_;
    }
  }

  bool read_name(Pair& pair) {
    pair.name.begin = at_;
    while (has_class(here(), kName)) {
      ++at_;
    }
    pair.name.end = at_;
    skip_space();
    return pair.name.begin != pair.name.end && here() == '=';
  }

  bool read_value(Pair& pair) {
    ++at_;
    skip_space();
    const char quote = here();
    if (quote != '"' && quote != '\'') {
      return false;
    }
    pair.value.begin = ++at_;
    while (has_class(here(), kName)) {
      ++at_;
    }
    pair.value.end = at_;
    return here() == quote && ++at_ != 0;
  }

  std::string_view text_;
  std::uint32_t at_;
  std::optional<base::Span> bad_;
};

// Holds the pairs against the grammar: version, then perhaps encoding, then perhaps standalone.
class Grammar {
 public:
  explicit Grammar(std::string_view text) : text_(text) {}

  void take(const Pair& pair, Declaration& out) {
    const std::size_t place = place_of(pair);
    if (place == 1 && !out.encoding) {
      out.encoding = pair.value;
    }
    if (out.bad) {
      return;
    }
    if (place < next_ || place == kNames.size() || (next_ == 0 && place != 0)) {
      out.bad = pair.name;
    } else if (!is_allowed(place, cut(pair.value))) {
      out.bad = pair.value.begin == pair.value.end ? pair.name : pair.value;
    } else if (place == 0) {
      out.version = pair.value;
    }
    next_ = place + 1;
  }

 private:
  static constexpr std::array<std::string_view, 3> kNames{"version", "encoding", "standalone"};

  [[nodiscard]] std::string_view cut(base::Span span) const { return text_.substr(span.begin, span.end - span.begin); }

  [[nodiscard]] std::size_t place_of(const Pair& pair) const {
    const auto* const found = std::ranges::find(kNames, cut(pair.name));
    return static_cast<std::size_t>(found - kNames.begin());
  }

  static bool is_letter(char c) { return has_class(c, kNameStart) && c != '_'; }

  static bool is_allowed(std::size_t place, std::string_view value) {
    if (place == 1) {
      return !value.empty() && is_letter(value.front());
    }
    return place == 0 || value == "yes" || value == "no";
  }

  std::string_view text_;
  std::size_t next_ = 0;
};

}  // namespace

bool begins_with_declaration(std::string_view text) {
  if (!text.starts_with(kDeclarationOpen) || text.size() == kDeclarationOpen.size()) {
    return false;
  }
  const char after = text[kDeclarationOpen.size()];
  return has_class(after, kSpace) || after == '?';
}

Declaration read_declaration(std::string_view text, std::uint32_t end) {
  Declaration out;
  PairReader pairs(text.substr(0, end), static_cast<std::uint32_t>(kDeclarationOpen.size()));
  Grammar grammar(text);
  while (const std::optional<Pair> pair = pairs.next()) {
    grammar.take(*pair, out);
  }
  if (!out.bad) {
    out.bad = pairs.bad();
  }
  if (!out.bad && !out.version) {
    out.bad = base::Span{2, static_cast<std::uint32_t>(kDeclarationOpen.size())};
  }
  return out;
}

}  // namespace confstate::xml
