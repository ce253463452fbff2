#include "rules/uri_parts.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace confstate;
using rules::split_uri;
using rules::UriParts;

namespace {

// "scheme|user|host|port|path".
std::string shown(std::string_view uri) {
  const UriParts parts = split_uri(uri);
  std::string out(parts.scheme);
  for (const std::string_view part : {parts.user, parts.host, parts.port, parts.path}) {
    out.append("|").append(part);
  }
  return out;
}

}  // namespace

TEST_CASE("a SIP URI splits into user, host and port, whatever its user part contains") {
  CHECK(shown("sip:c@example.com") == "sip|c|example.com||");
  CHECK(shown("SIPS:c@example.com:5061;grid=45?x=y") == "SIPS|c|example.com|5061|;grid=45?x=y");
  CHECK(shown("sip:+1800;phone-context=x?y/z@example.com;user=phone") ==
        "sip|+1800;phone-context=x?y/z|example.com||;user=phone");
  CHECK(shown("sip:example.com;x=1") == "sip||example.com||;x=1");
  CHECK(shown("sip:c@[2001:db8::1]:5060") == "sip|c|2001:db8::1|5060|");
  CHECK(shown("sip:c@[2001:db8::1") == "sip|c|2001:db8::1||");
  CHECK(shown("sip:c@good.example@evil.example") == "sip|c@good.example|evil.example||");
  CHECK(shown("sip:") == "sip||||");
  CHECK(shown("sip:@") == "sip||||");
}

TEST_CASE("the authority of an xmpp URI is the account, its path the room") {
  CHECK(shown("xmpp:dev@conference.example.com") == "xmpp|dev|conference.example.com||");
  CHECK(shown("xmpp:dev@conference.example.com/nick@home?join") == "xmpp|dev|conference.example.com||/nick@home?join");
  CHECK(shown("xmpp://guest@example.com/dev@conference.example.com") == "xmpp|dev|conference.example.com||");
  CHECK(shown("xmpp://guest@example.com") == "xmpp||||");
  CHECK(shown("xmpp:conference.example.com#x@y") == "xmpp||conference.example.com||#x@y");
}

TEST_CASE("web and irc addresses stand behind two slashes") {
  CHECK(shown("https://user:pw@example.com:443/a@b?c") == "https|user:pw|example.com|443|/a@b?c");
  CHECK(shown("irc://irc.example.com/board,isnick") == "irc||irc.example.com||/board,isnick");
  CHECK(shown("http://example.com@evil.example") == "http|example.com|evil.example||");
  CHECK(shown("http://[::1]/") == "http||::1||/");
  CHECK(shown("http:/x") == "http||||/x");
}

TEST_CASE("other URIs keep all in the path, relative ones have no scheme") {
  CHECK(shown("tel:+18005671234") == "tel||||+18005671234");
  CHECK(shown("javascript:alert('@')") == "javascript||||alert('@')");
  CHECK(shown("bob@example.com") == "||||bob@example.com");
  CHECK(shown("1sip:x") == "||||1sip:x");
  CHECK(shown("a_b:c") == "||||a_b:c");
  CHECK(shown("") == "||||");
}

TEST_CASE("hosts compare without case and final dot, domains by whole labels") {
  CHECK(rules::same_host("Example.COM", "example.com."));
  CHECK_FALSE(rules::same_host("example.com", "conference.example.com"));
  CHECK(rules::is_below("example.com", "example.com"));
  CHECK(rules::is_below("Chat.example.com.", "example.com"));
  CHECK_FALSE(rules::is_below("badexample.com", "example.com"));
  CHECK_FALSE(rules::is_below("com", "example.com"));
  CHECK_FALSE(rules::is_below("example.com", ""));
  CHECK_FALSE(rules::is_below("", ""));
  CHECK(rules::is_invalid_host("anonymous.INVALID"));
  CHECK(rules::is_invalid_host("invalid"));
  CHECK_FALSE(rules::is_invalid_host("notinvalid"));
  CHECK_FALSE(rules::is_invalid_host("invalid.example.com"));
}
