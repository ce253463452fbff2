#include "sip/framing.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace confstate;
using sip::Start;

namespace {

std::size_t found(std::string_view bytes, std::size_t from = 0) {
  return sip::find_start(bytes, from, nullptr);
}

sip::Head head_of(std::string_view bytes) {
  sip::Head head;
  sip::read_head(bytes, head);
  return head;
}

}  // namespace

TEST_CASE("a start line is told from other bytes, and from one that is not complete") {
  CHECK(sip::start_at("OPTIONS sip:b@example.com SIP/2.0\r\n") == Start::request);
  CHECK(sip::start_at("INVITE  sip:b@example.com; lr SIP/2.0 \r\n") == Start::request);
  CHECK(sip::start_at("OPTIONS sip:b@example.com SIP/7.0\n") == Start::request);
  CHECK(sip::start_at("!interesting-Method0123456789_*+`.%indeed'~ <sip:1> SIP/2.0\r\n") == Start::request);
  CHECK(sip::start_at("SIP/2.0 200 OK\r\n") == Start::response);
  CHECK(sip::start_at("SIP/2.0 200\r\n") == Start::response);
  CHECK(sip::start_at("SIP/2.0 4294967301 better not break the receiver\r\n") == Start::none);
  CHECK(sip::start_at("GET / HTTP/1.1\r\n") == Start::none);
  CHECK(sip::start_at("\r\n") == Start::none);
  CHECK(sip::start_at("A B\r\n") == Start::none);
  CHECK(sip::start_at("words of a body. OPTIONS sip:b@example.com SIP/2.0\r\n") == Start::none);
  CHECK(sip::start_at("\x16\x03\x01") == Start::none);
  for (const std::string_view whole : {"OPTIONS sip:b SIP/2.0\r", "SIP/2.0 200 "}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(sip::start_at(whole.substr(0, size)) == Start::partial);
    }
  }
  CHECK(sip::start_at("A " + std::string(sip::kLongestStartLine, 'x')) == Start::none);
  CHECK(sip::start_at(std::string(100, 'A')) == Start::none);
}

TEST_CASE("the next start line has a header field behind it, and perhaps the end of a body in front") {
  const std::string text = "rest of a body\r\nSIP/2.0 200 OK\r\nVia: x\r\n\r\n";
  CHECK(found(text) == 16);
  CHECK(found(text, 16) == 16);
  CHECK(found(text, 17) == text.size());
  CHECK(found("x SIP/2.0 200 OK\r\nVia: x\r\n") == 2);
  CHECK(found("</users>NOTIFY sip:b@example.com SIP/2.0\r\nVia: x\r\n") == 8);
  CHECK(found("a word.OPTIONS sip:b@example.com SIP/2.0\r\nVia: x\r\n") == 7);
  CHECK(found("x-y sip:b@example.com SIP/2.0\r\nVia: x\r\n") == 0);
  const std::string long_method = std::string(100, 'A') + " sip:b@example.com SIP/2.0\r\nVia: x\r\n";
  CHECK(found(long_method) == long_method.size());
  CHECK(found("Via: SIP/2.0/UDP x\r\nVia: x\r\n") == 28);
  CHECK(found("SIP/2.0 200 OK\r\n\r\n") == 18);  // as in message/sipfrag
  CHECK(found("SIP/2.0 200 OK\r\nVia : x\r\n") == 0);
  CHECK(found("BYE sip:b@example.com SIP/2.0\nv: x\n") == 0);
  CHECK(found("BYE no-uri SIP/2.0\nv: x\n") == 24);
}

TEST_CASE("searching goes on where it stopped, with more bytes") {
  const std::string text = "rest\r\nOPTIONS sip:b@example.com SIP/2.0\r\nVia: x\r\n";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    CAPTURE(size);
    std::size_t stop = 0;
    const std::string_view part = std::string_view(text).substr(0, size);
    const std::size_t first = sip::find_start(part, 0, &stop);
    if (first == part.size()) {
      CHECK(sip::find_start(text, stop, nullptr) == 6);
    } else {
      CHECK(first == 6);
    }
  }
}

TEST_CASE("a head ends with its empty line and says the length of the body") {
  CHECK(head_of("A\r\nContent-Length: 12\r\n\r\nbody").end == 25);
  CHECK(head_of("A\r\nContent-Length: 12\r\n\r\nbody").content_length == 12);
  CHECK(head_of("A\r\nl:7\r\n\r\n").content_length == 7);
  CHECK(head_of("A\r\ncontent-LENGTH \t:\r\n 9 \r\n\r\n").content_length == 9);
  CHECK(head_of("A\r\nL : 7\r\nContent-Length: 7\r\n\r\n").has_length);
  CHECK(head_of("A\r\nl: 7\r\nContent-Length: 8\r\n\r\n").bad_length);
  CHECK(head_of("A\r\nl: -1\r\n\r\n").bad_length);
  CHECK(head_of("A\r\nl: 4294967296\r\n\r\n").bad_length);
  CHECK_FALSE(head_of("A\r\nContent-Lengths: 8\r\nlabel: 3\r\n\r\n").has_length);
  CHECK(head_of("A\nl: 7\n\nbody").end == 8);
  CHECK(head_of("A\nl: 7\n\nbody").bare_lines);
  CHECK_FALSE(head_of("A\r\nl: 7\r\n\r\n").bare_lines);
  CHECK(head_of("A\r\nl: 7\r\n").end == 0);
}

TEST_CASE("a head is read on in pieces of any size") {
  const std::string text = "A\r\nVia: x\r\nContent-Length:\r\n  12\r\nTo: y\r\n\r\nbody";
  for (std::size_t step = 1; step < text.size(); ++step) {
    sip::Head head;
    for (std::size_t size = step; size < text.size() + step; size += step) {
      sip::read_head(std::string_view(text).substr(0, size), head);
    }
    CAPTURE(step);
    CHECK(head.end == text.size() - 4);
    CHECK(head.content_length == 12);
  }
}
