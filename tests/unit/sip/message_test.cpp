#include <string>

#include <doctest/doctest.h>

#include "sip/message.hpp"
#include "sip/values.hpp"

using namespace confstate;
using sip::FaultKind;
using sip::Framing;
using sip::HeaderId;
using sip::Message;
using sip::Method;

namespace {

std::vector<FaultKind> kinds(const Message& message) {
  std::vector<FaultKind> all;
  for (const sip::Fault& fault : message.faults()) {
    all.push_back(fault.kind);
  }
  return all;
}

using Kinds = std::vector<FaultKind>;

}  // namespace

TEST_CASE("a request is read with its headers and its body") {
  const std::string text =
      "INVITE sip:focus@example.com SIP/2.0\r\nv: SIP/2.0/TCP h;branch=z9hG4bK1\r\nCall-ID : 1@h\r\n"
      "X-Other: x\r\nsubject: a\r\n b\r\nl: 4\r\n\r\nbody";
  Message message;
  REQUIRE(message.read(text));
  CHECK(message.is_request());
  CHECK(message.method() == Method::invite);
  CHECK(message.uri() == "sip:focus@example.com");
  CHECK(message.headers().size() == 5);
  CHECK(message.value(HeaderId::via) == "SIP/2.0/TCP h;branch=z9hG4bK1");
  CHECK(message.value(HeaderId::call_id) == "1@h");
  CHECK(message.value(HeaderId::subject) == "a\r\n b");
  CHECK(message.headers()[2].name == "X-Other");
  CHECK(message.headers()[2].id == HeaderId::other);
  CHECK(message.body() == "body");
  CHECK(message.head().size() + message.body().size() == text.size());
  CHECK(message.faults().empty());
  CHECK(message.span_of(message.body()) ==
        base::Span{static_cast<std::uint32_t>(text.size() - 4), static_cast<std::uint32_t>(text.size())});
}

TEST_CASE("a response is read; its method is that of CSeq") {
  Message message;
  REQUIRE(message.read("SIP/2.0 486 Busy Here\r\nCSeq: 7 INVITE\r\n\r\n"));
  CHECK(message.is_response());
  CHECK(message.status() == 486);
  CHECK(message.reason() == "Busy Here");
  CHECK(message.cseq_method() == Method::invite);
}

TEST_CASE("repeated headers are found one after the other") {
  Message message;
  REQUIRE(message.read("OPTIONS sip:a SIP/2.0\r\nVia: 1\r\nTo: t\r\nv: 2\r\nVIA: 3\r\n\r\n"));
  std::string all;
  for (const sip::Header* header = message.find(HeaderId::via); header != nullptr; header = message.next(*header)) {
    all += header->value;
  }
  CHECK(all == "123");
  CHECK(message.find(HeaderId::from) == nullptr);
}

TEST_CASE("a message object forgets what it read before") {
  Message message;
  message.read("INVITE sip:a SIP/2.0\r\nVia: 1\r\nl: 3\r\n\r\nabc");
  REQUIRE(message.read("SIP/2.0 200 OK\r\n\r\n"));
  CHECK(message.is_response());
  CHECK(message.find(HeaderId::via) == nullptr);
  CHECK(message.body().empty());
  CHECK(message.method_text().empty());
  CHECK(message.uri().empty());
}

TEST_CASE("where the body ends depends on Content-Length and on the transport") {
  const std::string head = "OPTIONS sip:a SIP/2.0\r\n";
  Message message;
  message.read(head + "\r\nrest");
  CHECK(message.read(head + "\r\n"));
  const std::string without = head + "\r\nrest";
  message.read(without, Framing::datagram);
  CHECK(message.body() == "rest");
  message.read(without, Framing::stream);
  CHECK(message.body().empty());
  CHECK(message.surplus() == "rest");
  const std::string two = head + "l: 2\r\n\r\nrest";
  message.read(two);
  CHECK(message.body() == "re");
  CHECK(message.surplus() == "st");
  CHECK(kinds(message) == Kinds{FaultKind::surplus});
  const std::string nine = head + "l: 9\r\n\r\nrest";
  message.read(nine);
  CHECK(message.body() == "rest");
  CHECK(kinds(message) == Kinds{FaultKind::body_cut});
}

