#include <string>

#include <doctest/doctest.h>

#include "uri/identity.hpp"

using namespace confstate;

namespace {

// The canonical identity; it must be its own canonical identity.
uri::Identity identity(const std::string& text, bool strict = false) {
  const uri::Identity out = uri::canonical_identity(text, {strict});
  CAPTURE(text);
  CHECK(uri::canonical_identity(out.canonical, {strict}).canonical == out.canonical);
  return out;
}

std::string canonical(const std::string& text) {
  return identity(text).canonical;
}

}  // namespace

TEST_CASE("escapes, case, final dots and IDNA do not make another person") {
  CHECK(canonical("sip:%61lice@EXAMPLE.com:5060") == "sip:alice@example.com");
  CHECK(canonical("SIP:alice@Example.COM.") == "sip:alice@example.com");
  CHECK(canonical("sip:alice@m\xc3\xbcller.example") == "sip:alice@xn--mller-kva.example");
  CHECK(canonical("sip:alice@XN--MLLER-KVA.example") == "sip:alice@xn--mller-kva.example");
}

TEST_CASE("the user keeps its case, and its reserved characters their escapes") {
  CHECK(canonical("sip:Alice@example.com") != canonical("sip:alice@example.com"));
  CHECK(canonical("sip:a%3bb@example.com") == "sip:a%3Bb@example.com");
  CHECK(canonical("sip:a%40b@example.com") == "sip:a%40b@example.com");
  CHECK(canonical("sip:jos\xc3\xa9@example.com") == "sip:jos%C3%A9@example.com");
  CHECK(canonical("sip:jos%c3%a9@example.com") == "sip:jos%C3%A9@example.com");
  CHECK(canonical("sip:a%@example.com") == "sip:a%25@example.com");
}

TEST_CASE("passwords, parameters and headers are no part of a person") {
  CHECK(canonical("sip:alice:secret@example.com;transport=tls;gr=urn:uuid:1;ob?subject=x") == "sip:alice@example.com");
  CHECK(canonical("sip:alice@example.com;user=ip") == "sip:alice@example.com");
}

TEST_CASE("sips is sip, unless schemes are strict") {
  const uri::Identity wide = identity("sips:alice@example.com:5061");
  CHECK(wide.canonical == "sip:alice@example.com");
  CHECK(wide.notes.sips_equal);
  CHECK(wide.notes.port_folded);
  const uri::Identity strict = identity("sips:alice@example.com", true);
  CHECK(strict.canonical == "sips:alice@example.com");
  CHECK(!strict.notes.sips_equal);
}

TEST_CASE("default ports are folded and noted, others are kept") {
  CHECK(identity("sip:alice@example.com:5060").notes.port_folded);
  CHECK(!identity("sip:alice@example.com").notes.port_folded);
  CHECK(canonical("sip:alice@example.com:05060") == "sip:alice@example.com");
  CHECK(canonical("sip:alice@example.com:15060") == "sip:alice@example.com:15060");
  CHECK(canonical("sip:alice@example.com:99999") == "sip:alice@example.com:99999");
  CHECK(canonical("sip:alice@example.com:") == "sip:alice@example.com");
}

TEST_CASE("addresses stay addresses") {
  CHECK(canonical("sip:alice@192.0.2.1") == "sip:alice@192.0.2.1");
  CHECK(canonical("sip:alice@[2001:DB8:0::1]:5060") == "sip:alice@[2001:db8::1]");
}

TEST_CASE("telephone numbers have one form") {
  CHECK(canonical("tel:+49-(30).123456") == "tel:+4930123456");
  CHECK(canonical("sip:+49-30-123456@example.com;user=phone") == "tel:+4930123456");
  CHECK(canonical("sip:+4930123456@example.com;USER=Phone") == "tel:+4930123456");
  CHECK(canonical("sip:%2B4930123456@example.com;user=phone") == "tel:+4930123456");
  CHECK(canonical("sip:+4930123456;ext=7@example.com;user=phone") == "tel:+4930123456;ext=7");
  CHECK(identity("sips:+4930123456@example.com;user=phone").notes.is_telephone);
}

TEST_CASE("extensions and sub-addresses are other people, routing is not") {
  CHECK(canonical("tel:+4930;ISUB=AB;EXT=1-2;rn=+4940;npdi;cpc=ordinary") == "tel:+4930;ext=12;isub=ab");
  CHECK(canonical("tel:+4930;ext=12") != canonical("tel:+4930"));
}

TEST_CASE("a local number keeps its context, a global one has none") {
  const uri::Identity local = identity("tel:70-42;phone-context=Example.COM.");
  CHECK(local.canonical == "tel:7042;phone-context=example.com");
  CHECK(local.notes.local_number);
  CHECK(canonical("tel:7042;phone-context=+49-30") == "tel:7042;phone-context=+4930");
  CHECK(canonical("tel:+4930;phone-context=+1") == "tel:+4930");
  CHECK(canonical("sip:7042;phone-context=example.com@gw.example;user=phone") == "tel:7042;phone-context=example.com");
  // Without context it means something to that host only.
  CHECK(canonical("sip:7042@example.com;user=phone") == "sip:7042@example.com");
}

TEST_CASE("a number without user=phone is a sip identity whose number the host must be trusted for") {
  const uri::Identity found = identity("sip:+4930123456@example.com");
  CHECK(found.canonical == "sip:+4930123456@example.com");
  CHECK(found.telephone == "tel:+4930123456");
  CHECK(found.notes.unproven_number);
  CHECK(!found.notes.is_telephone);
}

TEST_CASE("user=phone does not hide the sip form from a rule that denies its domain") {
  const uri::Identity found = identity("sip:+4930123456@evil.example;user=phone");
  CHECK(found.canonical == "tel:+4930123456");
  CHECK(found.address == "sip:+4930123456@evil.example");
  CHECK(identity("sip:alice@evil.example;user=phone").canonical == "sip:alice@evil.example");
}

TEST_CASE("nobody is anonymous however it is written") {
  for (const char* text :
       {"", "sip:", "sip:anonymous@anonymous.invalid", "sip:x@Anonymous.Invalid.", "sip:anonymous@example.com",
        "sip:%61nonymous@example.com", "sips:Anonymous@192.0.2.1", "tel:", "sip:anonymous@example.com;user=phone"}) {
    CAPTURE(text);
    CHECK(identity(text).notes.anonymous);
  }
  CHECK(identity("sip:anonymous@example.com").notes.domain_only);
  CHECK(!identity("sip:anonymous@anonymous.invalid").notes.domain_only);
  CHECK(!identity("sip:anonymous1@example.com").notes.anonymous);
  CHECK(canonical("sip:@").empty());
}

TEST_CASE("other schemes") {
  CHECK(canonical("XMPP:Room@Chat.Example/Nick?join") == "xmpp:room@chat.example");
  CHECK(canonical("HTTP://Example.com") == "http://example.com/");
  CHECK(canonical("https://example.com:443/A?b#c") == "https://example.com/A?b");
  CHECK(canonical("irc://IRC.example/room") == "irc://irc.example/room");
  CHECK(canonical("XCON:1@Example.com") == "xcon:1@example.com");
  CHECK(canonical("MAILTO:Bob@Example.com") == "mailto:Bob@Example.com");
  CHECK(canonical("alice") == "alice");
}
