#include "draw/roster.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/utf8.hpp"
#include "xml/read.hpp"

namespace confstate::draw {
namespace {

constexpr std::string_view kOpen =
    "<conference-info xmlns='urn:ietf:params:xml:ns:conference-info' xmlns:x='urn:example:x' "
    "entity='sip:c@example.com' "
    "version='3'>";

std::string drawn(std::string_view text, const Style& style = {}) {
  auto read = xml::read(text, xml::Reading::judging, base::Limits());
  REQUIRE(read);
  REQUIRE(read->faults.empty());
  return draw_roster(info::Document(std::move(read->tree)), style);
}

std::string drawn_inside(std::string_view children, const Style& style = {}) {
  return drawn(std::string(kOpen) + std::string(children) + "</conference-info>", style);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("the head names the conference, its version and its state") {
  CHECK(
      drawn_inside("<conference-description><display-text> Board\n meeting </display-text></conference-description>") ==
      "sip:c@example.com  version 3  full  Board meeting\n");
}

TEST_CASE("what the root lacks is said in the head") {
  CHECK(drawn("<conference-info xmlns='urn:ietf:params:xml:ns:conference-info'/>") ==
        "(no entity)  no version  full\n");
}

TEST_CASE("users stand in columns, also where names are wide or combine characters") {
  const std::string text = drawn_inside(
      "<users><user entity='sip:a@x'><display-text>山田太郎</display-text><roles><entry>chair</entry></roles></user>"
      "<user entity='sip:bobby@x'><display-text>José</display-text><roles><entry>guest</entry></roles></user>"
      "<user entity='sip:c@x'><display-text>Jose&#x301;</display-text></user></users>");
  const std::vector<std::string> lines = lines_of(text);
  REQUIRE(lines.size() == 6);
  CHECK(lines[3] == "  山田太郎  sip:a@x      chair");
  CHECK(lines[4] == "  José      sip:bobby@x  guest");
  CHECK(base::display_width(std::string_view(lines[5]).substr(0, lines[5].find("sip:"))) == 12);
}

TEST_CASE("a deleted user and endpoint are marked with a minus, a partial one says so") {
  const std::string text = drawn_inside(
      "<users state='partial'><user entity='sip:a@x' state='deleted'/><user entity='sip:b@x' state='partial'>"
      "<endpoint entity='e1' state='deleted'/><endpoint entity='e2' state='partial'><status>on-hold</status></endpoint>"
      "</user></users>");
  CHECK(
      has(text, "users  2 listed  partial\n- sip:a@x  deleted\n  sip:b@x  partial\n    -               e1  deleted\n"));
  CHECK(has(text, "◐ on-hold       e2  partial\n"));
}

TEST_CASE("values that break their type are shown in quotes, not hidden") {
  const std::string text = drawn_inside(
      "<conference-state><user-count>many</user-count><active>yes</active></conference-state>"
      "<users state='Full'><user entity='sip:a@x'><endpoint entity='e'><status>on_hold</status><joining-method>dial-in"
      "</joining-method><media id='1'><status>muted</status></media></endpoint></user></users>");
  CHECK(has(text, "\"many\"  active \"yes\""));
  CHECK(has(text, "state \"Full\""));
  CHECK(has(text, "? \"on_hold\""));
  CHECK(has(text, "\"dial-in\""));
  CHECK(has(text, "? \"muted\""));
}

TEST_CASE("no byte of a document reaches the terminal as a command to it") {
  const std::string text = drawn_inside(
      "<conference-description><subject>a&#x202E;b&#x9B;31m</subject></conference-description>"
      "<users><user entity='sip:a&#x7F;@x'><display-text>::error::x</display-text></user></users>");
  CHECK(has(text, "a\\u{202E}b\\u{009B}31m"));
  CHECK(has(text, "sip:a\\u{007F}@x"));
  for (const std::string& line : lines_of(text)) {
    const std::size_t first = line.find_first_not_of(' ');
    CHECK_FALSE(line.substr(std::min(first, line.size())).starts_with("::"));
  }
}

TEST_CASE("no line begins as a CI command, wherever it was wrapped") {
  const std::string text = drawn_inside(
      "<conference-description><free-text>word ##[error]x ::set-output::x word"
      "</free-text></conference-description>",
      {.color = false, .unicode = true, .width = 20});
  for (const std::string& line : lines_of(text)) {
    const std::size_t first = std::min(line.find_first_not_of(' '), line.size());
    CHECK_FALSE(line.substr(first).starts_with("::"));
    CHECK_FALSE(line.substr(first).starts_with("##"));
  }
  CHECK(has(text, "\\u{3A}:set-output"));
}

TEST_CASE("a long URI is never cut, and nothing else makes a line too long") {
  const std::string uri = "xmpp:" + std::string(70, 'r') + "@rooms.example.com";
  const std::string text = drawn_inside(
      "<conference-description><free-text>one two three four five six seven eight nine ten eleven twelve</free-text>"
      "<service-uris><entry><uri>" +
          uri +
          "</uri><display-text>talk here</display-text><purpose>grouptextchat</purpose></entry></service-uris>"
          "</conference-description>",
      {.color = false, .unicode = true, .width = 40});
  CHECK(has(text, "  rooms     " + uri + "\n"));
  for (const std::string& line : lines_of(text)) {
    CHECK((line.size() <= 40 || has(line, uri)));
  }
}

TEST_CASE("a chat room stands under its own label, wherever it was listed") {
  const std::string text = drawn_inside(
      "<conference-description><conf-uris><entry><uri>xmpp:a@x</uri><purpose>grouptextchat</purpose></entry>"
      "<entry><uri>tel:+1</uri></entry></conf-uris></conference-description>");
  CHECK(has(text, "  join      tel:+1\n  rooms     xmpp:a@x  grouptextchat\n"));
}

TEST_CASE("colour marks the status and changes nothing else") {
  const std::string_view users =
      "<users><user entity='sip:a@x'><endpoint entity='e'><status>connected</status></endpoint>"
      "<endpoint entity='f'><status>on-hold</status></endpoint></user></users>";
  std::string colored = drawn_inside(users, {.color = true, .unicode = true, .width = 80});
  CHECK(has(colored, "\x1b[32m●\x1b[0m \x1b[32mconnected\x1b[0m"));
  CHECK(has(colored, "\x1b[33m◐\x1b[0m"));
  for (std::size_t at = colored.find('\x1b'); at != std::string::npos; at = colored.find('\x1b', at)) {
    colored.erase(at, colored.find('m', at) - at + 1);
  }
  CHECK(colored == drawn_inside(users));
}

TEST_CASE("without Unicode all that we draw ourselves is ASCII") {
  const std::string text = drawn_inside(
      "<users><user entity='sip:a@x'><endpoint entity='e'><status>muted-via-focus</status>"
      "<media id='1'><status>sendrecv</status></media></endpoint></user></users>",
      {.color = false, .unicode = false, .width = 80});
  CHECK(std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
  CHECK(has(text, "<-> sendrecv"));
}

TEST_CASE("extension elements are counted, misplaced ones are not passed over in silence") {
  const std::string text =
      drawn_inside("<users><user entity='sip:a@x'><x:mood/><x:mood/><x:poll/></user></users><subject>lost</subject>");
  CHECK(has(text, "+ 3 extension elements  x:mood  x:poll"));
  CHECK(has(text, "! 1 element not shown: out of place here"));
}

TEST_CASE("sidebars are rosters of their own, indented by how deep they stand") {
  const std::string text = drawn_inside(
      "<sidebars-by-val><entry entity='sip:s1@x'><sidebars-by-val><entry entity='sip:s2@x'/></sidebars-by-val></entry>"
      "<entry entity='sip:s3@x'/></sidebars-by-val>");
  const std::size_t first = text.find("\n  sidebar  sip:s1@x");
  const std::size_t second = text.find("\n    sidebar  sip:s2@x");
  const std::size_t third = text.find("\n  sidebar  sip:s3@x");
  REQUIRE(third != std::string::npos);
  CHECK(first < second);
  CHECK(second < third);
}

TEST_CASE("a document without namespace is shown, and says what is wrong with it") {
  const std::string text = drawn("<conference-info entity='sip:c@x' version='1'><users/></conference-info>");
  CHECK(has(text, "note: the root is in no namespace"));
  CHECK(has(text, "users  nobody listed"));
}

TEST_CASE("a fragment is shown as what it is") {
  CHECK(
      has(drawn("<user xmlns='urn:ietf:params:xml:ns:conference-info' entity='sip:a@x'><display-text>Ann</display-text>"
                "</user>"),
          "  Ann  sip:a@x\n"));
  CHECK(has(drawn("<roles xmlns='urn:ietf:params:xml:ns:conference-info'><entry>chair</entry></roles>"),
            "roles\n  entry  chair\n"));
}

TEST_CASE("a sidebar nested as deep as the limit allows does not grow the lines without end") {
  std::string open;
  std::string close;
  for (int i = 0; i < 100; ++i) {
    open += "<sidebars-by-val><entry entity='s'>";
    close += "</entry></sidebars-by-val>";
  }
  for (const std::string& line : lines_of(drawn_inside(open + close))) {
    CHECK(line.size() < 60);
  }
}

}  // namespace
}  // namespace confstate::draw
