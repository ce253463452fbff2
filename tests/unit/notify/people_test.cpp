#include "notify/people.hpp"

#include <doctest/doctest.h>

namespace confstate::notify {
namespace {

std::vector<Person> read(const std::string& users) {
  return people_of("<conference-info xmlns=\"urn:ietf:params:xml:ns:conference-info\" entity=\"sip:c@h\"><users>" +
                       users + "</users></conference-info>",
                   {});
}

std::string user(const std::string& name, const std::string& endpoint) {
  return "<user entity=\"sip:" + name + "@example.com\">" + endpoint + "</user>";
}

std::string status(const std::string& word) {
  return "<endpoint entity=\"sip:e@h\"><status>" + word + "</status></endpoint>";
}

}  // namespace

TEST_CASE("a person does what the most present endpoint does") {
  const auto people = read(user("a", status("on-hold") + status("connected")) + user("b", status("disconnected")) +
                           user("c", "") + user("d", status("dialing-out")) + user("e", status("pending")));
  REQUIRE(people.size() == 5);
  CHECK(people[0].presence == Presence::connected);
  CHECK(people[1].presence == Presence::gone);
  CHECK(people[2].presence == Presence::connected);
  CHECK(people[3].presence == Presence::alerting);
  CHECK(people[4].presence == Presence::pending);
  CHECK(people[0].name == "a");
}

TEST_CASE("somebody whose audio is received only is muted") {
  const auto people = read(user("a",
                                "<endpoint entity=\"sip:e@h\"><status>connected</status><media id=\"1\"><type>audio"
                                "</type><status>recvonly</status></media></endpoint>"));
  REQUIRE(people.size() == 1);
  CHECK(people[0].presence == Presence::muted);
}

TEST_CASE("changes are told in a few words") {
  const auto before = read(user("alice", "") + user("mike", "") + user("bob", status("connected")));
  const auto after = read(user("alice", "") + user("bob", status("on-hold")) + user("carol", ""));
  CHECK(changes_between(before, after, 5) == "bob on hold, +carol, \u2212mike");
  CHECK(changes_between(before, after, 1) == "bob on hold, 2 more");
  CHECK(changes_between(before, before, 5).empty());
}

TEST_CASE("no state has no people, and names are short") {
  CHECK(people_of("", {}).empty());
  CHECK(people_of("<broken", {}).empty());
  CHECK(short_name("sip:alice@example.com;gr=1") == "alice");
  CHECK(short_name("tel:+18005550134") == "+18005550134");
  CHECK(short_name("") == "");
}

}  // namespace confstate::notify
