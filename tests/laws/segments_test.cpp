// A TCP stream gives the same messages, however it is cut, in whatever order and how often its segments come.
#include <array>
#include <string>

#include <doctest/doctest.h>

#include "support/rounds.hpp"
#include "support/segments.hpp"

using namespace confstate;

namespace {

std::string message_of(base::Random& chance) {
  constexpr std::array<std::string_view, 4> kStarts{"OPTIONS sip:b@example.com SIP/2.0", "SIP/2.0 200 OK",
                                                    "NOTIFY  sip:b@example.com SIP/2.0 ", "SIP/2.0 180"};
  const std::string end = chance.one_in(6) ? "\n" : "\r\n";
  const std::string body(chance.below(chance.one_in(4) ? 3000 : 100), chance.one_in(3) ? '\n' : 'x');
  std::string text(kStarts[chance.below(4)]);
  text += end + "Via: SIP/2.0/TCP 192.0.2.1" + end;
  if (!chance.one_in(10)) {
    text += (chance.one_in(2) ? "Content-Length: " : "l :" + end + " ") +
            std::to_string(body.size() + (chance.one_in(12) ? chance.below(20) : 0)) + end;
  }
  return text + end + body;
}

// Messages with what stands between them in real streams, and worse.
std::string stream_of(base::Random& chance) {
  std::string stream = chance.one_in(8) ? "rest of a body\r\n" : "";
  for (std::uint32_t count = chance.between(1, 8); count > 0; --count) {
    stream += message_of(chance);
    stream += chance.one_in(3) ? "\r\n\r\n" : chance.one_in(12) ? "garbage\r\nSIP/2.0 100 Trying\r\n\r\n" : "";
  }
  return stream;
}

}  // namespace

TEST_CASE("however a stream is cut, it gives the same messages") {
  std::size_t found = 0;
  for (unsigned long seed = 1; seed <= tests::rounds(5000); ++seed) {
    base::Random chance(seed);
    const std::string stream = stream_of(chance);
    const std::string whole = tests::messages_of(stream, {});
    found += whole.empty() ? 0 : 1;
    CAPTURE(seed);
    REQUIRE(tests::messages_of(stream, {seed, false}) == whole);
    REQUIRE(tests::messages_of(stream, {seed, true}) == whole);
  }
  CHECK(found > tests::rounds(5000) * 9 / 10);
}
