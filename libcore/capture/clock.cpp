#include "capture/clock.hpp"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "base/text.hpp"

namespace confstate::capture {
namespace {

constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
// Nanoseconds last until 2262; nothing is moved beyond here.
constexpr std::int64_t kLatest = 9'000'000'000 * kSecond;
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2254;
constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                      "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes digits off the front; nothing unless there are between `least` and `most`.
std::optional<std::int64_t> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::int64_t value = 0;
  std::size_t size = 0;
  while (size < text.size() && size < most && is_digit(text[size])) {
    value = value * 10 + (text[size++] - '0');
  }
  if (size < least) {
    return std::nullopt;
  }
  text.remove_prefix(size);
  return value;
}

bool take(std::string_view& text, char c) {
  const bool there = text.starts_with(c);
  text.remove_prefix(there ? 1 : 0);
  return there;
}

// ".000100" as nanoseconds; digits behind the ninth are passed over.
std::int64_t take_fraction(std::string_view& text) {
  std::int64_t value = 0;
  std::int64_t unit = kSecond / 10;
  while (!text.empty() && is_digit(text.front())) {
    value += unit * (text.front() - '0');
    unit /= 10;
    text.remove_prefix(1);
  }
  return value;
}

bool take_time(std::string_view& text, LogTime& stamp) {
  const auto hour = take_number(text, 2, 2);
  if (!hour || !take(text, ':')) {
    return false;
  }
  const auto minute = take_number(text, 2, 2);
  if (!minute || !take(text, ':')) {
    return false;
  }
  const auto second = take_number(text, 2, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 60) {
    return false;
  }
  stamp.of_day = (*hour * 3600 + *minute * 60 + *second) * kSecond;
  stamp.has_fraction = text.size() > 1 && (text[0] == '.' || text[0] == ',') && is_digit(text[1]);
  if (stamp.has_fraction) {
    text.remove_prefix(1);
    stamp.of_day += take_fraction(text);
  }
  return true;
}

// "2026-11-21" or "2026/11/21".
bool take_full_date(std::string_view& text, LogTime& stamp) {
  const auto year = take_number(text, 4, 4);
  const char separator = text.empty() ? ' ' : text.front();
  if (!year || (separator != '-' && separator != '/')) {
    return false;
  }
  text.remove_prefix(1);
  const auto month = take_number(text, 2, 2);
  if (!month || !take(text, separator)) {
    return false;
  }
  const auto day = take_number(text, 2, 2);
  stamp.year = static_cast<int>(*year);
  stamp.month = static_cast<int>(*month);
  stamp.day = static_cast<int>(day.value_or(0));
  return stamp.year >= kFirstYear && stamp.year <= kLastYear && stamp.day > 0 &&
         stamp.day <= base::days_in_month(stamp.year, stamp.month);
}

// "Nov 21" or "Nov  1".
bool take_month_and_day(std::string_view& text, LogTime& stamp) {
  const auto* const month = std::ranges::find(kMonths, base::ascii_lower(text.substr(0, 3)));
  if (month == kMonths.end() || text.size() < 6 || text[3] != ' ') {
    return false;
  }
  text.remove_prefix(4);
  take(text, ' ');
  stamp.month = static_cast<int>(month - kMonths.begin()) + 1;
  stamp.day = static_cast<int>(take_number(text, 1, 2).value_or(0));
  return stamp.day > 0 && stamp.day <= base::days_in_month(1972, stamp.month);
}

bool take_date(std::string_view& text, LogTime& stamp) {
  const bool full = !text.empty() && is_digit(text.front());
  if (!(full ? take_full_date(text, stamp) : take_month_and_day(text, stamp))) {
    return false;
  }
  return take(text, ' ') || take(text, 'T') || take(text, '\t');
}

void take_zone(std::string_view& text, LogTime& stamp) {
  std::string_view rest = text;
  if (take(rest, 'Z')) {
    stamp.zone = 0;
    text = rest;
    return;
  }
  const bool east = rest.starts_with('+');
  if (!take(rest, '+') && !take(rest, '-')) {
    return;
  }
  const auto hours = take_number(rest, 2, 2);
  take(rest, ':');
  const auto minutes = take_number(rest, 2, 2);
  if (hours && minutes && *hours <= 14 && *minutes < 60) {
    stamp.zone = static_cast<std::int32_t>((*hours * 3600 + *minutes * 60) * (east ? 1 : -1));
    text = rest;
  }
}

std::int64_t days_since_1970(const base::Date& date) {
  using namespace std::chrono;
  return sys_days(year(date.year) / month(static_cast<unsigned>(date.month)) / day(static_cast<unsigned>(date.day)))
      .time_since_epoch()
      .count();
}

// The year that puts a day nearest to a date.
int nearest_year(const LogTime& stamp, const base::Date& near) {
  int best = near.year;
  std::int64_t distance = INT64_MAX;
  for (const int year : {near.year, near.year - 1, near.year + 1}) {
    if (year < kFirstYear || year > kLastYear) {
      continue;
    }
    const std::int64_t days = days_since_1970({year, stamp.month, stamp.day}) - days_since_1970(near);
    if ((days < 0 ? -days : days) < distance) {
      distance = days < 0 ? -days : days;
      best = year;
    }
  }
  return best;
}

}  // namespace

