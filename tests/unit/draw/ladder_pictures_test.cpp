// The ladder as SVG and as Mermaid.
#include <doctest/doctest.h>

#include "draw/ladder.hpp"
#include "support/picture_laws.hpp"
#include "support/pictures.hpp"

namespace confstate::tests {
namespace {

std::string svg_of(const draw::Ladder& ladder, const draw::LadderOptions& options = {}) {
  std::string out;
  draw::draw_ladder_svg(ladder, options, [&out](std::string_view piece) { out += piece; });
  return out;
}

std::string mermaid_of(const draw::Ladder& ladder, const draw::LadderOptions& options = {}) {
  std::string out;
  draw::draw_ladder_mermaid(ladder, options, [&out](std::string_view piece) { out += piece; });
  return out;
}

TEST_CASE("an arrow in SVG has a line, a head, a label, and a title with frame, time and addresses") {
  const std::string svg = svg_of(small_ladder());
  CHECK(svg.find("<g class=\"bad\"><title>frame 1207 · 2026-11-21T20:00:07.412Z · 192.0.2.10:5061 → "
                 "198.51.100.7:41822</title>") != std::string::npos);
  CHECK(svg.find("<title>NOTIFY jumps from version 41 to 43</title>") != std::string::npos);
  CHECK(svg.find(">✗ notify/version-gap</text>") != std::string::npos);
  CHECK(count_of(svg, "class=\"head\"") == 4);
  CHECK(count_of(svg, "class=\"arrow\"") == 4);
  CHECK(broken_by_svg(svg) == "");
}

TEST_CASE("SVG fetches nothing and runs nothing, and is the same every time") {
  const std::string svg = svg_of(large_ladder(), {.frames = true});
  CHECK(svg == svg_of(large_ladder(), {.frames = true}));
  for (const std::string_view never : {"<script", "href", "@import", "<image", "<foreignObject", "onload", "<!"}) {
    CAPTURE(never);
    CHECK(svg.find(never) == std::string::npos);
  }
  CHECK(count_of(svg, "http") == 1);  // the name of its namespace
  CHECK(svg.find("prefers-color-scheme:dark") != std::string::npos);
}

TEST_CASE("texts in SVG are escaped") {
  draw::Ladder ladder = small_ladder();
  ladder.rows[0].note = "</text><script>alert(1)</script>\x01\xEF\xBF\xBF";
  ladder.lifelines[0].name = "\"/><a b='&amp;";
  ladder.title = "<![CDATA[]]>";
  const std::string svg = svg_of(ladder);
  CHECK(broken_by_svg(svg) == "");
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("\\u{0001}") != std::string::npos);
}

TEST_CASE("a long ladder in SVG tells who is who at its foot too") {
  draw::Ladder ladder = small_ladder();
  CHECK(count_of(svg_of(ladder), ">alice</text>") == 1);
  ladder.rows.resize(30, ladder.rows[1]);
  CHECK(count_of(svg_of(ladder), ">alice</text>") == 2);
}

TEST_CASE("Mermaid, whole") {
  CHECK(mermaid_of(small_ladder()) == R"(sequenceDiagram
  title sips:conf233@example.com
  participant p0 as alice<br/>198.51.100.7:41822
  participant p1 as focus<br/>192.0.2.10:5061
  p0->>p1: 20:00:00.000 SUBSCRIBE
  Note right of p1: Event: conference   Expires: 3600
  p1->>p0: 20:00:00.021 200 OK
  Note right of p1: Expires: 600
  p1->>p0: 20:00:00.034 NOTIFY
  Note right of p1: full v0 · 3 users
  p1->>p0: 20:00:07.412 NOTIFY
  Note right of p1: partial v43 · −mike<br/>✗ notify/version-gap: NOTIFY jumps from version 41 to 43
)");
}

TEST_CASE("Mermaid texts lose all that Mermaid would act on") {
  draw::Ladder ladder{"", {{"a;b", ""}}, {arrow(0, 0, 0, "x#y\nz", "terminated;reason=timeout %%{init}")}};
  ladder.rows.push_back(arrow(0, 0, 7, "", "wrap: \"a\" <b>"));
  ladder.rows[1].dim = true;
  CHECK(mermaid_of(ladder, {.times = draw::LadderOptions::Times::none}) == R"(sequenceDiagram
  participant p0 as a#59;b
  participant unknown as ?
  p0->>p0: x#35;y#92;nz
  Note right of p0: terminated#59;reason=timeout #37;#37;#123;init#125;
  p0-->>unknown: ?
  Note right of p0: retransmission<br/>#119;rap: #34;a#34; #60;b#62;
)");
}

TEST_CASE("bands of Mermaid go over all participants") {
  const std::string text = mermaid_of(large_ladder());
  CHECK(broken_by_mermaid(text, arrows_of(large_ladder())) == "");
  CHECK(text.find("  Note over p0,p2: capture begins in mid-call\n") != std::string::npos);
  CHECK(text.find("  Note over p0,p2: 48 s\n") != std::string::npos);
}

TEST_CASE("the grammar of these tests sees what is wrong") {
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->>p1: a;b\n", 1) != "");
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->>p1: a#b\n", 1) != "");
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->p1: a\n", 1) != "");
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->>p1:\n", 1) != "");
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->>p1: a\n", 2) != "");
  CHECK(broken_by_mermaid("sequenceDiagram\n  p0->>p1: a#59;b\n", 1) == "");
}

}  // namespace
}  // namespace confstate::tests
