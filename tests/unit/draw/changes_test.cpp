#include "draw/changes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "draw/change_lines.hpp"
#include "unit/change/pair.hpp"

namespace confstate::tests {
namespace {

std::string drawn(const ComparedPair& pair, const draw::Style& style, bool beside) {
  std::string out;
  const auto rooms = change::rooms_of(pair.changes);
  const draw::ChangeList list{*pair.old_document, *pair.new_document, pair.changes, rooms, 0};
  const base::Sink sink = [&out](std::string_view piece) { out += piece; };
  beside ? draw::draw_changes_beside(list, style, sink) : draw::draw_changes(list, style, sink);
  return out;
}

std::string users(std::string_view rows) {
  return conference("<users>" + std::string(rows) + "</users>", "version='1'");
}

TEST_CASE("no change, no word") {
  const ComparedPair pair(users("<user entity='a'/>"), users("<user entity='a'/>"));
  CHECK(drawn(pair, {}, false).empty());
  CHECK(drawn(pair, {}, true).empty());
}

TEST_CASE("the count names each kind of thing once") {
  CHECK(draw::summary_of(
            ComparedPair(users("<user entity='a'/>"), users("<user entity='b'/><user entity='c'/>")).changes) ==
        "3 changes: 2 users added, 1 removed");
  CHECK(draw::summary_of(ComparedPair(users(""), users("<x:a/>")).changes) == "1 change: 1 extension added");
}

TEST_CASE("no line of a side is wider than its half") {
  const ComparedPair pair(
      users("<user entity='sip:a-very-long-name-without-any-blank@example.com'><display-text>山田太郎 山田太郎 "
            "山田太郎</display-text></user><user entity='sip:b'><display-text>b</display-text></user>"),
      users("<user entity='sip:b'><display-text>some words that do not fit into thirty columns</display-text></user>"));
  const std::string text = drawn(pair, {.color = false, .unicode = true, .width = 40}, true);
  CHECK(text.find("a-very-long") != std::string::npos);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    CHECK(base::display_width(std::string_view(text).substr(at, end - at)) <= 40);
    at = end + 1;
  }
}

TEST_CASE("rows inside rows are not indented without end") {
  std::string open;
  std::string close;
  for (int i = 0; i < 100; ++i) {
    open += "<sidebars-by-val><entry entity='s'>";
    close += "</entry></sidebars-by-val>";
  }
  const ComparedPair pair(conference(open + "<users/>" + close),
                          conference(open + "<users><user entity='a'/></users>" + close));
  const std::string text = drawn(pair, {}, false);
  CHECK(text.size() < 10'000);
}

TEST_CASE("hostile text is escaped on both sides") {
  const ComparedPair pair(users("<user entity='a'><display-text>&#x202E;x</display-text></user>"),
                          users("<user entity='a'><display-text>&#13;y&#x9b;</display-text></user>"));
  for (const bool beside : {false, true}) {
    const std::string text = drawn(pair, {}, beside);
    CHECK(text.find("\u202e") == std::string::npos);
    CHECK(text.find('\r') == std::string::npos);
    CHECK(text.find("\\u{202E}x") != std::string::npos);
  }
}

}  // namespace
}  // namespace confstate::tests
