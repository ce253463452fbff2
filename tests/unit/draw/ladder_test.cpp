#include "draw/ladder.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "base/random.hpp"
#include "draw/ladder_words.hpp"
#include "support/picture_laws.hpp"
#include "support/pictures.hpp"
#include "support/rounds.hpp"

namespace confstate::tests {
namespace {

using Kind = draw::LadderRow::Kind;
using Times = draw::LadderOptions::Times;

std::string drawn(const draw::Ladder& ladder, std::size_t width, bool unicode = true,
                  const draw::LadderOptions& options = {}) {
  std::string out = "\n";
  draw::draw_ladder(ladder, options, {.color = false, .unicode = unicode, .width = width},
                    [&out](std::string_view piece) { out += piece; });
  return out;
}

// Two parties and one row.
draw::Ladder ladder_of(const std::vector<draw::LadderRow>& rows) {
  return {"", {{"alice", "198.51.100.7:41822"}, {"focus", "192.0.2.10:5061"}}, rows};
}

TEST_CASE("a ladder of two fits into eighty columns, findings on their arrows") {
  CHECK(drawn(small_ladder(), 80) == R"(
            alice                 focus
     198.51.100.7:41822      192.0.2.10:5061
20:00:00.000  │─────SUBSCRIBE──────►│  Event: conference   Expires: 3600
20:00:00.021  │◄───────200 OK───────│  Expires: 600
20:00:00.034  │◄───────NOTIFY───────│  full v0 · 3 users
20:00:07.412  │◄───────NOTIFY───────│  partial v43 · −mike  ✗ notify/version-gap
)");
}

TEST_CASE("in a hundred columns the arrows are longer") {
  CHECK(drawn(small_ladder(), 100) == R"(
            alice                      focus
     198.51.100.7:41822           192.0.2.10:5061
20:00:00.000  │────────SUBSCRIBE────────►│  Event: conference   Expires: 3600
20:00:00.021  │◄─────────200 OK──────────│  Expires: 600
20:00:00.034  │◄─────────NOTIFY──────────│  full v0 · 3 users
20:00:07.412  │◄─────────NOTIFY──────────│  partial v43 · −mike  ✗ notify/version-gap
)");
}

TEST_CASE("where there is little room notes are wrapped; ASCII has its own arrows") {
  CHECK(drawn(small_ladder(), 60, false) == R"(
            alice             focus
     198.51.100.7:41822  192.0.2.10:5061
20:00:00.000  |---SUBSCRIBE---->|  Event: conference
              |                 |  Expires: 3600
20:00:00.021  |<-----200 OK-----|  Expires: 600
20:00:00.034  |<-----NOTIFY-----|  full v0 · 3 users
20:00:07.412  |<-----NOTIFY-----|  partial v43 · −mike
              |                 |  x notify/version-gap
)");
}

TEST_CASE("where there is no room for columns each row is said in words") {
  CHECK(drawn(small_ladder(), 40) == R"(
alice  198.51.100.7:41822
focus  192.0.2.10:5061
20:00:00.000  alice  ►  focus
  SUBSCRIBE
  Event: conference   Expires: 3600
20:00:00.021  focus  ►  alice  200 OK
  Expires: 600
20:00:00.034  focus  ►  alice  NOTIFY
  full v0 · 3 users
20:00:07.412  focus  ►  alice  NOTIFY
  partial v43 · −mike
  ✗ notify/version-gap
)");
}

TEST_CASE("arrows are drawn through the lifelines that they cross, with all that a capture may hold besides") {
  CHECK(drawn(large_ladder(), 100, true, {.frames = true}) == R"(
                  alice               proxy              focus
           198.51.100.7:41822  [2001:db8::17]:5060  192.0.2.10:5061
                    ╞═════ capture begins in mid-call ═════╡
1182  20:00:00.000  │────SUBSCRIBE─────►│                  │  [TLS]
                    │                   │                  │  Event: conference   Expires: 3600
1183  20:00:00.003  │◄────407 Proxy─────│                  │  Authentication Required
1184  20:00:00.009  │────SUBSCRIBE─────►│                  │  Event: conference   Expires: 3600
1185  20:00:00.014  │                   │────SUBSCRIBE────►│  [UDP]
1186  20:00:00.029  │◄───────────────200 OK────────────────│  Expires: 600
1187  20:00:00.034  │◄───────────────NOTIFY────────────────│  full v0 · 3 users
1188  20:00:00.041  │───────────────200 OK────────────────►│
── dialog 2 · a84b4c76e66710 ───────────────────────────────────────────────────────────────────────
1189  20:00:05.020  │◄───────────────NOTIFY────────────────│  partial v41 · ~alice on hold
1190  20:00:05.520  │◄╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌NOTIFY╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌│  2 retransmissions
                    │                   │                  │  partial v41 · ~alice on hold
1191  20:00:05.531  │───────────────200 OK────────────────►│
1192  20:00:07.412  │◄───────────────NOTIFY────────────────│  partial v43 · −mike
                    │                   │                  │  ✗ notify/version-gap
                    │                   │                  │  ! sip/missing-contact
1193  20:00:07.421  │───────────────200 OK────────────────►│
                    ┊                 48 s                 ┊
1194  20:00:55.430  │                   │         timer ┌──│  subscription expires
                    │                   │               └─►│
1195  20:00:55.440  │◄───────────────NOTIFY────────────────│  terminated;reason=timeout
1196  20:00:55.500  │───────BYE───────►?│                  │
1197  20:00:55.600  │                   │?──────481───────►│  Call/Transaction Does Not Exist
)");
}

TEST_CASE("retransmissions are dotted and counted") {
  draw::LadderRow row = arrow(0, 0, 1, "SUBSCRIBE", "Expires: 600");
  row.dim = true;
  CHECK(drawn(ladder_of({row}), 80).find("│╌╌╌╌╌╌╌╌SUBSCRIBE╌╌╌╌╌╌╌╌►│  retransmission  Expires: 600\n") !=
        std::string::npos);
  row.repeats = 3;
  CHECK(drawn(ladder_of({row}), 80, false).find("|........SUBSCRIBE........>|  3 retransmissions  Expires: 600\n") !=
        std::string::npos);
}

TEST_CASE("a label that is too long for its arrow goes on beside it, whole words only") {
  const std::string text = drawn(ladder_of({arrow(0, 1, 0, "488 Not Acceptable Here Whatever")}), 80);
  CHECK(text.find("│◄─488 Not Acceptable Here─│  Whatever\n") != std::string::npos);
  const std::string word = drawn(ladder_of({arrow(0, 1, 0, "AMETHODWITHAVERYLONGNAMEINDEED")}), 80);
  CHECK(word.find("│◄─────────────────────────│  AMETHODWITHAVERYLONGNAMEINDEED\n") != std::string::npos);
}

TEST_CASE("arrows to oneself come back; ends that nobody knows are question marks") {
  std::vector<draw::LadderRow> rows = {arrow(0, 0, 0, "a"), arrow(0, 1, 1, "b"), arrow(0, 0, 9, "c"),
                                       arrow(0, 9, 0, "d"), arrow(0, 9, 1, "e"), arrow(0, 1, 9, "f"),
                                       arrow(0, 9, 9, "g")};
  CHECK(drawn(ladder_of(rows), 80, true, {.times = Times::none}) == R"(
       alice                      focus
198.51.100.7:41822           192.0.2.10:5061
         │──┐ a                     │
         │◄─┘                       │
         │                     b ┌──│
         │                       └─►│
         │───────────c────────────►?│
         │◄───────────d────────────?│
         │?───────────e────────────►│
         │?◄───────────f────────────│
         │? ► ?                     │  g
)");
}

TEST_CASE("one party alone has room for what it sends to itself; without any, words remain") {
  draw::Ladder ladder{"", {{"alice", ""}}, {arrow(0, 0, 0, "self", "note"), arrow(0, 1, 0, "in")}};
  CHECK(drawn(ladder, 60) == R"(
            alice
20:00:00.000  │──┐ self          note
              │◄─┘
20:00:00.000  │◄──────in──────?
)");
  ladder.lifelines.clear();
  CHECK(drawn(ladder, 60) == R"(
20:00:00.000  ?  ►  ?  self  note
20:00:00.000  ?  ►  ?  in
)");
}

TEST_CASE("times are told from the row before, from the first, or not at all; new days have a line") {
  const draw::Ladder ladder =
      ladder_of({arrow(0, 0, 1, "A"), arrow(21, 1, 0, "B"), arrow(20, 0, 1, "C"), arrow(14'400'000, 1, 0, "D")});
  const auto has = [&](Times times, std::string_view text) {
    return drawn(ladder, 80, true, {.times = times}).find(text) != std::string::npos;
  };
  CHECK(has(Times::since_last, "    +0.021  │"));
  CHECK(has(Times::since_last, "    -0.001  │"));
  CHECK(has(Times::since_last, "+14399.980  │"));
  CHECK(has(Times::since_first, "    +0.020  │"));
  CHECK(has(Times::absolute, "\n── 2026-11-22 ───"));
  CHECK_FALSE(has(Times::since_last, "2026-11-22"));
  CHECK_FALSE(has(Times::none, "+"));
}

TEST_CASE("differences of times never overflow") {
  using Limits = std::numeric_limits<std::int64_t>;
  CHECK(draw::time_between(Limits::min(), Limits::max()) == Limits::max());
  CHECK(draw::time_between(Limits::max(), Limits::min()) == Limits::min());
  CHECK(draw::time_between(-5, 5) == 10);
}

TEST_CASE("headers that would meet stand below each other") {
  draw::Ladder ladder;
  for (int i = 0; i < 8; ++i) {
    ladder.lifelines.push_back({"party-" + std::to_string(i), "192.0.2.1" + std::to_string(i) + ":5060"});
  }
  ladder.rows = {arrow(0, 0, 7, "INVITE"), arrow(0, 4, 3, "BYE")};
  CHECK(drawn(ladder, 80) == R"(
           party-0       party-2        party-4       party-6
                  party-1       party-3        party-5       party-7
       192.0.2.10:5060      192.0.2.13:5060       192.0.2.16:5060
              192.0.2.11:5060       192.0.2.14:5060      192.0.2.17:5060
                     192.0.2.12:5060       192.0.2.15:5060
20:00:00.000  │──────┼──────┼──────┼INVITE─┼──────┼──────┼─────►│
20:00:00.000  │      │      │      │◄─BYE──│      │      │      │
)");
}

TEST_CASE("colours come with the sense of what they colour") {
  std::string out;
  draw::draw_ladder(small_ladder(), {}, {.color = true, .unicode = true, .width = 80},
                    [&out](std::string_view piece) { out += piece; });
  CHECK(out.find("\x1b[31m✗ notify/version-gap\x1b[0m") != std::string::npos);
  CHECK(out.find("\x1b[1malice\x1b[0m") != std::string::npos);
}

TEST_CASE("texts of a capture are escaped, and no line is a command") {
  draw::Ladder ladder = ladder_of({arrow(0, 0, 1, "A\x1b[2J", "\u202Enote\n::error")});
  ladder.lifelines[0] = {"::add-mask", "##[group]"};
  const std::string text = drawn(ladder, 80, true, {.times = Times::none}).substr(1);
  CHECK(broken_by_text(text, 80) == "");
  CHECK(text.find("\\u{202E}note\\n::error") != std::string::npos);
  CHECK(text.find("\\u{3A}:add-mask") != std::string::npos);
}

// Pieces that hostile texts are made of; the rest are random bytes.
std::string hostile_bytes(base::Random& random) {
  static const std::vector<std::string> kPieces = {"::error",      "##[group]",
                                                   "\x1b[31m",     "\xff\xfe",
                                                   "山田太郎",     "e\u0301\u0301",
                                                   "a;b#c",        "<script>",
                                                   "]]>",          "&amp;",
                                                   "\n",           "\xEF\xBF\xBE",
                                                   "style a:b#c;", "%%{init}%%",
                                                   "\u202E",       std::string(3, '\0'),
                                                   "wrap:x",       "  ",
                                                   "407 No"};
  std::string out;
  for (std::uint32_t i = random.below(60); i > 0; --i) {
    if (random.one_in(3)) {
      out += kPieces[random.below(static_cast<std::uint32_t>(kPieces.size()))];
    } else {
      const std::uint32_t most = random.one_in(2) ? 256 : 12;
      for (std::uint32_t j = random.below(12); j > 0; --j) {
        out += static_cast<char>(random.below(most));
      }
    }
  }
  return out;
}

TEST_CASE("whatever the texts: widths hold, SVG is well-formed, Mermaid has its grammar, every arrow is there once") {
  base::Random random(20261121);
  for (unsigned long i = 0; i < rounds(3000); ++i) {
    const std::string text = hostile_bytes(random);
    PictureBytes bytes(text);
    const draw::LadderOptions options{static_cast<Times>(random.below(4)), random.one_in(2)};
    const draw::Style style{.color = false, .unicode = random.one_in(2), .width = random.below(160)};
    REQUIRE(broken_by_ladder(take_ladder(bytes), options, style) == "");
    REQUIRE(broken_by_timeline(take_timeline(bytes), style) == "");
  }
}

}  // namespace
}  // namespace confstate::tests
