#include "capture/redact.hpp"

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "base/utf8.hpp"
#include "bytes/inflate.hpp"
#include "capture/stored.hpp"
#include "crypto/keyed_hash.hpp"

using namespace confstate;

namespace {

capture::Redactor redactor() {
  return {*crypto::KeyedHash::with_key("a key of the unit tests"),
          [](std::string_view name, bool is_attribute) { return name == "who" || (is_attribute && name == "key"); }};
}

std::string redact(std::string_view message) {
  return redactor().redact(message, sip::Framing::datagram);
}

// A request with a header, and what became of the header.
std::string redact_header(std::string_view line) {
  const std::string begin = "OPTIONS sip:x@example.com SIP/2.0\r\n";
  const std::string made = redact(begin + std::string(line) + "\r\n\r\n");
  const std::size_t at = made.find("\r\n") + 2;
  return made.substr(at, made.size() - at - 4);
}

std::string redact_body(std::string_view type, std::string_view body) {
  const std::string made =
      redact("MESSAGE sip:x@example.com SIP/2.0\r\nContent-Type: " + std::string(type) +
             "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
  sip::Message message;
  message.read(made);
  CHECK(message.value(sip::HeaderId::content_length) == std::to_string(message.body().size()));
  CHECK(message.surplus().empty());
  return std::string(message.body());
}

struct Names {
  capture::Redactor owner = redactor();
  std::string alice = owner.names().word("alice");
  std::string bob = owner.names().word("bob");
  std::string host = owner.names().host("acme.com");
  std::string address = owner.names().host("10.1.2.3");
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("users and hosts go, ports, tags and parameters stay") {
  const Names n;
  CHECK(redact_header("From: <sip:alice@acme.com:5070;transport=tcp>;tag=a7") ==
        "From: <sip:" + n.alice + "@" + n.host + ":5070;transport=tcp>;tag=a7");
  CHECK(redact_header("f: sip:alice@acme.com;tag=a7") == "f: sip:" + n.alice + "@" + n.host + ";tag=a7");
  CHECK(redact_header("Contact: *") == "Contact: *");
}

TEST_CASE("one person is one person in names, sip, tel and mail") {
  Names n;
  const std::string number = n.owner.names().user("+4930123456");
  CHECK(redact_header("To: \"alice\" <sip:alice@acme.com>") ==
        "To: \"" + n.alice + "\" <sip:" + n.alice + "@" + n.host + ">");
  CHECK(redact_header(
            "P-Asserted-Identity: \"+49 30 123456\" <sip:+4930123456@acme.com;user=phone>, <tel:+49-30-123456>") ==
        "P-Asserted-Identity: \"" + number.substr(0, 3) + " " + number.substr(3, 2) + " " + number.substr(5) +
            "\" <sip:" + number + "@" + n.host + ";user=phone>, <tel:" + number.substr(0, 3) + "-" +
            number.substr(3, 2) + "-" + number.substr(5) + ">");
}

TEST_CASE("URIs in quotes, and quotes in quotes") {
  const Names n;
  CHECK(redact_header("From: \"alice <sip:bob@acme.com>\" <sip:alice@acme.com>") ==
        "From: \"" + n.alice + " <sip:" + n.bob + "@" + n.host + ">\" <sip:" + n.alice + "@" + n.host + ">");
  CHECK(redact_header("From: \"alice \\\"bob\\\"\" <sip:alice@acme.com>") ==
        "From: \"" + n.alice + " \\\"" + n.bob + "\\\"\" <sip:" + n.alice + "@" + n.host + ">");
}

TEST_CASE("folded headers stay folded") {
  const Names n;
  CHECK(redact_header("Contact: <sip:alice@acme.com>,\r\n\t<sip:bob@acme.com>\r\n ;expires=60") ==
        "Contact: <sip:" + n.alice + "@" + n.host + ">,\r\n\t<sip:" + n.bob + "@" + n.host + ">\r\n ;expires=60");
}

TEST_CASE("escaped users, passwords and escaped headers of URIs") {
  const Names n;
  CHECK(redact_header("Contact: <sip:%61lice:secret7@acme.com>") ==
        "Contact: <sip:" + n.alice + ":0000000@" + n.host + ">");
  const std::string refer = redact_header("Refer-To: <sip:bob@acme.com?Replaces=c1%40acme.com%3Bto-tag%3Dt1>");
  const std::string call = redact_header("Call-ID: c1@acme.com");
  CHECK(refer == "Refer-To: <sip:" + n.bob + "@" + n.host + "?Replaces=" + call.substr(9, call.find('@') - 9) + "%40" +
                     n.host + "%3Bto-tag%3Dt1>");
}

TEST_CASE("what names a dialog is the same wherever it stands") {
  const std::string call = redact_header("Call-ID: 77@10.1.2.3").substr(9);
  CHECK(redact_header("Replaces: 77@10.1.2.3;to-tag=a;from-tag=b") == "Replaces: " + call + ";to-tag=a;from-tag=b");
  CHECK(redact_body("application/x+xml", "<who>77@10.1.2.3</who>") == "<who>" + call + "</who>");
  const std::string bare = redact_header("Call-ID: alice-3848276298").substr(9);
  CHECK(bare.starts_with(Names().alice + "-"));
  CHECK(redact_header("Join: alice-3848276298;to-tag=a;from-tag=b") == "Join: " + bare + ";to-tag=a;from-tag=b");
}

TEST_CASE("Via keeps its cookie, ports and order") {
  const Names n;
  CHECK(redact_header("v: SIP/2.0/UDP acme.com:5070;branch=z9hG4bK7;received=10.1.2.3;rport=9, SIP/2.0/TCP 10.1.2.3") ==
        "v: SIP/2.0/UDP " + n.host + ":5070;branch=z9hG4bK" + Names().owner.names().word("7") +
            ";received=" + n.address + ";rport=9, SIP/2.0/TCP " + n.address);
  CHECK(has(redact_header("Via: SIP/2.0/UDP x.example.com;branch=z9hG4bK-d.acme.com"), "branch=z9hG4bK"));
}

TEST_CASE("credentials keep their shape and nothing else") {
  const Names n;
  const std::string made = redact_header(
      "Authorization: Digest username=\"alice\", realm=\"acme.com\", nonce=\"Ab+9/=\", uri=\"sip:acme.com\", "
      "response=\"0f1e\", algorithm=MD5, nc=00000001");
  CHECK(made == "Authorization: Digest username=\"" + n.alice + "\", realm=\"" + n.host +
                    "\", nonce=\"00+0/=\", uri=\"sip:" + n.host + "\", response=\"0000\", algorithm=MD5, nc=00000001");
  CHECK(redact_header("Identity: eyJ.abc.x_y;info=<https://acme.com/c>;alg=ES256") ==
        "Identity: 000.000.0_0;info=<https://" + n.host + "/" + Names().owner.names().word("c") + ">;alg=ES256");
  CHECK(redact_header("Cookie: id=abc") == "Cookie: 00=000");
}

TEST_CASE("headers that nobody knows lose URIs, addresses, hosts and numbers") {
  const Names n;
  CHECK(redact_header("X-Trace: from sip:alice@acme.com via 10.1.2.3:5060 [2001:db8::1] alice@acme.com acme.com") ==
        "X-Trace: from sip:" + n.alice + "@" + n.host + " via " + n.address + ":5060 [2001:db8::1] " + n.alice + "@" +
            n.host + " " + n.host);
  CHECK(redact_header("Warning: 399 acme.com \"alice 10.1.2.3\"") ==
        "Warning: 399 " + n.host + " \"" + n.alice + " " + n.address + "\"");
  CHECK(redact_header("User-Agent: Asterisk PBX 13.18.3.2") == "User-Agent: Asterisk PBX 13.18.3.2");
  CHECK(redact_header("Event: presence.winfo") == "Event: presence.winfo");
  CHECK(redact_header("Contact: <sip:x@example.com>;+g.3gpp.smsip;+sip.instance=\"<urn:uuid:00000000-0000-1000-8000-"
                      "000A95A0E128>\"")
            .find(";+g.3gpp.smsip;+sip.instance=\"<urn:uuid:") != std::string::npos);
}

TEST_CASE("texts of Reason may name people; its causes stay") {
  const Names n;
  CHECK(redact_header("Reason: SIP;cause=200;text=\"alice\", Q.850;cause=16") ==
        "Reason: SIP;cause=200;text=\"" + n.alice + "\", Q.850;cause=16");
}

TEST_CASE("Content-Length is as right or as wrong as it was") {
  const std::string begin = "MESSAGE sip:x@example.com SIP/2.0\r\nContent-Type: application/sdp\r\n";
  const std::string body = "v=0\r\nc=IN IP4 10.1.2.3\r\n";
  const auto length_of = [&](const std::string& length) {
    const std::string made = redact(begin + "Content-Length: " + length + "\r\n\r\n" + body);
    const std::size_t at = made.find("Content-Length: ") + 16;
    const std::size_t size = made.size() - made.find("\r\n\r\n") - 4;
    return std::pair(made.substr(at, made.find('\r', at) - at), size);
  };
  const auto [right, size] = length_of(std::to_string(body.size()));
  CHECK(right == std::to_string(size));
  CHECK(size != body.size());
  CHECK(length_of(std::to_string(body.size() + 7)).first == std::to_string(size + 7));
  CHECK(length_of("many").first == "many");
}

TEST_CASE("session descriptions: who, where and the keys go; formats stay") {
  const Names n;
  const std::string made =
      redact_body("application/sdp",
                  "v=0\r\no=alice 1 2 IN IP4 10.1.2.3\r\ns=alice\r\nc=IN IP4 10.1.2.3/127\r\n"
                  "m=audio 49170 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\nk=prompt\r\nk=clear:abc\r\n"
                  "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:abcd+/|2^20|1:32\r\n"
                  "a=candidate:1 1 UDP 2130706431 10.1.2.3 5000 typ host\r\na=rtcp:5 IN IP4 10.1.2.3\r\n"
                  "a=ice-pwd:asd88fgpdd\r\na=sendrecv\r\na=ssrc:11 cname:alice\r\n");
  CHECK(made == "v=0\r\no=" + n.alice + " 1 2 IN IP4 " + n.address + "\r\ns=" + n.alice + "\r\nc=IN IP4 " + n.address +
                    "/127\r\nm=audio 49170 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\nk=prompt\r\nk=clear:000\r\n"
                    "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:0000+/|2^20|1:32\r\na=candidate:1 1 UDP 2130706431 " +
                    n.address + " 5000 typ host\r\na=rtcp:5 IN IP4 " + n.address +
                    "\r\na=ice-pwd:0000000000\r\na=sendrecv\r\na=ssrc:11 cname:" + n.alice + "\r\n");
}

TEST_CASE("XML: names and places go, tags and namespaces stay, broken documents stay as broken") {
  const Names n;
  CHECK(redact_body("application/x+xml",
                    "<?xml version=\"1.0\"?><a xmlns=\"urn:y\" xmlns:b='http://acme.com/b' key=\"alice\" id='7'>"
                    "<who>alice <b>bob</b></who> kept <c>sip:alice@acme.com</c><!-- bob --></a>") ==
        "<?xml version=\"1.0\"?><a xmlns=\"urn:y\" xmlns:b='http://acme.com/b' key=\"" + n.alice + "\" id='7'><who>" +
            n.alice + " <b>" + n.bob + "</b></who> kept <c>sip:" + n.alice + "@" + n.host + "</c><!-- " + n.bob +
            " --></a>");
  CHECK(redact_body("application/x+xml", "<who>a&amp;alice &#65; &#0; &odd; <![CDATA[bob]]>") ==
        "<who>" + Names().owner.names().word("a") + "&amp;" + n.alice + " " + Names().owner.names().word("A") +
            " &#0; &odd; <![CDATA[" + n.bob + "]]>");
  CHECK(redact_body("application/x+xml", "<a key=\"alice") == "<a key=\"" + n.alice);
}

TEST_CASE("multipart bodies keep their boundaries; fragments are messages; what is no text becomes zeros") {
  const Names n;
  CHECK(redact_body("multipart/mixed;boundary=b1",
                    "--b1\r\nContent-Type: application/sdp\r\n\r\nc=IN IP4 10.1.2.3\r\n--b1\r\n"
                    "Content-Type: text/plain\r\n\r\nalice\r\n--b1--\r\n") ==
        "--b1\r\nContent-Type: application/sdp\r\n\r\nc=IN IP4 " + n.address +
            "\r\n--b1\r\nContent-Type: text/plain\r\n\r\n" + n.alice + "\r\n--b1--\r\n");
  CHECK(redact_body("message/sipfrag", "SIP/2.0 200 OK\r\nFrom: <sip:alice@acme.com>\r\n") ==
        "SIP/2.0 200 OK\r\nFrom: <sip:" + n.alice + "@" + n.host + ">\r\n");
  CHECK(redact_body("application/octet-stream", std::string_view("al\0ice", 6)) == "000000");
}

TEST_CASE("a packed body is packed again") {
  const std::string packed = capture::stored_like("\x1f\x8b", "c=IN IP4 10.1.2.3\r\n");
  const std::string made = redact(
      "MESSAGE sip:x@example.com SIP/2.0\r\nContent-Type: application/sdp\r\n"
      "Content-Encoding: gzip\r\n\r\n" +
      packed);
  const auto plain = bytes::inflate_gzip(made.substr(made.find("\r\n\r\n") + 4), 1000);
  REQUIRE(plain);
  CHECK(*plain == "c=IN IP4 " + Names().address + "\r\n");
  const auto zlib = bytes::inflate_deflate(capture::stored_like("\x78\x9c", std::string(70'000, 'a')), 100'000);
  REQUIRE(zlib);
  CHECK(zlib->size() == 70'000);
}

TEST_CASE("broken messages: what is no header loses its words, what is missing stays missing") {
  const Names n;
  CHECK(redact_header("alice without colon").find("alice") == std::string::npos);
  CHECK(!has(redact("INVITE sip:alice@acme.com SIP/2.0\r\nFrom: \"alice"), "alice"));
  CHECK(!has(redact("INVITE <sip:alice@acme.com> SIP/2.0\r\n\r\n"), "alice"));
  CHECK(redact("SIP/2.0 404 sip:alice@acme.com not found\r\n\r\n") ==
        "SIP/2.0 404 sip:" + n.alice + "@" + n.host + " not found\r\n\r\n");
  CHECK(redact_header("From: \"\xff\" <sip:alice@acme.com>") == "From: \"\xff\" <sip:" + n.alice + "@" + n.host + ">");
}

TEST_CASE("a document in UTF-16 is redacted and stays in UTF-16, with its byte order mark") {
  const std::string plain = "<a who=\"x\"><who>J\xC3\xBCrgen \xF0\x9F\x98\x80</who><b>sip:bob@acme.com</b></a>";
  const std::string expected = redact_body("application/xml", plain);
  CHECK(has(expected, Names().host));
  const auto widened = [](std::string_view text, bool is_big) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const base::CodePoint point = base::decode_utf8(text, at);
      const char32_t rest = point.value - 0x10000;
      const std::vector<char32_t> units = point.value < 0x10000
                                              ? std::vector<char32_t>{point.value}
                                              : std::vector<char32_t>{0xd800 + (rest >> 10U), 0xdc00 + (rest & 0x3ffU)};
      for (const char32_t unit : units) {
        const char high = static_cast<char>(unit >> 8U);
        const char low = static_cast<char>(unit & 0xffU);
        out.append({is_big ? high : low, is_big ? low : high});
      }
      at += point.length;
    }
    return out;
  };
  const std::string mark = "\xEF\xBB\xBF";
  for (const bool is_big : {false, true}) {
    CAPTURE(is_big);
    CHECK(redact_body("application/xml", widened(plain, is_big)) == widened(expected, is_big));
    CHECK(redact_body("application/xml", widened(mark + plain, is_big)) == widened(mark + expected, is_big));
  }
  CHECK(redact_body("application/xml", widened(plain, true) + "x") ==
        std::string(widened(plain, true).size() + 1, '0'));
  CHECK(redact_body("application/octet-stream", widened(plain, true)) == std::string(widened(plain, true).size(), '0'));
}

TEST_CASE("a line without a name gets none where an address is put into it") {
  const std::string made = redact("OPTIONS sip:x@example.com SIP/2.0\r\n::3:\r\nCall-ID: 1\r\n\r\n");
  sip::Message message;
  REQUIRE(message.read(made));
  CHECK(message.headers().size() == 1);
  CHECK(has(made, "\r\n:2001:db8:"));
}
