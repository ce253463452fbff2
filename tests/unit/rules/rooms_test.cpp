// Chat rooms (RFC 7106): what is compared when, and that one trick gives one finding.
#include <string>

#include <doctest/doctest.h>

#include "unit/rules/judged.hpp"

using namespace confstate;
using tests::Ids;
using tests::ids;
using tests::Settings;

namespace {

// The findings about one room of the conference.
Ids of(std::string_view uri, const Settings& settings = {}, std::string_view conference = "sip:dev@example.com") {
  return ids(R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" version="1" entity=")" +
                 std::string(conference) + R"("><conference-description><service-uris><entry><uri>)" +
                 std::string(uri) +
                 "</uri><purpose>grouptextchat</purpose></entry></service-uris></conference-description><users/>"
                 "</conference-info>",
             settings);
}

Settings same_domain(std::vector<std::string> related = {}) {
  return {diag::Profile::rfc4575, {true, false, std::move(related)}};
}

Settings same_name() {
  return {diag::Profile::rfc4575, {false, true, {}}};
}

Settings related(std::string domain) {
  return {diag::Profile::rfc4575, {false, false, {std::move(domain)}}};
}

}  // namespace

TEST_CASE("an ordinary room of the conference's own domain is silent in every setting") {
  for (const std::string_view room :
       {"xmpp:dev@example.com", "XMPP:Dev@EXAMPLE.com./nick?join", "sip:dev@example.com", "irc://example.com/dev",
        "irc://example.com/%23dev,isnick", "https://example.com/any", "xmpp://guest@other.example/dev@example.com"}) {
    CAPTURE(std::string(room));
    CHECK(of(room).empty());
    CHECK(of(room, same_domain()).empty());
    CHECK(of(room, same_name()).empty());
  }
}

TEST_CASE("a room of another domain is asked about, and a warning only where the domain is demanded") {
  CHECK(of("xmpp:attack@evil.example.net") == Ids{"rooms/room-relation-unconfirmed"});
  CHECK(of("xmpp:attack@evil.example.net", same_domain()) == Ids{"rooms/room-other-domain"});
  CHECK(of("xmpp:dev@rooms.example.com") == Ids{"rooms/room-relation-unconfirmed"});
  CHECK(of("xmpp:dev@rooms.example.com", related("example.com")).empty());
  CHECK(of("xmpp:dev@rooms.example.com", same_domain({"Rooms.example.com"})).empty());
  CHECK(of("xmpp:dev@badexample.com", related("example.com")) == Ids{"rooms/room-relation-unconfirmed"});
  CHECK(of("https://chat.example.net/dev") == Ids{"rooms/room-relation-unconfirmed"});
}

TEST_CASE("the name of a room is compared only where that is demanded") {
  CHECK(of("xmpp:attack@example.com").empty());
  CHECK(of("xmpp:attack@example.com", same_name()) == Ids{"rooms/room-other-name"});
  CHECK(of("irc://example.com/attack", same_name()) == Ids{"rooms/room-other-name"});
  CHECK(of("xmpp:%64ev@example.com", same_name()).empty());
  CHECK(of("xmpp:dev@example.com", same_name(), "sip:example.com").empty());
}

TEST_CASE("a conference that names no host has no domain to compare with") {
  CHECK(of("xmpp:dev@evil.example.net", {}, "dev") == Ids{"info/conference-entity-not-sip"});
  CHECK(of("xmpp:dev@evil.example.net", same_domain(), "dev") == Ids{"info/conference-entity-not-sip"});
}

TEST_CASE("schemes: what may be a chat, what hardly is one, and what runs code") {
  CHECK(of("matrix:r/dev:example.com") == Ids{"rooms/room-relation-unconfirmed"});
  for (const std::string_view room : {"tel:+18005671234", "mailto:dev@example.com", "h323:dev@example.com",
                                      "rtsp://example.com/", "ftp://example.com/", "file:///etc/passwd", "dev"}) {
    CAPTURE(std::string(room));
    CHECK(of(room) == Ids{"rooms/room-scheme-unlikely"});
    CHECK(of(room, same_domain()) == Ids{"rooms/room-scheme-unlikely"});
  }
  CHECK(of("JavaScript:alert(1)") == Ids{"rooms/room-scheme-dangerous"});
  CHECK(of("data:text/html,x", same_domain()) == Ids{"rooms/room-scheme-dangerous"});
}

