#include "sip/keys.hpp"

#include <string>

#include <doctest/doctest.h>

#include "sip/message.hpp"
#include "sip/values.hpp"

using namespace confstate;

namespace {

std::string message_with(const std::string& header) {
  return "OPTIONS sip:a@example.com SIP/2.0\r\n" + header + "\r\nContent-Length: 0\r\n\r\n";
}

}  // namespace

TEST_CASE("keys say of an address what the reader of addresses says") {
  for (const char* value : {"<sip:ann@example.com>;tag=1", "<sip:ann@example.com:5060;lr>", "<sip:example.com>;isfocus",
                            "<sip:ann@example.com>;IsFocus", "<sip:ann@example.com>;tag=1;isfocus", "sip:ann@b;tag=x",
                            "\"Ann <1>\" <sips:ann@b>;tag=2", " <sip:ann@b> ; tag = 3 ", "<sip:ann@b>;tag=", "*",
                            "<sip:", "<sip:ann@b:99999>;tag=4", "<tel:+1>;x=1", "<sip:a%20b@c>;tag=5",
                            "<sip:a@b>, <sip:c@d>", "<sip:a@b>;tag", "\"", ""}) {
    CAPTURE(value);
    for (const std::string name : {"From: ", "To: ", "Contact: "}) {
      const std::string text = message_with(name + value);
      sip::Message message;
      REQUIRE(message.read(text));
      const sip::Keys& keys = message.keys();
      const sip::KeyAddress& key = name == "From: " ? keys.from : name == "To: " ? keys.to : keys.contact;
      const sip::Address wanted = sip::read_address(value);
      CHECK(key.uri == wanted.uri);
      CHECK(key.tag == wanted.tag);
      CHECK(key.is_focus == (wanted.params.has("isfocus")));
      CHECK((key.cleanness == sip::Cleanness::unknown || wanted.ok()));
    }
  }
}

TEST_CASE("keys say of the top Via what the reader of Via says") {
  for (const char* value :
       {"SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1", "SIP/2.0/TLS a.example.com;branch=z9hG4bKx;rport",
        "SIP/2.0/UDP a:05060;branch=z9hG4bK1;rport=5;received=192.0.2.2", "SIP / 2.0 / UDP [2001:db8::1]:5061;branch=1",
        "SIP/2.0/UDP a:65536;branch=z9hG4bK1", "SIP/2.0/UDP a;branch=z9hG4bK", "SIP/2.0/UDP a;branch=Z9HG4BK2",
        "SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2", "nothing", ""}) {
    CAPTURE(value);
    const std::string text = message_with(std::string("Via: ") + value + "\r\nVia: SIP/2.0/UDP z;branch=z9hG4bK9");
    sip::Message message;
    REQUIRE(message.read(text));
    std::string_view top;
    CHECK(sip::Values(message, sip::HeaderId::via).next(top));
    const sip::Via wanted = sip::read_via(top);
    const sip::KeyVia& key = message.keys().via;
    CHECK(key.branch == (wanted.has_cookie() ? wanted.branch : ""));
    CHECK(key.sent_by == wanted.host);
    CHECK(key.port == wanted.port);
    CHECK((!key.is_clean || (wanted.ok() && wanted.has_cookie())));
  }
}

TEST_CASE("keys are those of the message that was read last") {
  const std::string first = message_with("CSeq: 7 NOTIFY\r\nEvent: conference;id=3\r\nSubscription-State: active");
  const std::string second = message_with("CSeq: 8 OPTIONS");
  sip::Message message;
  REQUIRE(message.read(first));
  CHECK(message.keys().cseq.number == 7);
  CHECK(message.keys().event.id == "3");
  CHECK(message.keys().subscription.state == sip::SubscriptionState::State::active);
  REQUIRE(message.read(second));
  CHECK(message.keys().cseq.method == sip::Method::options);
  CHECK(message.keys().event.package.empty());
  CHECK(message.keys().subscription.state == sip::SubscriptionState::State::other);
}
