// xs:dateTime (XML Schema part 2, 3.2.7 and appendices D and E).
#include <limits>

#include "base/date.hpp"
#include "base/text.hpp"
#include "info/values.hpp"

namespace confstate::info {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
// Years beyond this are dateTimes, but their seconds do not fit; they count as the last second that does.
constexpr std::int64_t kLastYear = 290'000'000'000;

struct Fields {
  std::int64_t year = 0;
  int month = 0;
  int day = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  std::uint32_t nanoseconds = 0;
  bool fraction = false;  // any digit behind the point but 0
  std::optional<int> zone;
};

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<Fields> read() {
    Fields f;
    const bool date = year(f.year) && take('-') && two(f.month) && take('-') && two(f.day);
    const bool time = date && take('T') && two(f.hour) && take(':') && two(f.minute) && take(':') && two(f.second);
    if (!time || !fraction(f) || !zone(f.zone) || at_ != text_.size()) {
      return std::nullopt;
    }
    return f;
  }

 private:
  [[nodiscard]] bool at_digit() const { return at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; }
  bool take(char c) {
    const bool found = at_ < text_.size() && text_[at_] == c;
    at_ += found ? 1 : 0;
    return found;
  }

  // At least four digits, more only without leading zeros, never 0000 (there is no year zero). XSD lets a processor
  // limit the digits; ours is what fits 64 bits.
  bool year(std::int64_t& value) {
    const bool negative = take('-');
    const std::size_t begin = at_;
    while (at_digit()) {
      const int digit = text_[at_++] - '0';
      if (value > (std::numeric_limits<std::int64_t>::max() - digit) / 10) {
        return false;
      }
      value = value * 10 + digit;
    }
    const std::size_t digits = at_ - begin;
    if (digits < 4 || (digits > 4 && text_[begin] == '0') || value == 0) {
      return false;
    }
    value = negative ? -value : value;
    return true;
  }

  bool two(int& value) {
    for (int i = 0; i < 2; ++i) {
      if (!at_digit()) {
        return false;
      }
      value = value * 10 + (text_[at_++] - '0');
    }
    return true;
  }

  bool fraction(Fields& f) {
    if (!take('.')) {
      return true;
    }
    if (!at_digit()) {
      return false;
    }
    std::uint32_t unit = 100'000'000;
    for (; at_digit(); ++at_, unit /= 10) {
      f.nanoseconds += static_cast<std::uint32_t>(text_[at_] - '0') * unit;
      f.fraction = f.fraction || text_[at_] != '0';
    }
    return true;
  }

  // Nothing, Z, or hours and minutes up to 14:00.
  bool zone(std::optional<int>& minutes) {
    if (at_ == text_.size()) {
      return true;
    }
    if (take('Z')) {
      minutes = 0;
      return true;
    }
    const bool negative = take('-');
    int h = 0;
    int m = 0;
    if ((!negative && !take('+')) || !two(h) || !take(':') || !two(m) || m > 59 || h * 60 + m > 14 * 60) {
      return false;
    }
    minutes = negative ? -(h * 60 + m) : h * 60 + m;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// A year of the Gregorian calendar's 400-year cycle with the same leap day.
int cycle_year(std::int64_t year) {
  return static_cast<int>(2000 + (year % 400 + 400) % 400);
}

bool is_real(const Fields& f) {
  const bool day = f.day >= 1 && f.day <= base::days_in_month(cycle_year(f.year), f.month);
  const bool midnight = f.hour == 24 && f.minute == 0 && f.second == 0 && !f.fraction;
  return day && (midnight || (f.hour <= 23 && f.minute <= 59 && f.second <= 59));
}

// Days since 1970-01-01, counted as appendix E of XML Schema part 2 does, by the year as it is written.
std::int64_t days_since_epoch(const Fields& f) {
  const std::int64_t year = f.year - (f.month <= 2 ? 1 : 0);
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (f.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + f.day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

std::int64_t seconds_since_epoch(const Fields& f) {
  if (f.year > kLastYear) {
    return std::numeric_limits<std::int64_t>::max();
  }
  if (f.year < -kLastYear) {
    return std::numeric_limits<std::int64_t>::min();
  }
  return days_since_epoch(f) * kSecondsPerDay + std::int64_t{f.hour} * 3600 + std::int64_t{f.minute} * 60 + f.second;
}

}  // namespace

bool is_date_time(std::string_view text) {
  const std::optional<Fields> fields = Reader(base::trim(text)).read();
  return fields && is_real(*fields);
}

std::optional<DateTime> read_date_time(std::string_view text) {
  const std::optional<Fields> fields = Reader(base::trim(text)).read();
  if (!fields || !is_real(*fields)) {
    return std::nullopt;
  }
  return DateTime{seconds_since_epoch(*fields), fields->nanoseconds, fields->zone};
}

}  // namespace confstate::info