std::optional<LogTime> read_stamp(std::string_view text) {
  const std::size_t all = text.size();
  LogTime stamp;
  const bool time_only = text.size() > 2 && text[2] == ':';
  if ((!time_only && !take_date(text, stamp)) || !take_time(text, stamp)) {
    return std::nullopt;
  }
  take_zone(text, stamp);
  stamp.size = all - text.size();
  return stamp;
}

std::optional<std::int64_t> read_epoch(std::string_view text) {
  // Ten digits of seconds last until 2286.
  const auto seconds = take_number(text, 1, 10);
  if (!seconds || (!text.empty() && is_digit(text.front()))) {
    return std::nullopt;
  }
  std::int64_t nanoseconds = 0;
  if (take(text, '.')) {
    nanoseconds = take_fraction(text);
  }
  return text.empty() && *seconds < 9'000'000'000 ? std::optional(*seconds * kSecond + nanoseconds) : std::nullopt;
}

Clock::Clock(std::optional<std::int32_t> zone, std::optional<base::Date> date) : zone_(zone), date_(date) {
  if (date_ && (date_->year < kFirstYear || date_->year > kLastYear)) {
    date_.reset();
  }
}

void Clock::see_date(const LogTime& stamp) {
  if (stamp.year == 0) {
    return;
  }
  seen_ = base::Date{stamp.year, stamp.month, stamp.day};
  days_ = 0;
}

base::Date Clock::date_of(const LogTime& stamp) {
  if (stamp.month == 0) {
    const bool known = seen_ || date_;
    date_assumed_ = date_assumed_ || !known;
    quality_ = known ? quality_ : TimeQuality::assumed;
    return seen_ ? *seen_ : date_.value_or(base::Date{});
  }
  if (stamp.year != 0) {
    return {stamp.year, stamp.month, stamp.day};
  }
  if (year_ == 0) {
    const int blind = stamp.month == 2 && stamp.day == 29 ? 1972 : 1970;
    year_ = date_ ? nearest_year(stamp, *date_) : blind;
    year_assumed_ = !date_;
  }
  quality_ = year_assumed_ ? TimeQuality::assumed : quality_;
  return {static_cast<int>(year_), stamp.month, stamp.day};
}

std::int64_t Clock::in_order(std::int64_t time, const LogTime& stamp) {
  back_ = 0;
  if (!any_ || !ordered_ || time >= last_) {
    return time;
  }
  const std::int64_t step = last_ - time;
  if (stamp.month == 0 && step > kHour && last_ < kLatest) {
    // The date is that of the last record: this is the next day, or, after a date of the settings, some later one.
    const std::int64_t days = (step + kDay - 1) / kDay;
    days_ += days;
    return time + days * kDay;
  }
  if (stamp.month != 0 && stamp.year == 0 && step > 182 * kDay && year_ < kLastYear) {
    const std::int64_t before = days_since_1970({static_cast<int>(year_), stamp.month, stamp.day});
    ++year_;
    return time + (days_since_1970({static_cast<int>(year_), stamp.month, stamp.day}) - before) * kDay;
  }
  back_ = step;
  if (step <= kSecond) {
    return last_;
  }
  if (step > kHour || stamp.zone || last_ > kLatest) {
    return time;
  }
  summer_ += kHour;
  return time + kHour;
}

std::int64_t Clock::read(const LogTime& stamp) {
  quality_ = stamp.has_fraction ? TimeQuality::exact : TimeQuality::seconds;
  const base::Date date = date_of(stamp);
  const bool zone_known = stamp.zone || zone_;
  zone_assumed_ = zone_assumed_ || !zone_known;
  // Whole seconds say more than an unknown zone: all of the log is shifted alike, but its order cannot be told.
  quality_ = zone_known || !stamp.has_fraction ? quality_ : TimeQuality::assumed;
  const std::int64_t zone = stamp.zone ? *stamp.zone : zone_.value_or(0);
  const std::int64_t midnight = (days_since_1970(date) + (stamp.month == 0 ? days_ : 0)) * kDay;
  const std::int64_t time = midnight + stamp.of_day - zone * kSecond + (stamp.zone ? 0 : summer_);
  last_ = in_order(time, stamp);
  any_ = true;
  return last_;
}

std::string Clock::assumed() const {
  std::string out;
  const auto add = [&](bool wanted, const std::string& what) {
    out += wanted ? (out.empty() ? "" : ", ") + what : std::string();
  };
  add(zone_assumed_, "zone UTC");
  add(year_assumed_, fmt::format("year {}", year_));
  add(date_assumed_, "date 1970-01-01");
  return out;
}

}  // namespace confstate::capture
