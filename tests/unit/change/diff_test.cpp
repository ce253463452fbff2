#include "change/diff.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/change/pair.hpp"

namespace confstate::tests {
namespace {

std::string text_at(const info::Document& document, const std::optional<base::Span>& span) {
  return span ? std::string(document.tree().text().substr(span->begin, span->end - span->begin)) : "none";
}

TEST_CASE("rows are matched by key, whatever their order, and told in the order of their keys") {
  const ComparedPair pair(
      conference("<users><user entity='c'/><user entity='b'><display-text>B</display-text></user></users>"),
      conference("<users><user entity='b'><display-text>BB</display-text></user><user entity='a'/></users>"));
  CHECK(pair.told() == Told{"added /conference-info/users/user[a]: none -> {\"entity\":\"a\"}",
                            "changed /conference-info/users/user[b]/display-text: B -> BB",
                            "removed /conference-info/users/user[c]: {\"entity\":\"c\"} -> none"});
}

TEST_CASE("attributes of elements that both have are told one by one") {
  const ComparedPair pair(conference("<users x:b='1' x:c='1'/>", "version='1'"),
                          conference("<users x:c='2' x:a='0'/>", "version='2'"));
  CHECK(pair.told() == Told{"added /conference-info/users/@{urn:example:x}a: none -> 0",
                            "removed /conference-info/users/@{urn:example:x}b: 1 -> none",
                            "changed /conference-info/users/@{urn:example:x}c: 1 -> 2"});
}

TEST_CASE("the version is a change only where it counts, and that of a sidebar never") {
  const std::string body = "<sidebars-by-val><entry entity='s' version='1'/></sidebars-by-val>";
  const std::string other = "<sidebars-by-val><entry entity='s' version='2'/></sidebars-by-val>";
  CHECK(ComparedPair(conference(body, "version='1'"), conference(other, "version='2'")).changes.empty());
  CHECK(ComparedPair(conference(body, "version='1'"), conference(other, "version='2'"), {.version = true}).told() ==
        Told{"changed /conference-info/@version: 1 -> 2"});
}

TEST_CASE("roles are one value") {
  CHECK(ComparedPair(with_user("<roles><entry>a</entry></roles>"),
                     with_user("<roles><entry>a</entry><entry>b</entry></roles>"))
            .told() == Told{"changed /conference-info/users/user[sip:u@x]/roles: {\"entry\":[\"a\"]} -> "
                            "{\"entry\":[\"a\",\"b\"]}"});
}

TEST_CASE("in a sequence what was put in or taken out is told, not all that moved") {
  const ComparedPair pair(conference("<x:a>1</x:a><x:a>2</x:a><x:a>3</x:a>"),
                          conference("<x:a>0</x:a><x:a>1</x:a><x:a>2</x:a><x:a>3</x:a>"));
  CHECK(pair.told() == Told{"added /conference-info/{urn:example:x}a[1]: none -> "
                            "<x:a xmlns:x=\"urn:example:x\">0</x:a>"});
}

TEST_CASE("an extension element is told as canonical XML, white space and all") {
  const ComparedPair pair(conference("<x:a> <x:b/></x:a>"), conference("<x:a><x:b/></x:a>"));
  CHECK(pair.told() ==
        Told{"changed /conference-info/{urn:example:x}a[1]: <x:a xmlns:x=\"urn:example:x\"> <x:b></x:b></x:a> -> "
             "<x:a xmlns:x=\"urn:example:x\"><x:b></x:b></x:a>"});
}

TEST_CASE("a part that is new is told as a whole, at its name") {
  const ComparedPair pair(conference(""), conference("<host-info><display-text>h</display-text></host-info>"));
  CHECK(pair.told() == Told{"added /conference-info/host-info: none -> {\"display-text\":\"h\"}"});
  CHECK(text_at(*pair.new_document, change::new_span(pair.changes.front())) == "host-info");
  CHECK_FALSE(change::old_span(pair.changes.front()));
  CHECK(change::old_json(pair.changes.front()) == "null");
}

TEST_CASE("both places of a value and of an attribute") {
  const ComparedPair pair(with_endpoint("<status>connected</status><x:a n='1'/>"),
                          with_endpoint("<status> on-hold</status><x:a n='1'/>"));
  REQUIRE(pair.changes.size() == 1);
  CHECK(text_at(*pair.old_document, change::old_span(pair.changes.front())) == "connected");
  CHECK(text_at(*pair.new_document, change::new_span(pair.changes.front())) == "on-hold");
  const ComparedPair other(conference("", "x:a='1'"), conference("", "x:a='2'"));
  REQUIRE(other.changes.size() == 1);
  CHECK(text_at(*other.new_document, change::new_span(other.changes.front())) == "x:a='2'");
}

TEST_CASE("values are JSON values of their types") {
  const auto json = [](const std::string& before, const std::string& after) {
    const ComparedPair pair(conference(before), conference(after));
    REQUIRE(pair.changes.size() == 1);
    return change::old_json(pair.changes.front()) + " " + change::new_json(pair.changes.front());
  };
  CHECK(json("<conference-state><user-count>07</user-count></conference-state>",
             "<conference-state><user-count>x</user-count></conference-state>") == "7 \"x\"");
  CHECK(json("<conference-state><locked>0</locked></conference-state>",
             "<conference-state><locked> true</locked></conference-state>") == "false true");
  CHECK(json("<conference-description><keywords>a  b</keywords></conference-description>",
             "<conference-description><keywords/></conference-description>") == "[\"a\",\"b\"] []");
}

TEST_CASE("stray text is told where it stands") {
  CHECK(ComparedPair(conference("<users>a</users>"), conference("<users>b</users>")).told() ==
        Told{"changed /conference-info/users/text(): a -> b"});
}

TEST_CASE("sidebars nest as deep as the limits let them") {
  std::string open;
  std::string close;
  for (int i = 0; i < 120; ++i) {
    open += "<sidebars-by-val><entry entity='s'>";
    close += "</entry></sidebars-by-val>";
  }
  const ComparedPair pair(conference(open + "<host-info><display-text>a</display-text></host-info>" + close),
                          conference(open + "<host-info><display-text>b</display-text></host-info>" + close));
  CHECK(pair.changes.size() == 1);
}

TEST_CASE("the parents of a change match") {
  const ComparedPair pair(with_endpoint(""), with_endpoint("<status>connected</status>"));
  REQUIRE(pair.changes.size() == 1);
  CHECK(pair.changes.front().old_parent.type() == info::Type::endpoint);
  CHECK(pair.changes.front().new_parent == change::enclosing(pair.changes.front().after, info::Type::endpoint));
}

}  // namespace
}  // namespace confstate::tests
