// The registry "URI purposes" of RFC 4575 section 9.5, with RFC 7082 and RFC 7106.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace confstate::rules::purposes {

inline constexpr std::string_view kParticipation = "participation";
inline constexpr std::string_view kStreaming = "streaming";
inline constexpr std::string_view kEvent = "event";
inline constexpr std::string_view kRoom = "grouptextchat";

// The list that a purpose belongs to.
enum class Place : std::uint8_t { conference, service };

// Where a registered purpose belongs; nothing for any other value. Case and white space count.
[[nodiscard]] std::optional<Place> place_of(std::string_view purpose);

// The registered purpose that was probably meant; nothing when none is near.
[[nodiscard]] std::optional<std::string_view> nearest(std::string_view value);

}  // namespace confstate::rules::purposes
