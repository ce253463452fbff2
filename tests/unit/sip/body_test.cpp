#include <zlib.h>

#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "sip/body.hpp"
#include "sip/multipart.hpp"

using namespace confstate;
using sip::Bodies;
using sip::Body;
using sip::FaultKind;
using sip::Message;

namespace {

std::string message_of(const std::string& headers, const std::string& body) {
  return "NOTIFY sip:a@h SIP/2.0\r\n" + headers + "\r\n\r\n" + body;
}

// zlib's own: 15 zlib, 31 gzip, -15 bare deflate.
std::string deflated(const std::string& text, int frame) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, frame, 8, Z_DEFAULT_STRATEGY);
  std::string out(text.size() + 100, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

const std::string kRelated =
    "preamble\r\n--b\r\nContent-Type: application/rlmi+xml\r\nContent-ID: <root@h>\r\n\r\n<list/>\r\n--b\r\n"
    "Content-Type: multipart/mixed;boundary=\"in ner\"\r\nContent-ID: <two@h>\r\n\r\n--in ner\r\n\r\nplain\r\n--in "
    "ner--\r\n"
    "\r\n--b  \r\nContent-ID: <three@h>\r\n\r\n\r\n--b--\r\nepilogue";

}  // namespace

TEST_CASE("the parts of multipart bodies lie flat, each below its own") {
  const std::string text = message_of("Content-Type: multipart/related;start=\"<two@h>\";boundary=b", kRelated);
  Message message;
  REQUIRE(message.read(text));
  Bodies bodies;
  bodies.read(message);
  CHECK(bodies.faults().empty());
  REQUIRE(bodies.all().size() == 5);
  CHECK(bodies.all()[1].bytes == "<list/>");
  CHECK(bodies.all()[1].parent == 0);
  CHECK(bodies.all()[2].is_multipart);
  CHECK(bodies.all()[2].is_root);
  CHECK_FALSE(bodies.all()[1].is_root);
  CHECK(bodies.all()[3].bytes.empty());
  CHECK(bodies.all()[4].bytes == "plain");
  CHECK(bodies.all()[4].parent == 2);
  CHECK(bodies.all()[4].type.is("TEXT", "plain"));
  REQUIRE(bodies.find_id("cid:root@h") != nullptr);
  CHECK(bodies.find_id("cid:root@h")->type.is("application", "rlmi+xml"));
  CHECK(bodies.find("application", "rlmi+xml") == bodies.find_id("root@h"));
  for (const Body& body : bodies.all()) {
    CHECK(text.substr(body.place.begin, body.place.end - body.place.begin) == body.bytes);
  }
}

TEST_CASE("without `start` the first part is the root of a multipart/related") {
  const std::string text = message_of("Content-Type: multipart/related;boundary=b", kRelated);
  Message message;
  message.read(text);
  Bodies bodies;
  bodies.read(message);
  CHECK(bodies.all()[1].is_root);
}

TEST_CASE("a boundary counts only on a line of its own") {
  std::vector<std::string_view> parts;
  const auto found = sip::read_multipart("--b\r\nx --b\r\n--bb\r\ny\r\n--b\r\nz", "b", 9, parts);
  CHECK(found.found);
  CHECK_FALSE(found.closed);
  CHECK(parts == std::vector<std::string_view>{"x --b\r\n--bb\r\ny", "z"});
  parts.clear();
  CHECK_FALSE(sip::read_multipart("nothing", "b", 9, parts).found);
  CHECK(parts.empty());
}

TEST_CASE("compressed bodies are undone, up to a limit") {
  const std::string plain(5000, 'x');
  for (const auto& [encoding, frame] : {std::pair{"gzip", 31}, {"deflate", 15}, {"Deflate", -15}}) {
    const std::string how(encoding);
    CAPTURE(how);
    const std::string text = message_of("c: text/plain\r\ne: " + std::string(encoding), deflated(plain, frame));
    Message message;
    message.read(text);
    Bodies bodies;
    bodies.read(message);
    REQUIRE(bodies.all().size() == 1);
    CHECK(bodies.faults().empty());
    CHECK(bodies.all()[0].bytes == plain);
    CHECK(bodies.all()[0].is_decoded);
    CHECK(bodies.all()[0].place.end == text.size());
    bodies.read(message, {.bytes = 4999});
    CHECK(bodies.faults().size() == 1);
    CHECK_FALSE(bodies.all()[0].is_decoded);
  }
}

TEST_CASE("what cannot be undone is a fault and stays as it is") {
  for (const std::string encoding : {"gzip", "deflate", "br"}) {
    const std::string text = message_of("c: text/plain\r\ne: " + encoding, "nothing of this kind");
    Message message;
    message.read(text);
    Bodies bodies;
    bodies.read(message);
    REQUIRE(bodies.faults().size() == 1);
    CHECK(bodies.faults()[0].kind == FaultKind::bad_encoding);
    CHECK(bodies.all()[0].bytes == "nothing of this kind");
  }
}

TEST_CASE("bodies nested too deep, or too many, are not read") {
  const std::string text = message_of("Content-Type: multipart/related;boundary=b", kRelated);
  Message message;
  message.read(text);
  Bodies bodies;
  bodies.read(message, {.depth = 1});
  CHECK(bodies.all().size() == 4);
  CHECK(bodies.faults().size() == 1);
  bodies.read(message, {.parts = 2});
  CHECK(bodies.all().size() <= 3);
  REQUIRE_FALSE(bodies.faults().empty());
  CHECK(bodies.faults()[0].kind == FaultKind::nested_too_deep);
}

TEST_CASE("faults in a body are placed in the message") {
  const std::string text =
      message_of("c: application/sdp", "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nt=0 0\r\nm=audio 70001 RTP/AVP 0\r\n");
  Message message;
  message.read(text);
  std::vector<sip::Fault> faults;
  sip::check(message, faults);
  REQUIRE(faults.size() == 3);
  CHECK(faults[2].kind == FaultKind::sdp_port);
  CHECK(text.substr(faults[2].span.begin, 5) == "70001");
}
