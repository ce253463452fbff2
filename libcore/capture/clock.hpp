// Times as text logs write them, made times of one clock: with a zone, a year and a date where the log has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "capture/record.hpp"

namespace confstate::capture {

inline constexpr std::int64_t kSecond = 1'000'000'000;

// A time as written.
struct LogTime {
  int year = 0;   // 0: not written
  int month = 0;  // 0: no date written
  int day = 0;
  std::int64_t of_day = 0;           // nanoseconds since midnight
  bool has_fraction = false;         // of a second
  std::optional<std::int32_t> zone;  // seconds east of UTC, where written
  std::size_t size = 0;              // bytes that it takes
};

// Reads a time at the begin of a text: "2026-11-21 10:00:00.000100", with '/' or a 'T' or a tab as well, "Nov 21
// 10:00:00", or "10:00:00.000100"; a zone ("+0100", "+01:00", "Z") may follow. Nothing where it is none, or no real
// time of the calendar.
[[nodiscard]] std::optional<LogTime> read_stamp(std::string_view text);

// "1795255200.000100" as nanoseconds since 1970.
[[nodiscard]] std::optional<std::int64_t> read_epoch(std::string_view text);

// Makes the stamps of one log, in the order of the file, times since 1970:
// - without a zone the zone of the settings counts, else UTC;
// - without a year it is the one that puts the first stamp nearest to the date of the settings, else 1970 (1972 for
//   29 February); a step back of more than half a year begins the next one;
// - without a date it is the date of the settings, else the last one that the log itself wrote, else 1970-01-01; a step
//   back of more than an hour is the next day;
// - a step back of up to a second is taken for the disorder of threads: the time stands still;
// - a step back of up to an hour is the end of summer time: an hour is added from there on;
// - a longer one, with a date, is believed.
class Clock {
 public:
  // The zone in seconds east of UTC; a date before 1970 or behind 2254 counts as none.
  Clock(std::optional<std::int32_t> zone, std::optional<base::Date> date);

  // Stamps come in any order: none goes back, and nothing is done about midnight, new years and summer time.
  void expect_any_order() { ordered_ = false; }
  // The time of the next stamp.
  [[nodiscard]] std::int64_t read(const LogTime& stamp);
  // A date that the log wrote somewhere, for stamps without one.
  void see_date(const LogTime& stamp);
  // How much the last stamp went back, in nanoseconds; 0 where it did not.
  [[nodiscard]] std::int64_t back() const { return back_; }
  // How far the last time can be trusted.
  [[nodiscard]] TimeQuality quality() const { return quality_; }
  // What had to be assumed so far: "zone UTC", "zone UTC, year 1970"; empty where nothing was.
  [[nodiscard]] std::string assumed() const;

 private:
  [[nodiscard]] base::Date date_of(const LogTime& stamp);
  [[nodiscard]] std::int64_t in_order(std::int64_t time, const LogTime& stamp);

  std::optional<std::int32_t> zone_;
  std::optional<base::Date> date_;  // of the settings
  std::optional<base::Date> seen_;  // the last date in the log
  std::int64_t year_ = 0;           // of stamps without one; 0: not known yet
  std::int64_t days_ = 0;           // midnights since `seen_` or the date of the settings
  std::int64_t summer_ = 0;         // added since summer time ended
  std::int64_t last_ = 0;
  std::int64_t back_ = 0;
  TimeQuality quality_ = TimeQuality::none;
  bool any_ = false;
  bool ordered_ = true;
  bool zone_assumed_ = false;
  bool year_assumed_ = false;
  bool date_assumed_ = false;
};

}  // namespace confstate::capture
