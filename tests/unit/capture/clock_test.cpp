#include "capture/clock.hpp"

#include <doctest/doctest.h>

using namespace confstate;
using capture::Clock;
using capture::kSecond;
using capture::read_stamp;
using capture::TimeQuality;

namespace {

constexpr std::int64_t kHour = 3600 * kSecond;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kTen = 1'795'255'200 * kSecond;  // 2026-11-21 10:00:00 UTC

std::int64_t at(Clock& clock, const char* text) {
  CAPTURE(text);
  return clock.read(read_stamp(text).value());
}

}  // namespace

TEST_CASE("times are read as logs write them") {
  for (const char* text : {"2026-11-21 10:00:00.000100", "2026/11/21 10:00:00.000100", "2026-11-21T10:00:00.000100Z",
                           "2026-11-21 10:00:00,0001", "2026-11-21\t10:00:00.000100", "2026-11-21 11:00:00.000100+0100",
                           "2026-11-21 04:30:00.0001-05:30"}) {
    Clock clock(0, std::nullopt);
    CHECK(at(clock, text) == kTen + 100'000);
    CHECK(clock.quality() == TimeQuality::exact);
    CHECK(clock.assumed().empty());
  }
  CHECK(read_stamp("2026-11-21 10:00:00.5 more")->size == 21);
  for (const char* text : {"", "1", "2026-11-31 10:00:00", "2026-13-01 10:00:00", "2026-11-21 24:00:00",
                           "2026-11-21 10:60:00", "2026-11/21 10:00:00", "Foo 21 10:00:00", "Nov 31 10:00:00", "Nov 21",
                           "10:00", "1969-01-01 00:00:00", "9999-01-01 00:00:00", "2026-02-29 00:00:00"}) {
    CAPTURE(text);
    CHECK(!read_stamp(text));
  }
}

TEST_CASE("seconds since 1970 are read, and nothing that only looks like them") {
  CHECK(capture::read_epoch("1795255200.000100") == kTen + 100'000);
  CHECK(capture::read_epoch("1795255200") == kTen);
  CHECK(capture::read_epoch("1795255200.123456789123") == kTen + 123'456'789);
  for (const char* text : {"", ".5", "x", "1795255200x", "99999999999", "9999999999", "-1"}) {
    CAPTURE(text);
    CHECK(!capture::read_epoch(text));
  }
}

TEST_CASE("a zone that is given is used, one that is missing is UTC and said") {
  Clock berlin(3600, std::nullopt);
  CHECK(at(berlin, "2026-11-21 11:00:00.0") == kTen);
  CHECK(berlin.quality() == TimeQuality::exact);
  Clock unknown(std::nullopt, std::nullopt);
  CHECK(at(unknown, "2026-11-21 10:00:00.0") == kTen);
  CHECK(unknown.quality() == TimeQuality::assumed);
  CHECK(unknown.assumed() == "zone UTC");
  CHECK(at(unknown, "2026-11-21 10:00:01") == kTen + kSecond);
  CHECK(unknown.quality() == TimeQuality::seconds);
}

TEST_CASE("a missing year is that of the date which is given, or the nearest to it") {
  Clock same(0, base::Date{2026, 11, 21});
  CHECK(at(same, "Nov 21 10:00:00") == kTen);
  CHECK(same.assumed().empty());
  Clock before(0, base::Date{2027, 1, 3});
  CHECK(at(before, "Nov 21 10:00:00") == kTen);
  Clock unknown(0, std::nullopt);
  CHECK(at(unknown, "Jan  2 00:00:01") == kDay + kSecond);
  CHECK(unknown.assumed() == "year 1970");
  CHECK(unknown.quality() == TimeQuality::assumed);
  Clock leap(0, std::nullopt);
  CHECK(at(leap, "Feb 29 00:00:00") == 789 * kDay);
}

TEST_CASE("a new year begins where a log without years goes back by more than half of one") {
  Clock clock(0, base::Date{2026, 12, 31});
  const std::int64_t before = at(clock, "Dec 31 23:59:59");
  CHECK(at(clock, "Jan  1 00:00:01") == before + 2 * kSecond);
  CHECK(clock.back() == 0);
  CHECK(at(clock, "Jan  1 00:00:02") == before + 3 * kSecond);
}

TEST_CASE("a new day begins where a log without dates goes back by more than an hour") {
  Clock clock(0, base::Date{2026, 11, 21});
  CHECK(at(clock, "23:59:59.5") == kTen + 14 * kHour - kSecond / 2);
  CHECK(at(clock, "00:00:00.5") == kTen + 14 * kHour + kSecond / 2);
  CHECK(at(clock, "09:00:00.0") == kTen + 23 * kHour);
  CHECK(at(clock, "07:30:00.0") == kTen + 45 * kHour + kHour / 2);
  CHECK(clock.back() == 0);
  Clock unknown(0, std::nullopt);
  CHECK(at(unknown, "10:00:00.0") == 10 * kHour);
  CHECK(unknown.assumed() == "date 1970-01-01");
}

TEST_CASE("a date that the log itself writes counts for the times that follow") {
  Clock clock(0, std::nullopt);
  clock.see_date(read_stamp("2026-11-21 09:59:00.0").value());
  CHECK(at(clock, "10:00:00.0") == kTen);
  CHECK(clock.assumed().empty());
  clock.see_date(read_stamp("2026-11-22 00:00:00.0").value());
  CHECK(at(clock, "00:00:01.0") == kTen + 14 * kHour + kSecond);
}

TEST_CASE("the end of summer time adds an hour, from there on") {
  Clock clock(0, std::nullopt);
  const std::int64_t before = at(clock, "2026-10-25 02:59:59.0");
  CHECK(at(clock, "2026-10-25 02:00:01.0") == before + 2 * kSecond);
  CHECK(clock.back() == kHour - 2 * kSecond);
  CHECK(at(clock, "2026-10-25 02:30:00.0") == before + 1801 * kSecond);
  CHECK(clock.back() == 0);
  CHECK(at(clock, "2026-10-25 04:00:00.0") == before + 7201 * kSecond);
}

TEST_CASE("what threads disorder stands still; a long step back with a date is believed") {
  Clock clock(0, std::nullopt);
  CHECK(at(clock, "2026-11-21 10:00:00.5") == kTen + kSecond / 2);
  CHECK(at(clock, "2026-11-21 10:00:00.2") == kTen + kSecond / 2);
  CHECK(clock.back() == 3 * kSecond / 10);
  CHECK(at(clock, "2026-11-20 10:00:00.0") == kTen - kDay);
  CHECK(clock.back() == kDay + kSecond / 2);
  Clock zoned(std::nullopt, std::nullopt);
  (void)at(zoned, "2026-10-25 02:59:59.0+0200");
  CHECK(at(zoned, "2026-10-25 02:00:01.0+0100") > 0);
  CHECK(zoned.back() == 0);
}

TEST_CASE("a hostile log cannot push the clock out of its range") {
  Clock clock(0, base::Date{2254, 12, 31});
  std::int64_t last = 0;
  for (int i = 0; i < 20'000; ++i) {
    last = at(clock, i % 2 == 0 ? "23:00:00" : "01:00:00");
  }
  CHECK(last > 0);
  Clock far(0, base::Date{9999, 1, 1});
  CHECK(at(far, "10:00:00") == 10 * kHour);
}
