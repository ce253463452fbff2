#include "base/date.hpp"

#include <doctest/doctest.h>

namespace confstate::base {
namespace {

TEST_CASE("only days that exist are days") {
  CHECK(read_date("2027-01-31") == Date{2027, 1, 31});
  CHECK(read_date("2024-02-29"));
  CHECK(read_date("2000-02-29"));
  CHECK_FALSE(read_date("2023-02-29"));
  CHECK_FALSE(read_date("1900-02-29"));
  for (const char* wrong : {"2027-13-01", "2027-00-01", "2027-04-31", "2027-01-00", "2027-1-31", "20270131", "",
                            "2027-01-31T00:00", "2027/01/31", "+027-01-31", "2027-01--1"}) {
    CAPTURE(wrong);
    CHECK_FALSE(read_date(wrong));
  }
  CHECK(days_in_month(2027, 0) == 0);
  CHECK(days_in_month(2027, 13) == 0);
}

TEST_CASE("days are written as they are read, and compared by the calendar") {
  CHECK(write_date({987, 6, 5}) == "0987-06-05");
  CHECK(read_date("2026-12-31") < read_date("2027-01-01"));
}

TEST_CASE("the real world knows a day after this test was written, and no variable that nobody set") {
  CHECK(real_world().today() > Date{2024, 1, 1});
  CHECK_FALSE(real_world().variable("CONFSTATE_NO_SUCH_VARIABLE"));
  CHECK(real_world().variable("PATH"));
}

}  // namespace
}  // namespace confstate::base
