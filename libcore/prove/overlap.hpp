// Which patterns make too many classes of callers.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace confstate::prove {

// Patterns that overlap others without being contained, the one with most such others first; at most `most`.
[[nodiscard]] std::vector<std::string> overlapping_patterns(std::span<const std::string> patterns, std::size_t most);

}  // namespace confstate::prove
