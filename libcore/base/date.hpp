// Calendar days, and the clock behind an interface so that tests and --at can set it.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace confstate::base {

struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  // clang-tidy 14 takes the zero that a rewritten comparison compares with for a null pointer.
  friend auto operator<=>(const Date&, const Date&) = default;  // NOLINT(modernize-use-nullptr)
};

// Reads "YYYY-MM-DD"; nothing unless it is a real day of the Gregorian calendar.
[[nodiscard]] std::optional<Date> read_date(std::string_view text);

// Writes "YYYY-MM-DD".
[[nodiscard]] std::string write_date(const Date& date);

// Days of a month, 0 for a month that is none.
[[nodiscard]] int days_in_month(int year, int month);

// What the outside world says; the only door to the clock and the environment.
class World {
 public:
  virtual ~World() = default;
  // The current day in UTC.
  [[nodiscard]] virtual Date today() const = 0;
  // The value of an environment variable, if it is set.
  [[nodiscard]] virtual std::optional<std::string> variable(const std::string& name) const = 0;
};

// The real clock and environment of this process.
[[nodiscard]] const World& real_world();

}  // namespace confstate::base
