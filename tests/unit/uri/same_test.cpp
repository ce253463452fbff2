#include <string>

#include <doctest/doctest.h>

#include "uri/host.hpp"
#include "uri/uri.hpp"

using namespace confstate;

namespace {

bool same(const char* a, const char* b) {
  const bool there = uri::same(uri::parse(a), uri::parse(b));
  CHECK(there == uri::same(uri::parse(b), uri::parse(a)));
  return there;
}

}  // namespace

TEST_CASE("RFC 3261 section 19.1.4: the examples that are the same") {
  CHECK(same("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtLanTa.CoM;Transport=tcp"));
  CHECK(same("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"));
  CHECK(same("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"));
  CHECK(same("sip:biloxi.com;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.com",
             "sip:biloxi.com;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.com"));
  CHECK(same("sip:alice@atlanta.com?subject=project%20x&priority=urgent",
             "sip:alice@atlanta.com?priority=urgent&subject=project%20x"));
}

TEST_CASE("RFC 3261 section 19.1.4: the examples that are not the same") {
  CHECK(!same("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"));
  CHECK(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"));
  CHECK(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=tcp"));
  CHECK(!same("sip:bob@biloxi.com", "sip:bob@biloxi.com:6000;transport=tcp"));
  CHECK(!same("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"));
  CHECK(!same("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4"));
  CHECK(!same("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"));
  CHECK(!same("sip:alice@example.com", "sips:alice@example.com"));
}

TEST_CASE("users, passwords, headers and special parameters must stand in both") {
  CHECK(!same("sip:alice@h", "sip:h"));
  CHECK(!same("sip:alice:x@h", "sip:alice@h"));
  CHECK(!same("sip:a@h;maddr=1.2.3.4", "sip:a@h"));
  CHECK(!same("sip:a@h;ttl=1", "sip:a@h"));
  CHECK(!same("sip:a%3Bb@h", "sip:a;b@h"));
  CHECK(same("sip:a@h;lr", "sip:a@h"));
  CHECK(same("sip:a@[2001:DB8::1]", "sip:a@[2001:db8:0:0::1]"));
  CHECK(!same("sip:a@[2001:db8::1]", "sip:a@[2001:db8::2]"));
}

TEST_CASE("RFC 3966 section 5: telephone numbers") {
  CHECK(same("tel:+49-30-12", "TEL:+49.(30)12"));
  CHECK(same("tel:+4930;a=1;EXT=1-2", "tel:+4930;ext=12;A=1"));
  CHECK(!same("tel:+4930;ext=1", "tel:+4930"));
  CHECK(!same("tel:+4930", "tel:4930;phone-context=+49"));
  CHECK(same("tel:7042;phone-context=Example.com", "tel:70-42;phone-context=example.com"));
}

TEST_CASE("web addresses") {
  CHECK(same("http://Example.com", "http://example.com:80/"));
  CHECK(same("https://example.com/%7Ea", "https://EXAMPLE.com:443/~a"));
  CHECK(!same("http://example.com/", "https://example.com/"));
  CHECK(!same("http://example.com/A", "http://example.com/a"));
  CHECK(same("URN:x", "urn:x"));
}

TEST_CASE("hosts are written in one form") {
  CHECK(uri::canonical_host("EXAMPLE.Com.") == "example.com");
  CHECK(uri::canonical_host("M\xc3\xbcller.example") == "xn--mller-kva.example");
  CHECK(uri::canonical_host("stra\xc3\x9f"
                            "e.example") == "xn--strae-oqa.example");
  CHECK(uri::canonical_host("ex%61mple.com") == "example.com");
  CHECK(uri::canonical_host("2001:0DB8:0:0:0:0:0:1") == "2001:db8::1");
  CHECK(uri::canonical_host("192.0.2.1") == "192.0.2.1");
  // A full-width '@' would become one and move the host.
  CHECK(uri::canonical_host("evil\xef\xbc\xa0good.example") == "evil\xef\xbc\xa0good.example");
}

TEST_CASE("IPv6 addresses are read and written as RFC 5952 says") {
  const auto written = [](const char* text) { return uri::write_ipv6(uri::read_ipv6(text).value()); };
  CHECK(written("::") == "::");
  CHECK(written("::1") == "::1");
  CHECK(written("1::") == "1::");
  CHECK(written("2001:db8:0:1:1:1:1:1") == "2001:db8:0:1:1:1:1:1");
  CHECK(written("2001:0:0:1:0:0:0:1") == "2001:0:0:1::1");
  CHECK(written("::ffff:c000:0201") == "::ffff:192.0.2.1");
  for (const char* bad : {"", ":", ":::", "1:2", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::1.2.3",
                          "1.2.3.4::", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7", "1:2:3:4:5:6:7::8", "::1%eth0"}) {
    CAPTURE(bad);
    CHECK(!uri::read_ipv6(bad));
  }
  for (const char* bad : {"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "1..2.3", "1.2.3.", "a.b.c.d", "1.2.3.4444"}) {
    CAPTURE(bad);
    CHECK(!uri::read_ipv4(bad));
  }
}

TEST_CASE("a host in its one form is its own one form, also where its escapes are broken") {
  for (const char* text : {"%6%61", "%25%36%31", "%4%4a", "a%2Eb%2e", "%%41", "%C3%BC.example", "%00", "..", "%"}) {
    CAPTURE(text);
    const std::string once = uri::canonical_host(text);
    CHECK(uri::canonical_host(once) == once);
  }
}
