// Documents written with their expected places in them: ⟦what is wrong⟧ and ⟪the other place⟫.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/location.hpp"

namespace confstate::tests {

struct Marked {
  std::string text;
  std::optional<base::Span> span;
  std::optional<base::Span> other;
};

namespace detail {

inline std::optional<std::uint32_t> take(std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  if (at == std::string::npos) {
    return std::nullopt;
  }
  text.erase(at, mark.size());
  return static_cast<std::uint32_t>(at);
}

}  // namespace detail

// Takes the marks out of a document. The span inside comes first or last, never within the other.
[[nodiscard]] inline Marked marked(std::string text) {
  constexpr std::string_view kMarks[] = {"⟦", "⟧", "⟪", "⟫"};
  std::optional<std::uint32_t> at[4];
  for (std::size_t pass = 0; pass < 4; ++pass) {
    // The leftmost mark is taken first, so that its offset counts no mark before it.
    std::size_t best = 4;
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t place = text.find(kMarks[i]);
      if (place != std::string::npos && (best == 4 || place < text.find(kMarks[best]))) {
        best = i;
      }
    }
    if (best < 4) {
      at[best] = detail::take(text, kMarks[best]);
    }
  }
  Marked out{std::move(text), std::nullopt, std::nullopt};
  if (at[0]) {
    out.span = base::Span{*at[0], *at[1]};
  }
  if (at[2]) {
    out.other = base::Span{*at[2], *at[3]};
  }
  return out;
}

}  // namespace confstate::tests
