#include "base/instant.hpp"

#include <doctest/doctest.h>

namespace confstate::base {

TEST_CASE("instants are written in UTC and read back") {
  const std::int64_t instant = 1'795'204'807'412'345'678;
  CHECK(write_instant(instant, 3) == "2026-11-20T20:00:07.412Z");
  CHECK(write_instant(instant, 9) == "2026-11-20T20:00:07.412345678Z");
  CHECK(write_time(instant, 0) == "20:00:07");
  CHECK(read_instant("2026-11-20T20:00:07.412345678Z") == instant);
  CHECK(read_instant("2026-11-20T21:30:07.412345678+01:30") == instant);
  CHECK(read_instant("2026-11-20 15:00:07.412345678-05:00") == instant);
}

TEST_CASE("days before 1970 and leap days are days as well") {
  CHECK(write_instant(-1, 9) == "1969-12-31T23:59:59.999999999Z");
  CHECK(read_instant("1969-12-31T23:59:59.999999999Z") == -1);
  CHECK(write_instant(0, 0) == "1970-01-01T00:00:00Z");
  for (const std::string_view day : {"2000-02-29", "2024-02-29", "2026-03-01", "1900-03-01", "2100-12-31"}) {
    const std::int64_t seconds = seconds_of(*read_date(day));
    CHECK(write_date(day_of(seconds * kNanoseconds)) == day);
    CHECK(day_of(seconds * kNanoseconds - 1) < *read_date(day));
  }
  CHECK(seconds_of(*read_date("2000-02-29")) == 951'782'400);
}

TEST_CASE("what is no instant is not read") {
  for (const std::string_view text :
       {"", "2026-11-20", "2026-11-20T20:00:07", "2026-02-29T20:00:07Z", "2026-11-20T24:00:07Z", "2026-11-20T20:60:07Z",
        "2026-11-20T20:00:61Z", "2026-11-20T20:00:07.Z", "2026-11-20T20:00:07.1234567890Z", "2026-11-20T20:00:07Zx",
        "2026-11-20T20:00:07+1:00", "2262-01-01T00:00:00Z", "1677-01-01T00:00:00Z"}) {
    CAPTURE(text);
    CHECK(!read_instant(text));
  }
}

TEST_CASE("durations are for people") {
  CHECK(write_duration(-5) == "0 ms");
  CHECK(write_duration(412'900'000) == "412 ms");
  CHECK(write_duration(9'450'000'000) == "9.4 s");
  CHECK(write_duration(9'050'000'000) == "9 s");
  CHECK(write_duration(48'900'000'000) == "48 s");
  CHECK(write_duration(60'000'000'000) == "1 min");
  CHECK(write_duration(192'000'000'000) == "3 min 12 s");
  CHECK(write_duration(7'500'000'000'000) == "2 h 5 min");
}

}  // namespace confstate::base
