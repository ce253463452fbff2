#include <string>

#include <doctest/doctest.h>

#include "uri/uri.hpp"

using namespace confstate;
using uri::Fault;
using uri::HostKind;
using uri::Scheme;

namespace {

// The part of a URI that its fault points at.
std::string faulty_part(const uri::Uri& parsed) {
  return std::string(parsed.text.substr(parsed.place.begin, parsed.place.end - parsed.place.begin));
}

void check_fault(const char* text, Fault fault, const char* part) {
  CAPTURE(text);
  const uri::Uri parsed = uri::parse(text);
  CHECK(parsed.fault == fault);
  CHECK(faulty_part(parsed) == part);
}

}  // namespace

TEST_CASE("a SIP URI has all its parts") {
  const uri::Uri parsed =
      uri::parse("SIPS:alice;day=tuesday:pa&ss@[2001:db8::10]:5061;transport=tcp;lr?subject=a%20b&to=x");
  CHECK(parsed.kind == Scheme::sips);
  CHECK(parsed.scheme == "SIPS");
  CHECK(parsed.user == "alice;day=tuesday");
  CHECK(parsed.password == "pa&ss");
  CHECK(parsed.host == "2001:db8::10");
  CHECK(parsed.host_kind == HostKind::ipv6);
  CHECK(parsed.port == "5061");
  CHECK(parsed.port_number == 5061);
  CHECK(parsed.parameters == "transport=tcp;lr");
  CHECK(parsed.headers == "subject=a%20b&to=x");
  CHECK(parsed.fault == Fault::none);
}

TEST_CASE("kinds of hosts are told apart") {
  CHECK(uri::parse("sip:example.com").host_kind == HostKind::name);
  CHECK(uri::parse("sip:example.com.").fault == Fault::none);
  CHECK(uri::parse("sip:192.0.2.10").host_kind == HostKind::ipv4);
  CHECK(uri::parse("sip:a-b.c1").fault == Fault::none);
  CHECK(uri::parse("sip:a@[::ffff:192.0.2.1]").fault == Fault::none);
  CHECK(uri::parse("sip:a@[::1]:5060").port_number == 5060);
}

TEST_CASE("tel, xmpp, irc, http and xcon have the parts of their schemes") {
  const uri::Uri tel = uri::parse("tel:+49-30-12;ext=4;isub=a");
  CHECK(tel.kind == Scheme::tel);
  CHECK(tel.user == "+49-30-12");
  CHECK(tel.parameters == "ext=4;isub=a");
  CHECK(tel.fault == Fault::none);
  const uri::Uri xmpp = uri::parse("xmpp://me@home.example/room@chat.example/nick?join#x");
  CHECK(xmpp.user == "room");
  CHECK(xmpp.host == "chat.example");
  CHECK(xmpp.path == "/nick");
  CHECK(xmpp.headers == "join");
  CHECK(xmpp.fragment == "x");
  const uri::Uri http = uri::parse("https://u:p@web.example:8443/room/1?a=b#c");
  CHECK(http.kind == Scheme::https);
  CHECK(http.user == "u");
  CHECK(http.password == "p");
  CHECK(http.port_number == 8443);
  CHECK(http.path == "/room/1");
  CHECK(uri::parse("ircs://irc.example/room").kind == Scheme::ircs);
  const uri::Uri xcon = uri::parse("xcon:8977777@example.com");
  CHECK(xcon.kind == Scheme::xcon);
  CHECK(xcon.user == "8977777");
  CHECK(xcon.host == "example.com");
  CHECK(uri::parse("xcon-userid:bob@example.com").kind == Scheme::xcon);
  CHECK(uri::parse("mailto:bob@example.com").kind == Scheme::other);
}

TEST_CASE("each fault has its place") {
  check_fault("alice", Fault::no_scheme, "");
  check_fault("sip:al ice@example.com", Fault::bad_character, " ");
  check_fault("sip:a%4@example.com", Fault::bad_escape, "%");
  check_fault("sip:a@b@example.com", Fault::second_at, "@");
  check_fault("sip:@example.com", Fault::empty_user, "");
  check_fault("sip::secret@example.com", Fault::empty_user, "");
  check_fault("sip:alice@", Fault::empty_host, "");
  check_fault("sip:", Fault::empty_host, "");
  check_fault("sip:alice@exam_ple.com", Fault::bad_host, "exam_ple.com");
  check_fault("sip:alice@300.1.1.1", Fault::bad_host, "300.1.1.1");
  check_fault("sip:alice@a..b", Fault::bad_host, "a..b");
  check_fault("sip:alice@-a", Fault::bad_host, "-a");
  check_fault("sip:alice@[::g]", Fault::bad_host, "::g");
  check_fault("sip:alice@[::1", Fault::bad_host, "::1");
  check_fault("sip:alice@[::1]x", Fault::bad_host, "x");
  check_fault("sip:u@:5060", Fault::empty_host, "");
  check_fault("sip:alice@h:", Fault::bad_port, "");
  check_fault("sip:alice@h:99999", Fault::bad_port, "99999");
  check_fault("sip:alice@h:5x", Fault::bad_port, "5x");
  check_fault("sip:alice@h;", Fault::empty_parameter, "");
  check_fault("sip:alice@h;=a", Fault::empty_parameter, "=a");
  check_fault("sip:alice@h;a=b=c", Fault::bad_character, "=");
  check_fault("sip:alice@h?", Fault::empty_header, "");
  check_fault("sip:alice@h?a", Fault::empty_header, "a");
  check_fault("sip:alice@h?a=b&", Fault::empty_header, "");
  check_fault("sip:user@host?Route=<sip:x>", Fault::bad_character, "<");
  check_fault("tel:alice", Fault::bad_number, "alice");
  check_fault("tel:", Fault::bad_number, "");
  check_fault("tel:1234", Fault::no_phone_context, "1234");
  check_fault("http:example.com", Fault::empty_host, "");
}

TEST_CASE("parameters are found by name, whatever their case and escapes") {
  const std::string_view list = ";a;;Lr=on;%6dethod=INVITE;x=";
  CHECK(uri::find_parameter(list, "lr")->value == "on");
  CHECK(uri::find_parameter(list, "method")->value == "INVITE");
  CHECK(!uri::find_parameter(list, "a")->has_value);
  CHECK(uri::find_parameter(list, "x")->has_value);
  CHECK(!uri::find_parameter(list, "y"));
}

TEST_CASE("escapes are undone once") {
  CHECK(uri::unescape("a%40b%2540") == "a@b%40");
  CHECK(uri::unescape("%") == "%");
  CHECK(uri::unescape("%4") == "%4");
  CHECK(uri::unescape("%zz%41") == "%zzA");
}
