// Instants as nanoseconds since 1970 in UTC, leap seconds left out, and how they are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"

namespace confstate::base {

inline constexpr std::int64_t kNanoseconds = 1'000'000'000;  // in a second
inline constexpr std::int64_t kSecondsOfDay = 86'400;

// The day that an instant lies in.
[[nodiscard]] Date day_of(std::int64_t instant);

// The first instant of a day, in seconds; the day must be one of the calendar.
[[nodiscard]] std::int64_t seconds_of(const Date& day);

// "20:00:07.412", with so many digits of the second's fraction (0 to 9), cut and not rounded.
[[nodiscard]] std::string write_time(std::int64_t instant, unsigned digits);

// RFC 3339, UTC: "2026-11-21T20:00:07.412Z".
[[nodiscard]] std::string write_instant(std::int64_t instant, unsigned digits);

// Reads RFC 3339, with any offset and up to nine digits of a fraction; nothing where it is none, or out of the range
// of 64 bits (years 1678 to 2261).
[[nodiscard]] std::optional<std::int64_t> read_instant(std::string_view text);

// A span of time for people: "412 ms", "9.4 s", "48 s", "3 min 12 s", "2 h 5 min"; "0 ms" for what is less than one.
[[nodiscard]] std::string write_duration(std::int64_t nanoseconds);

}  // namespace confstate::base
