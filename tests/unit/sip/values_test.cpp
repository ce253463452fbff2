#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sip/values.hpp"

using namespace confstate;

namespace {

std::vector<std::string> items(std::string_view text) {
  std::vector<std::string> all;
  sip::Items list(text);
  for (std::string_view item; list.next(item);) {
    all.emplace_back(item);
  }
  return all;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("lists are cut at commas outside quotes and brackets") {
  CHECK(items("a, b") == Texts{"a", "b"});
  CHECK(items(R"("a, \"b" <sip:c,d@e>;x="1,2", f)") == Texts{R"("a, \"b" <sip:c,d@e>;x="1,2")", "f"});
  CHECK(items("a,,b,") == Texts{"a", "", "b", ""});
  CHECK(items("\"open, a") == Texts{"\"open, a"});
  CHECK(items("<open, a") == Texts{"<open, a"});
  CHECK(items({}).empty());
}

TEST_CASE("parameters: names, values, quotes, blanks and what is none") {
  sip::Params params(";a=1 ; b = \"x;y\";c;d=<sip:e;f>");
  CHECK(params.value("A") == "1");
  CHECK(params.value("b") == "x;y");
  CHECK(params.has("c"));
  CHECK_FALSE(params.has("f"));
  CHECK(params.find("d")->value == "<sip:e;f>");
  const auto bad = [](std::string_view text) {
    sip::Params all(text);
    bool any = false;
    for (sip::Param param; all.next(param);) {
      any = any || param.bad;
    }
    return any;
  };
  CHECK_FALSE(bad(";a=b;c"));
  CHECK(bad(";;"));
  CHECK(bad(";a="));
  CHECK(bad(";a b"));
  CHECK(bad(";=b"));
  CHECK(bad(";a=\"b"));
}

TEST_CASE("numbers have a limit and nothing but digits") {
  CHECK(sip::read_number("0070") == 70U);
  CHECK(sip::read_number("4294967295") == 4294967295U);
  CHECK_FALSE(sip::read_number("4294967296"));
  CHECK_FALSE(sip::read_number("99999999999999999999999"));
  CHECK_FALSE(sip::read_number(""));
  CHECK_FALSE(sip::read_number("-1"));
  CHECK_FALSE(sip::read_number("1 "));
  CHECK(sip::read_number("255", 255) == 255U);
  CHECK_FALSE(sip::read_number("256", 255));
  CHECK_FALSE(sip::read_number("9", 5));
}

TEST_CASE("Via with blanks everywhere, ports and IPv6") {
  const sip::Via via =
      sip::read_via("SIP / 2.0 /\r\n UDP [2001:db8::1] : 5060 ; branch=z9hG4bKx;rport;received=192.0.2.1");
  CHECK(via.ok());
  CHECK(via.transport == "UDP");
  CHECK(via.host == "[2001:db8::1]");
  CHECK(via.port == 5060);
  CHECK(via.branch == "z9hG4bKx");
  CHECK(via.has_cookie());
  CHECK(via.has_rport);
  CHECK(via.rport.empty());
  CHECK(via.received == "192.0.2.1");
  CHECK_FALSE(sip::read_via("SIP/2.0/UDP h;branch=z9hG4bK").has_cookie());
  for (const std::string_view bad : {"", "SIP/2.0/UDP", "SIP/2.0 h", "SIP/2.0/UDP h:99999", "SIP/2.0/UDP h x",
                                     "SIP/2.0/UDP [::1", "SIP/2.0/UDPh;branch=1", "SIP/2.0/UDP h;;"}) {
    CAPTURE(bad);
    CHECK_FALSE(sip::read_via(bad).ok());
  }
}

TEST_CASE("addresses with and without display names and brackets") {
  const sip::Address quoted = sip::read_address(R"("A. \"G\" Bell, Jr" <sip:bell@example.com;lr>;tag=43)");
  CHECK(quoted.ok());
  CHECK(quoted.display_name() == R"(A. "G" Bell, Jr)");
  CHECK(quoted.uri == "sip:bell@example.com;lr");
  CHECK(quoted.tag == "43");
  const sip::Address plain = sip::read_address("sip:a@b.c;tag=x");
  CHECK(plain.ok());
  CHECK(plain.uri == "sip:a@b.c");
  CHECK(plain.tag == "x");
  CHECK_FALSE(plain.brackets);
  const sip::Address tokens = sip::read_address("caller one<sip:a@b>");
  CHECK(tokens.display == "caller one");
  CHECK(tokens.ok());
  CHECK(sip::read_address("*").star);
  CHECK(sip::read_address(R"(sip:a@b;+sip.instance="<urn:uuid:1>")").uri == "sip:a@b");
  CHECK(sip::read_address("<tel:+1-555>").uri == "tel:+1-555");
  for (const std::string_view bad : {"", "\"open <sip:a@b>", "<sip:a@b", "Bell, A <sip:a@b>", "a@b", "<>", "<sip:a>;;",
                                     "\"a\" sip:a@b", "<sip:a> x", "<a b>"}) {
    CAPTURE(bad);
    CHECK_FALSE(sip::read_address(bad).ok());
  }
}

TEST_CASE("the URI of an address that cannot be read in full is given where it can be seen") {
  const sip::Address bell = sip::read_address("Bell, A <sip:a@b>;tag=1");
  CHECK(bell.uri == "sip:a@b");
  CHECK(bell.tag == "1");
  CHECK(bell.wrong == ",");
}

TEST_CASE("URIs are cut at their separators") {
  const sip::UriParts semi = sip::cut_uri("sip:user;par=u%40example.net@example.com:5060;lr?Subject=a");
  CHECK(semi.user == "user;par=u%40example.net");
  CHECK(semi.host == "example.com");
  CHECK(semi.port == "5060");
  CHECK(semi.params.has("lr"));
  CHECK(semi.headers == "Subject=a");
  const sip::UriParts six = sip::cut_uri("sips:[2001:db8::1]:5061");
  CHECK(six.host == "[2001:db8::1]");
  CHECK(six.port == "5061");
  CHECK(six.user.data() == nullptr);
  CHECK(sip::cut_uri("tel:+1;ext=2").address == "+1");
  CHECK(sip::cut_uri("nothing").scheme.empty());
}

TEST_CASE("what is escaped in a URI is unescaped once") {
  CHECK(sip::unescape("a%2540b%00") == std::string("a%40b\0", 6));
  CHECK_FALSE(sip::unescape("%4"));
  CHECK_FALSE(sip::unescape("%zz"));
  const std::string_view uri = "sip:b@h?Replaces=12%40c%3Bto-tag%3D1%3Bfrom-tag%3D2&Subject=x";
  const auto replaces = sip::uri_header(uri, "replaces");
  REQUIRE(replaces);
  const sip::DialogReference dialog = sip::read_dialog_reference(*replaces);
  CHECK(dialog.ok());
  CHECK(dialog.call_id == "12@c");
  CHECK(dialog.to_tag == "1");
  CHECK(dialog.from_tag == "2");
  CHECK_FALSE(dialog.early_only);
  CHECK_FALSE(sip::uri_header(uri, "Join"));
}

TEST_CASE("CSeq is a number below 2^31 and a method") {
  const sip::CSeq folded = sip::read_cseq("0009\r\n  INVITE");
  CHECK(folded.ok());
  CHECK(folded.number == 9);
  CHECK(folded.method == sip::Method::invite);
  CHECK(sip::read_cseq("2147483647 X").ok());
  for (const std::string_view bad : {"", "1", "INVITE", "1INVITE", "2147483648 INVITE", "1 IN VITE", "-1 INVITE"}) {
    CAPTURE(bad);
    CHECK_FALSE(sip::read_cseq(bad).ok());
  }
}

TEST_CASE("events, subscription states and reasons") {
  const sip::Event event = sip::read_event("conference;id=93603");
  CHECK(event.package == "conference");
  CHECK(event.id == "93603");
  const sip::SubscriptionState gone = sip::read_subscription_state("terminated;reason=timeout;retry-after=30");
  CHECK(gone.state == sip::SubscriptionState::State::terminated);
  CHECK(gone.reason == "timeout");
  CHECK(gone.retry_after == 30U);
  CHECK_FALSE(gone.expires);
  CHECK(sip::read_subscription_state("Active;expires=60").expires == 60U);
  CHECK_FALSE(sip::read_subscription_state("active;expires=x").ok());
  const sip::Reason reason = sip::read_reason(R"(Q.850;cause=16;text="Normal, clearing")");
  CHECK(reason.protocol == "Q.850");
  CHECK(reason.cause == 16U);
  CHECK(reason.text == "Normal, clearing");
}

TEST_CASE("types of content") {
  const sip::ContentType type =
      sip::read_content_type("Multipart / Related;type=\"application/rlmi+xml\";boundary=\"a b\"");
  CHECK(type.ok());
  CHECK(type.is("multipart", "related"));
  CHECK(type.params.value("boundary") == "a b");
  for (const std::string_view bad : {"", "text", "text/", "/plain", "text/plain x", "text/plain;"}) {
    CAPTURE(bad);
    CHECK_FALSE(sip::read_content_type(bad).ok());
  }
}

TEST_CASE("identities, signed in either way") {
  const sip::Identity passport = sip::read_identity("eyJ..sig;info=<https://example.com/a.cer>;alg=ES256;ppt=shaken");
  CHECK(passport.ok());
  CHECK(passport.digest == "eyJ..sig");
  CHECK(passport.info == "https://example.com/a.cer");
  CHECK(passport.alg == "ES256");
  CHECK(passport.ppt == "shaken");
  CHECK(sip::read_identity("\"abc=\"").digest == "abc=");
  CHECK_FALSE(sip::read_identity("").ok());
}

TEST_CASE("histories and diversions say who sent a call where") {
  const sip::History history =
      sip::read_history("<sip:bob@example.com?Privacy=history&Reason=SIP%3Bcause%3D302>;index=1.2;rc=1.1");
  CHECK(history.index == "1.2");
  CHECK(history.rc == "1.1");
  CHECK(history.cause == "302");
  CHECK(history.is_private);
  CHECK(sip::read_history("<sip:vm@example.com;cause=486>;index=1;mp=1").cause == "486");
  const sip::Diversion diversion =
      sip::read_diversion("<sip:a@example.com>;reason=user-busy;counter=2;privacy=full;screen=no");
  CHECK(diversion.reason == "user-busy");
  CHECK(diversion.counter == 2U);
  CHECK_FALSE(diversion.limit);
  CHECK(diversion.privacy == "full");
}

TEST_CASE("values are made readable") {
  CHECK(sip::unfold("a \r\n\t b  c") == "a b  c");
  CHECK(sip::unquote(R"("a\"b\\")") == R"(a"b\)");
  CHECK(sip::unquote("a") == "a");
  CHECK(sip::unquote("\"") == "\"");
}
