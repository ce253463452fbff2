#include "change/select.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/change/pair.hpp"

namespace confstate::tests {
namespace {

bool matches(std::string_view pattern, std::string_view path) {
  const auto read = change::PathPattern::read(pattern);
  REQUIRE_MESSAGE(read.has_value(), pattern);
  return read->matches(path);
}

constexpr std::string_view kStatus = "/conference-info/users/user[sip:b@x/y]/endpoint[e\\]/]#2/status";

TEST_CASE("a path names itself and all below it") {
  CHECK(matches(kStatus, kStatus));
  CHECK(matches("/conference-info/users", kStatus));
  CHECK(matches("/conference-info/users/user[sip:b@x/y]", kStatus));
  CHECK_FALSE(matches("/conference-info/users/user[sip:b@x/z]", kStatus));
  CHECK_FALSE(matches("/conference-info/users/user/endpoint/status/when", kStatus));
  CHECK_FALSE(matches("/users", kStatus));
}

TEST_CASE("a step without key stands for rows of any key, an asterisk for any text") {
  CHECK(matches("/conference-info/users/user/endpoint/status", kStatus));
  CHECK(matches("/conference-info/*/user[sip:*@x*]/endpoint[*]*/stat*", kStatus));
  CHECK_FALSE(matches("/conference-info/*/endpoint", kStatus));
  CHECK(matches("/conference-info/users/user[*", kStatus));
}

TEST_CASE("a path that does not begin with a slash begins anywhere") {
  CHECK(matches("endpoint/status", kStatus));
  CHECK(matches("status", kStatus));
  CHECK_FALSE(matches("user/status", kStatus));
  CHECK(matches("@{urn:x/y}a", "/conference-info/users/@{urn:x/y}a"));
  CHECK(matches("{urn:x/y}a", "/conference-info/{urn:x/y}a[1]"));
}

TEST_CASE("paths that can name nothing are refused") {
  const auto hint = [](std::string_view pattern) {
    const auto read = change::PathPattern::read(pattern);
    return read ? std::string("taken") : read.error().hint;
  };
  CHECK(hint("volatil") == "did you mean volatile?");
  CHECK(hint("/conference-info/user[a]/endpoints") == "did you mean endpoint?");
  CHECK(hint("") != "taken");
  CHECK(hint("//users") != "taken");
  CHECK(hint("/conference-info/users/text()") == "taken");
}

TEST_CASE("parts are words, several at once") {
  change::Selection selection;
  CHECK(selection.ask_for("users,media"));
  CHECK(selection.only == std::vector<change::Part>{change::Part::users, change::Part::media});
  CHECK(selection.ask_for("medias").error().hint == "did you mean `media`?");
  CHECK_FALSE(selection.ask_for(""));
  CHECK_FALSE(selection.ask_for("users,"));
}

// The paths of what is left of the changes between two documents.
Told left(const std::string& before, const std::string& after, std::string_view ignored, std::string_view only) {
  const ComparedPair pair(before, after);
  change::Selection selection;
  if (!ignored.empty()) {
    REQUIRE(selection.ignore(ignored));
  }
  if (!only.empty()) {
    REQUIRE(selection.ask_for(only));
  }
  const auto wanted = change::select(pair.changes, change::rooms_of(pair.changes), selection);
  Told paths;
  for (std::size_t i = 0; i < pair.changes.size(); ++i) {
    if (wanted[i]) {
      paths.push_back(change::path_of(pair.changes[i]));
    }
  }
  return paths;
}

const std::string kBefore = conference(
    "<conference-description><subject>a</subject></conference-description><host-info><display-text>a</display-text>"
    "</host-info><conference-state><user-count>1</user-count><locked>0</locked></conference-state>"
    "<users><user entity='u'><endpoint entity='e'><joining-info><when>1</when></joining-info>"
    "<media id='1'><type>audio</type></media></endpoint></user></users><x:e/>");
const std::string kAfter = conference(
    "<conference-description><subject>b</subject></conference-description><host-info><display-text>b</display-text>"
    "</host-info><conference-state><user-count>2</user-count><locked>1</locked></conference-state>"
    "<users x:a='1'><user entity='u'><endpoint entity='e'><joining-info><when>2</when></joining-info>"
    "<media id='1'><type>video</type></media></endpoint></user></users><x:e>1</x:e>");

TEST_CASE("volatile are times and counts") {
  const Told all = left(kBefore, kAfter, "", "");
  const Told rest = left(kBefore, kAfter, "volatile", "");
  CHECK(all.size() == 8);
  CHECK(rest.size() == 6);
  for (const std::string& path : rest) {
    CHECK_FALSE(path.ends_with("/when"));
    CHECK_FALSE(path.ends_with("/user-count"));
  }
}

TEST_CASE("each part is what its name says") {
  const std::string root = "/conference-info/";
  const std::string endpoint = root + "users/user[u]/endpoint[e]";
  CHECK(left(kBefore, kAfter, "", "description") == Told{root + "conference-description/subject"});
  CHECK(left(kBefore, kAfter, "", "host") == Told{root + "host-info/display-text"});
  CHECK(left(kBefore, kAfter, "", "state") ==
        Told{root + "conference-state/user-count", root + "conference-state/locked"});
  CHECK(left(kBefore, kAfter, "", "media") == Told{endpoint + "/media[1]/type"});
  CHECK(left(kBefore, kAfter, "", "endpoints") == Told{endpoint + "/joining-info/when", endpoint + "/media[1]/type"});
  CHECK(left(kBefore, kAfter, "", "users").size() == 3);
  CHECK(left(kBefore, kAfter, "", "extensions") ==
        Told{root + "users/@{urn:example:x}a", root + "{urn:example:x}e[1]"});
  CHECK(left(kBefore, kAfter, "", "sidebars").empty());
  CHECK(left(kBefore, kAfter, "", "host,media").size() == 2);
}

TEST_CASE("a chat room that was added or changed cannot be left out; one that has gone can") {
  const std::string none = conference(
      "<conference-description><service-uris><entry><uri>z</uri></entry></service-uris>"
      "</conference-description>");
  const std::string room = conference(
      "<conference-description><service-uris><entry><uri>z</uri></entry><entry><uri>r</uri>"
      "<purpose>grouptextchat</purpose></entry></service-uris></conference-description>");
  CHECK(left(none, room, "/conference-info", "media").size() == 1);
  CHECK(left(room, none, "/conference-info", "").empty());
  CHECK(left(room, none, "", "rooms").size() == 1);
}

}  // namespace
}  // namespace confstate::tests
