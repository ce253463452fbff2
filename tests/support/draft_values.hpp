// Values for the simple types of RFC 4575 section 6: good ones, nearly good ones, and ones that judges disagree about.
#pragma once

#include <span>
#include <string_view>

#include "info/vocabulary.hpp"

namespace confstate::tests {

inline constexpr std::string_view kUris[] = {
    "sip:c@x",
    "sips:conf233@example.com;transport=tls",
    "",
    " ",
    "bob",
    "sip:u@[2001:db8::1]",
    "sip:[::1]",
    "http://[::1]:5060/x",
    "http://[zz]/",
    "http://[a]b/",
    "http://a[b]/",
    "a[b]",
    "?x=[y]",
    "#a[b]",
    "sip:a@b?x=[y]",
    "sip:]a",
    "sip:/a[b]",
    "1:x",
    "a_b:c",
    "2005-13-01T00:00:00Z",
    "%zz",
    "a%4",
    "a%41",
    "a#b#c",
    "http://h:port/",
    "http://a@b@c/",
    "http://h:2147483647/",
    "http://h:2147483648/",
    "http://h:/",
    "//h:",
    "{GUID}",
    "//",
    "///",
    ":",
    "a:",
    "a/b:c",
    " sip:a@b ",
    "sip:a b@c",
    "sip:a\tb",
    "\nsip:a\r\n",
    "a|b",
    "a\\b:c",
    "\"",
    "'a:b",
    "é:x",
    "sip:é",
    "mailto:x@y?a=b#c?d/e",
    "http://u:p:q@h",
    "http://h?q#f?/",
    "tel:+1800",
    "x\xe2\x82\xac:y",
    "//[",
    "http://h:5060x",
    "sip:a[",
    "http://[a#b]/",
    "//u@[::1]:/",
    "http://%41:1/",
    "http://%4/",
    "h%2",
    "+a:b",
    "a+.-b:c",
    "?",
    "#",
    "?#",
};

inline constexpr std::string_view kNumbers[] = {
    "0",
    "1",
    "007",
    "4294967295",
    "4294967296",
    "+1",
    "-0",
    "-1",
    "",
    " 1 ",
    "1 ",
    "\t1",
    "1.0",
    "0x1",
    "1e3",
    "١",
    "00000000000000000000000000000000001",
    "99999999999999999999999999999",
    "1 2",
    "42",
};

inline constexpr std::string_view kBooleans[] = {"true",      "false", "1", "0",  "True", "",          " true ",
                                                 "\r\nfalse", "yes",   "2", "00", "t",    "true false"};

inline constexpr std::string_view kTimes[] = {
    "2005-03-04T20:00:00Z",
    "2005-03-04T20:00:00",
    "2005-03-04T20:00:00.5-05:00",
    "2005-03-04T24:00:00Z",
    "2005-03-04T24:00:01Z",
    "2005-03-04T24:00:00.0Z",
    "2005-02-29T00:00:00Z",
    "2004-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
    "-0004-02-29T00:00:00Z",
    "-0003-02-29T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "00001-01-01T00:00:00Z",
    "12005-01-01T00:00:00Z",
    "+2005-01-01T00:00:00Z",
    "99999999999999999999-01-01T00:00:00Z",
    "9223372036854775807-01-01T00:00:00Z",
    "205-01-01T00:00:00Z",
    "2005-01-01T00:00:00+14:00",
    "2005-01-01T00:00:00+14:01",
    "2005-01-01T00:00:00-13:60",
    "2005-01-01T00:00:00-00:00",
    "2005-01-01T00:00:00+24:00",
    "2005-01-01T00:00:60Z",
    "2005-01-01T00:60:00Z",
    "2005-01-01T00:00:00.Z",
    "2005-01-01T00:00Z",
    "2005-01-01",
    "2005-01-01 00:00:00Z",
    "2005-01-01t00:00:00Z",
    "2005-01-01T00:00:00z",
    "2005-04-31T00:00:00Z",
    "2005-13-01T00:00:00Z",
    "2005-00-01T00:00:00Z",
    " 2005-03-04T20:00:00Z",
    "2005-03-04T20:00:00Z ",
    "2005-03-04T20:00:00 ",
    "",
    "now",
    "2005-01-01T00:00:00+0100",
    "2005-01-32T00:00:00Z",
    "2005-01-00T00:00:00Z",
    "2005-1-1T0:0:0Z",
    "2005-01-01T00:00:00Zx",
    "--01-01",
    "20:00:00Z",
};

inline constexpr std::string_view kLanguages[] = {
    "en",        "en-US",        "en de-AT", "",   "  ",   " en  de\n",     "en_US", "abcdefgh",
    "abcdefghi", "en-abcdefghi", "a1",       "1a", "en-1", "en-",           "-en",   "en--us",
    "x-foo",     "i-default",    "en,de",    "*",  "é",    "de-1996-x-a-b", "e",
};

inline constexpr std::string_view kStates[] = {"full",  "partial", "deleted", "Full",     " full",
                                               "full ", "",        "\tfull",  "complete", "full partial"};
inline constexpr std::string_view kStatuses[] = {
    "connected",   "on-hold", "disconnected", "muted-via-focus", "pending", "mute-via-focus", "on_hold",
    " connected ", "",        "Connected",    "connected\n",     "ringing", "sendrecv"};
inline constexpr std::string_view kJoinings[] = {"dialed-in", "dialed-out", "focus-owner", "dial-in", "", "dialed-in "};
inline constexpr std::string_view kDisconnections[] = {"departed", "booted", "failed", "busy", "left", "", "\nbusy"};
inline constexpr std::string_view kDirections[] = {"sendrecv", "sendonly", "recvonly",  "inactive",
                                                   "muted",    "",         " sendrecv", "connected"};
inline constexpr std::string_view kStrings[] = {
    "", "a", "34567", "  ", "<&>\"'", "é\xf0\x9f\x98\x80", "a\tb\nc", "audio", "participation", "]]>"};

// xml:lang, xml:space, xml:base and xml:id take from here.
inline constexpr std::string_view kXmlLangs[] = {"en", "", "en-US", "en_US", " en ", "  ", "en de", "abcdefghi", "x-a"};
inline constexpr std::string_view kXmlSpaces[] = {"default", "preserve", " default ", "bogus", "", "Default"};
inline constexpr std::string_view kXmlIds[] = {
    "a",   "a", " a",  "a ", "b",        "c",         "d",         "e1",           "_", "a b", "1",
    "a:b", "",  " a ", "é",  "\xc4\xb2", "a\xc2\xb7", "a\xcc\x80", "\xe2\x81\xb0", "-a"};

[[nodiscard]] inline std::span<const std::string_view> values_for(info::Type type) {
  switch (type) {
    case info::Type::any_uri:
      return kUris;
    case info::Type::unsigned_int:
      return kNumbers;
    case info::Type::boolean:
      return kBooleans;
    case info::Type::date_time:
      return kTimes;
    case info::Type::language_list:
      return kLanguages;
    case info::Type::state:
      return kStates;
    case info::Type::endpoint_status:
      return kStatuses;
    case info::Type::joining:
      return kJoinings;
    case info::Type::disconnection:
      return kDisconnections;
    case info::Type::media_status:
      return kDirections;
    default:
      return kStrings;
  }
}

// A value that surely belongs to the type.
[[nodiscard]] inline std::string_view good_value_for(info::Type type) {
  return values_for(type).front();
}

}  // namespace confstate::tests
