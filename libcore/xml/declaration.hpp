// The XML declaration: <?xml version="1.0" encoding="UTF-8" standalone="yes"?>.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/location.hpp"

namespace confstate::xml {

inline constexpr std::string_view kDeclarationOpen = "<?xml";

// What an XML declaration says, and where it breaks its grammar (XML 1.0 section 2.8).
struct Declaration {
  std::optional<base::Span> version;
  std::optional<base::Span> encoding;  // also found where the declaration is otherwise broken
  std::optional<base::Span> bad;
};

// True when the text begins with an XML declaration, not with an instruction whose name begins likewise.
[[nodiscard]] bool begins_with_declaration(std::string_view text);

// Reads the declaration that `text` begins with; `end` is the offset of its "?>".
[[nodiscard]] Declaration read_declaration(std::string_view text, std::uint32_t end);

}  // namespace confstate::xml