TEST_CASE("line ends before a message do not count, and LF alone ends a line") {
  Message message;
  const std::string text = "\r\n\r\nOPTIONS sip:a SIP/2.0\nTo: t\n\nbody";
  REQUIRE(message.read(text));
  CHECK(message.method() == Method::options);
  CHECK(message.value(HeaderId::to) == "t");
  CHECK(message.body() == "body");
  CHECK(kinds(message) == Kinds{FaultKind::bare_line_feeds});
}

TEST_CASE("a message that was cut within its headers is read as far as it goes") {
  Message message;
  REQUIRE(message.read("OPTIONS sip:a SIP/2.0\r\nTo: t\r\nFro"));
  CHECK(message.value(HeaderId::to) == "t");
  CHECK_FALSE(message.ended());
  CHECK(kinds(message) == Kinds{FaultKind::bad_header_line, FaultKind::unended_headers});
}

TEST_CASE("what is no message is said to be none") {
  Message message;
  for (const std::string text : {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "hello", " \r\n",
                                 "INVITE sip:a\r\n\r\n", "SIP/2 200 OK\r\n\r\n", "SIP/2.0\r\n"}) {
    CAPTURE(text);
    const bool readable = message.read(text);
    CHECK((!readable || message.status() == 0));
    CHECK_FALSE(message.faults().empty());
  }
  CHECK_FALSE(message.read("\r\n\r\n"));
  CHECK(kinds(message) == Kinds{FaultKind::empty_message});
}

TEST_CASE("fragments may lack every part") {
  Message message;
  CHECK(message.read("SIP/2.0 100 Trying", Framing::fragment));
  CHECK(message.status() == 100);
  CHECK(message.faults().size() <= 1);
  CHECK(message.read("To: t\r\nSubject: s", Framing::fragment));
  CHECK(message.kind() == Message::Kind::none);
  CHECK(message.value(HeaderId::subject) == "s");
  CHECK(message.faults().empty());
  CHECK(message.read("INVITE sip:a SIP/2.0\r\nTo: t\r\n\r\nbody", Framing::fragment));
  CHECK(message.method() == Method::invite);
  CHECK(message.body() == "body");
}

TEST_CASE("every name of a header is known by any case, and its compact form too") {
  for (std::size_t id = 1; id < sip::kHeaderIds; ++id) {
    const auto wanted = static_cast<HeaderId>(id);
    std::string name(sip::to_string(wanted));
    CAPTURE(name);
    CHECK(sip::header_id(name) == wanted);
    for (char& c : name) {
      c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    }
    CHECK(sip::header_id(name) == wanted);
    CHECK(sip::header_id(name + "x") == HeaderId::other);
  }
  CHECK(sip::header_id("r") == HeaderId::refer_to);
  CHECK(sip::header_id("O") == HeaderId::event);
  CHECK(sip::header_id("z") == HeaderId::other);
  CHECK(sip::header_id("") == HeaderId::other);
}

TEST_CASE("methods are known by their exact names") {
  for (std::size_t i = 1; i < sip::kMethods; ++i) {
    CHECK(sip::method_of(sip::to_string(static_cast<Method>(i))) == static_cast<Method>(i));
  }
  CHECK(sip::method_of("invite") == Method::other);
  CHECK(sip::method_of("") == Method::other);
}

TEST_CASE("faults keep their place and no fault is said twice") {
  const std::string text = "OPTIONS sip:a@h SIP/2.0\r\nVia: bad\r\nMax-Forwards: 999\r\n\r\n";
  Message message;
  message.read(text);
  std::vector<sip::Fault> faults;
  sip::check(message, faults);
  REQUIRE(faults.size() == 3);
  CHECK(faults[0].kind == FaultKind::missing_header);
  CHECK(faults[1].kind == FaultKind::bad_via);
  CHECK(faults[2].kind == FaultKind::bad_max_forwards);
  CHECK(text.substr(faults[2].span.begin, faults[2].span.end - faults[2].span.begin) == "999");
  sip::check(message, faults);
  CHECK(faults.size() == 6);
}
