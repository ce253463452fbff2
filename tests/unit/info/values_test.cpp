#include "info/values.hpp"

#include <limits>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

using namespace confstate;
using info::belongs_to;
using info::Type;

namespace {

void check_all(Type type, std::initializer_list<std::string_view> values, bool good) {
  for (const std::string_view value : values) {
    CAPTURE(std::string(value));
    CHECK(belongs_to(value, type) == good);
  }
}

}  // namespace

TEST_CASE("URIs that somebody can call pass") {
  check_all(Type::any_uri,
            {"sip:c@x", "sips:c@x;transport=tls?subject=a%20b", "tel:+1-212", "", "bob", "a/b:c", "./a:b", "//", "///",
             "http://h:80/a?b#c", "http://u:p:q@h", "http://[::1]:5060/", "http://[zz]/", "h323:u@h", "#a", "?b", "a:"},
            true);
}

TEST_CASE("a SIP URI with an IPv6 host is a URI, brackets and all") {
  check_all(Type::any_uri, {"sip:u@[2001:db8::1]", "sip:u@[2001:db8::1]:5060;lr", "sip:a@b?x=[y]", "?[", "#]"}, true);
}

TEST_CASE("brackets have no other place in a URI") {
  check_all(
      Type::any_uri,
      {"sip:[::1]", "sip:]a", "a[b]", "sip:/a[b]", "http://a[b]/", "http://[a]b/", "//[", "http://[::1", "x[y]:z"},
      false);
}

TEST_CASE("characters that a URI would escape count as plain ones") {
  check_all(Type::any_uri, {"sip:a b@c", "{GUID}", "sip:é", "a|b", "\"", "<", "http://h|x/", "a\x7f"}, true);
  check_all(Type::any_uri, {"a b:c", "é:x", "{a}:b"}, false);
}

TEST_CASE("what no URI parser takes is refused") {
  check_all(Type::any_uri,
            {"%zz", "a%4", "%", "a#b#c", "1:x", "a_b:c", ":", "::", "http://h:port/", "http://a@b@c/",
             "2005-13-01T00:00:00Z", "http://h:5060x", "http://]"},
            false);
}

TEST_CASE("ports may be empty or larger than any machine has") {
  check_all(Type::any_uri, {"http://h:/", "//h:", "http://h:99999999999/"}, true);
}

TEST_CASE("white space around URIs, numbers, booleans and times does not matter") {
  CHECK(belongs_to(" \n sip:a@b\t", Type::any_uri));
  CHECK(belongs_to("\r\n1 ", Type::unsigned_int));
  CHECK(belongs_to(" true\n", Type::boolean));
  CHECK(belongs_to(" 2005-03-04T20:00:00 ", Type::date_time));
}

TEST_CASE("white space around words of an enumeration does") {
  CHECK(belongs_to("full", Type::state));
  CHECK_FALSE(belongs_to(" full", Type::state));
  CHECK_FALSE(belongs_to("Full", Type::state));
  CHECK_FALSE(belongs_to("", Type::state));
  CHECK(belongs_to("muted-via-focus", Type::endpoint_status));
  CHECK_FALSE(belongs_to("mute-via-focus", Type::endpoint_status));
  CHECK(belongs_to("focus-owner", Type::joining));
  CHECK(belongs_to("busy", Type::disconnection));
  CHECK(belongs_to("inactive", Type::media_status));
  CHECK_FALSE(belongs_to("connected", Type::media_status));
}

TEST_CASE("a version is digits up to 4294967295") {
  CHECK(info::read_unsigned("0") == 0U);
  CHECK(info::read_unsigned("007") == 7U);
  CHECK(info::read_unsigned(std::string(100, '0') + "4294967295") == std::numeric_limits<std::uint32_t>::max());
  check_all(Type::unsigned_int,
            {"", " ", "+1", "-0", "-1", "4294967296", "99999999999999999999999", "1.0", "0x1", "1 2", "1e3"}, false);
}

TEST_CASE("booleans are four words") {
  CHECK(info::read_boolean("true") == true);
  CHECK(info::read_boolean("1") == true);
  CHECK(info::read_boolean("false") == false);
  CHECK(info::read_boolean(" 0 ") == false);
  check_all(Type::boolean, {"", "True", "yes", "00", "2", "true false"}, false);
}

TEST_CASE("languages are tags between blanks, and may be none") {
  check_all(Type::language_list, {"", "  ", "en", " en de-AT\n", "x-foo", "i-default", "abcdefgh-12345678"}, true);
  check_all(Type::language_list, {"en_US", "abcdefghi", "a1", "1a", "en-", "-en", "en--us", "en,de", "*", "é"}, false);
}