TEST_CASE("a room is not less secure than its conference") {
  constexpr std::string_view kSecure = "sips:dev@example.com";
  for (const std::string_view room : {"http://example.com/dev", "irc://example.com/dev", "sip:dev@example.com"}) {
    CAPTURE(std::string(room));
    CHECK(of(room, {}, kSecure) == Ids{"rooms/room-less-secure"});
    CHECK(of(room).empty());
  }
  for (const std::string_view room :
       {"https://example.com/dev", "ircs://example.com/dev", "sips:dev@example.com", "xmpp:dev@example.com"}) {
    CHECK(of(room, {}, kSecure).empty());
  }
}

TEST_CASE("each disguise of a room's host is one finding") {
  for (const std::string_view room : {"xmpp:dev@example.com@evil.example", "xmpp:dev%40example.com@evil.example",
                                      "https://example.com@evil.example/", "sip:dev@example.com@evil.example"}) {
    CAPTURE(std::string(room));
    CHECK(of(room) == Ids{"rooms/room-user-info-trick"});
    CHECK(of(room, same_domain()) == Ids{"rooms/room-user-info-trick"});
    CHECK(of(room, same_name()) == Ids{"rooms/room-user-info-trick"});
  }
  for (const std::string_view room :
       {"xmpp:dev%0A@example.com", "xmpp:dev%00@example.com", "xmpp:dev@example.com/\xe2\x80\xae",
        "xmpp:d\xe2\x80\x8b"
        "ev@example.com"}) {
    CAPTURE(std::string(room));
    CHECK(of(room) == Ids{"rooms/room-hidden-character"});
  }
  for (const std::string_view room : {"xmpp:dev@192.0.2.7", "sip:dev@[2001:db8::1]", "http://3221225991/",
                                      "http://0xC0.0.2.7/", "sip:dev@192.0.2.7:5060"}) {
    CAPTURE(std::string(room));
    CHECK(of(room) == Ids{"rooms/room-host-address"});
  }
  for (const std::string_view room : {"xmpp:dev@xn--exmple-4nf.com", "xmpp:dev@chat.XN--exmple-4nf.com",
                                      "xmpp:dev@ex\xd0\xb0mple.com", "xmpp:dev@ex%D0%B0mple.com"}) {
    CAPTURE(std::string(room));
    CHECK(of(room) == Ids{"rooms/room-host-look-alike"});
  }
}

TEST_CASE("a host that the conference has itself disguises nothing") {
  CHECK(of("xmpp:dev@192.0.2.7", {}, "sip:dev@192.0.2.7").empty());
  CHECK(of("xmpp:dev@xn--mller-kva.example", {}, "sip:dev@xn--mller-kva.example").empty());
}

TEST_CASE("the same room twice is a repeated URI, not several rooms") {
  const auto two = [](std::string_view first, std::string_view second) {
    return ids(
        R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" version="1" entity="sip:d@example.com">)"
        "<conference-description><service-uris><entry><uri>" +
        std::string(first) + "</uri><purpose>grouptextchat</purpose></entry><entry><uri>" + std::string(second) +
        "</uri><purpose>grouptextchat</purpose></entry></service-uris></conference-description><users/>"
        "</conference-info>");
  };
  CHECK(two("xmpp:a@example.com", "xmpp:a@example.com") == Ids{"info/service-uri-unique"});
  CHECK(two("xmpp:a@example.com", "irc://example.com/a") == Ids{"rooms/rooms-several"});
}

TEST_CASE("a domain is the same in its A-labels and in its U-labels") {
  const std::string_view conference = "sip:dev@xn--bcher-kva.example";
  CHECK(of("xmpp:dev@b\u00fccher.example", same_domain(), conference).empty());
  CHECK(of("xmpp:dev@B%C3%BCCHER.example", same_domain(), conference).empty());
  CHECK(of("xmpp:dev@chat.b\u00fccher.example", related("xn--bcher-kva.example"), conference) ==
        Ids{"rooms/room-host-look-alike"});
  CHECK(of("xmpp:dev@bucher.example", same_domain(), conference) == Ids{"rooms/room-other-domain"});
}
