#include "base/instant.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace confstate::base {
namespace {

constexpr int kFractionDigits = 9;

// Rounds down, also below zero.
std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// A number below 100.
void append_two(std::string& out, std::int64_t number) {
  out += static_cast<char>('0' + number / 10);
  out += static_cast<char>('0' + number % 10);
}

// Takes exactly `digits` decimal digits.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  int value = 0;
  if (text.size() < digits) {
    return std::nullopt;
  }
  for (std::size_t i = 0; i < digits; ++i) {
    if (text[i] < '0' || text[i] > '9') {
      return std::nullopt;
    }
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) {
    return false;
  }
  text.remove_prefix(1);
  return true;
}

// "20:00" of at most `most` hours.
std::optional<int> take_minutes(std::string_view& text, int most) {
  const std::optional<int> hours = take_number(text, 2);
  if (!hours || *hours > most || !take(text, ":")) {
    return std::nullopt;
  }
  const std::optional<int> minutes = take_number(text, 2);
  return minutes && *minutes < 60 ? std::optional<int>(*hours * 60 + *minutes) : std::nullopt;
}

// ".412" in nanoseconds; none is 0.
std::optional<std::int64_t> take_fraction(std::string_view& text) {
  std::int64_t value = 0;
  int digits = 0;
  if (!take(text, ".")) {
    return value;
  }
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    if (digits == kFractionDigits) {
      return std::nullopt;
    }
    value = value * 10 + (text.front() - '0');
    ++digits;
  }
  for (int i = digits; i < kFractionDigits; ++i) {
    value *= 10;
  }
  return digits > 0 ? std::optional<std::int64_t>(value) : std::nullopt;
}

// "Z" or "+01:00", in minutes east of UTC.
std::optional<int> take_offset(std::string_view& text) {
  if (take(text, "Zz")) {
    return 0;
  }
  const bool west = text.starts_with('-');
  if (!take(text, "+-")) {
    return std::nullopt;
  }
  const std::optional<int> minutes = take_minutes(text, 23);
  return minutes && west ? std::optional<int>(-*minutes) : minutes;
}

}  // namespace

Date day_of(std::int64_t instant) {
  const std::chrono::days days(floor_divide(instant, kNanoseconds * kSecondsOfDay));
  const std::chrono::year_month_day day{std::chrono::sys_days(days)};
  return {static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
          static_cast<int>(static_cast<unsigned>(day.day()))};
}

std::int64_t seconds_of(const Date& day) {
  const std::chrono::year_month_day date(std::chrono::year(day.year),
                                         std::chrono::month(static_cast<unsigned>(day.month)),
                                         std::chrono::day(static_cast<unsigned>(day.day)));
  return std::chrono::sys_days(date).time_since_epoch().count() * kSecondsOfDay;
}

std::string write_time(std::int64_t instant, unsigned digits) {
  const std::int64_t seconds = floor_divide(instant, kNanoseconds);
  const std::int64_t of_day = seconds - floor_divide(seconds, kSecondsOfDay) * kSecondsOfDay;
  std::string out;
  append_two(out, of_day / 3600);
  out += ':';
  append_two(out, of_day / 60 % 60);
  out += ':';
  append_two(out, of_day % 60);
  if (digits > 0) {
    const std::string fraction = fmt::format("{:09}", instant - seconds * kNanoseconds);
    out += '.' + fraction.substr(0, std::min<std::size_t>(digits, fraction.size()));
  }
  return out;
}

std::string write_instant(std::int64_t instant, unsigned digits) {
  return write_date(day_of(instant)) + 'T' + write_time(instant, digits) + 'Z';
}

std::optional<std::int64_t> read_instant(std::string_view text) {
  const std::optional<Date> day = read_date(text.substr(0, 10));
  text.remove_prefix(std::min<std::size_t>(text.size(), 10));
  if (!day || !take(text, "Tt ")) {
    return std::nullopt;
  }
  const std::optional<int> minutes = take_minutes(text, 23);
  if (!minutes || !take(text, ":")) {
    return std::nullopt;
  }
  const std::optional<int> seconds = take_number(text, 2);
  const std::optional<std::int64_t> fraction = take_fraction(text);
  const std::optional<int> offset = take_offset(text);
  const bool is_sound = seconds && *seconds <= 60 && fraction && offset && text.empty();
  if (!is_sound || day->year < 1678 || day->year > 2261) {
    return std::nullopt;
  }
  return (seconds_of(*day) + std::int64_t{*minutes - *offset} * 60 + *seconds) * kNanoseconds + *fraction;
}

std::string write_duration(std::int64_t nanoseconds) {
  const std::int64_t milliseconds = std::max<std::int64_t>(nanoseconds, 0) / 1'000'000;
  const std::int64_t seconds = milliseconds / 1000;
  if (seconds < 1) {
    return fmt::format("{} ms", milliseconds);
  }
  if (seconds < 10 && milliseconds % 1000 >= 100) {
    return fmt::format("{}.{} s", seconds, milliseconds % 1000 / 100);
  }
  if (seconds < 60) {
    return fmt::format("{} s", seconds);
  }
  const bool is_short = seconds < 3600;
  const std::int64_t large = is_short ? seconds / 60 : seconds / 3600;
  const std::int64_t small = is_short ? seconds % 60 : seconds / 60 % 60;
  return small == 0 ? fmt::format("{} {}", large, is_short ? "min" : "h")
                    : fmt::format("{} {} {} {}", large, is_short ? "min" : "h", small, is_short ? "s" : "min");
}

}  // namespace confstate::base
