// Values in words; for explain.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/fields.hpp"
#include "policy/layers.hpp"
#include "policy/policy.hpp"

namespace confstate::policy {

// "a, b and c".
[[nodiscard]] std::string listed(std::span<const std::string> words);

// What a value means, by the phrases of its field: "Only listed users may take part."; empty where it has none.
[[nodiscard]] std::string sentence_of(const Value& value);

// What one element says.
[[nodiscard]] std::string sentence_of(const MemberRule& rule, std::string_view verb);
[[nodiscard]] std::string sentence_of(const Window& window);
[[nodiscard]] std::string sentence_of(const TrustPeer& peer);

}  // namespace confstate::policy