TEST_CASE("keywords and texts may be anything") {
  check_all(Type::string_list, {"", "a b", "<&>"}, true);
  check_all(Type::string, {"", " ", "\x01"}, true);
}

TEST_CASE("times need every part in its place") {
  check_all(Type::date_time,
            {"", "2005-03-04", "2005-03-04 20:00:00Z", "2005-03-04t20:00:00Z", "2005-03-04T20:00Z",
             "205-03-04T20:00:00Z", "2005-3-4T20:00:00Z", "2005-03-04T20:00:00z", "2005-03-04T20:00:00.Z",
             "2005-03-04T20:00:00+0100", "2005-03-04T20:00:00+01", "2005-03-04T20:00:00Zx", "20:00:00Z", "--03-04",
             "+2005-03-04T20:00:00Z", "1109966400"},
            false);
}

TEST_CASE("times have to be on the calendar and on the clock") {
  check_all(Type::date_time,
            {"2004-02-29T00:00:00Z", "2000-02-29T00:00:00Z", "-0004-02-29T00:00:00Z", "2005-12-31T24:00:00Z",
             "2005-12-31T24:00:00.000Z", "2005-12-31T23:59:59.99999999999999999999999Z"},
            true);
  check_all(Type::date_time,
            {"2005-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2005-04-31T00:00:00Z", "2005-13-01T00:00:00Z",
             "2005-00-01T00:00:00Z", "2005-01-00T00:00:00Z", "2005-01-01T24:00:01Z", "2005-01-01T24:01:00Z",
             "2005-01-01T25:00:00Z", "2005-01-01T00:60:00Z", "2005-01-01T00:00:60Z"},
            false);
  CHECK_FALSE(belongs_to("2005-12-31T24:00:00." + std::string(400, '0') + "1Z", Type::date_time));
}

TEST_CASE("zones reach fourteen hours, and no further") {
  check_all(Type::date_time, {"2005-01-01T00:00:00+14:00", "2005-01-01T00:00:00-14:00", "2005-01-01T00:00:00-00:00"},
            true);
  check_all(Type::date_time, {"2005-01-01T00:00:00+14:01", "2005-01-01T00:00:00-15:00", "2005-01-01T00:00:00+13:60"},
            false);
}

TEST_CASE("there is no year zero, and long years have no leading zeros") {
  check_all(Type::date_time, {"12005-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "9223372036854775807-01-01T00:00:00Z"},
            true);
  check_all(
      Type::date_time,
      {"0000-01-01T00:00:00Z", "00001-01-01T00:00:00Z", "-0000-01-01T00:00:00Z", "9223372036854775808-01-01T00:00:00Z"},
      false);
}

TEST_CASE("times can be compared by their seconds") {
  const auto epoch = info::read_date_time("1970-01-01T00:00:00Z");
  REQUIRE(epoch);
  CHECK(epoch->seconds == 0);
  CHECK(epoch->zone_minutes == 0);
  const auto later = info::read_date_time("2005-03-04T20:00:01.25-05:30");
  REQUIRE(later);
  CHECK(later->seconds == 1109966401);
  CHECK(later->nanoseconds == 250'000'000);
  CHECK(later->zone_minutes == -330);
  const auto midnight = info::read_date_time("2004-12-31T24:00:00");
  REQUIRE(midnight);
  CHECK(midnight->seconds == info::read_date_time("2005-01-01T00:00:00")->seconds);
  CHECK_FALSE(midnight->zone_minutes);
  CHECK(info::read_date_time("1969-12-31T23:59:59Z")->seconds == -1);
  CHECK(info::read_date_time("2000-02-29T00:00:00Z")->seconds == 951782400);
}

TEST_CASE("years beyond all seconds stay in order") {
  CHECK(info::read_date_time("9000000000000000000-01-01T00:00:00Z")->seconds ==
        std::numeric_limits<std::int64_t>::max());
  CHECK(info::read_date_time("-9000000000000000000-01-01T00:00:00Z")->seconds ==
        std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("names for xml:id are those of XML 1.0, fourth edition") {
  for (const std::string_view name : {"a", "_", "a.b-c", "é", "a\xc2\xb7", "a\xcc\x80"}) {
    CHECK(info::is_nc_name(name));
  }
  for (const std::string_view name :
       {"", "1", "-a", "a:b", "a b", "\xc4\xb2", "\xe2\x81\xb0", "\xf0\x90\x80\x80", "\xff"}) {
    CHECK_FALSE(info::is_nc_name(name));
  }
}
