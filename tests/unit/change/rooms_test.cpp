#include "change/rooms.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/change/pair.hpp"

namespace confstate::tests {
namespace {

std::string entry(std::string_view uri, std::string_view purpose = "grouptextchat", std::string_view text = "") {
  return "<entry><uri>" + std::string(uri) + "</uri><display-text>" + std::string(text) + "</display-text><purpose>" +
         std::string(purpose) + "</purpose></entry>";
}

std::string described(const std::string& entries) {
  return conference("<conference-description><service-uris>" + entries +
                    "<entry><uri>z</uri></entry></service-uris></conference-description>");
}

// "old -> new" for each room; "!" in front of what is worth a warning.
Told rooms(const std::string& before, const std::string& after) {
  const ComparedPair pair(before, after);
  Told told;
  for (const change::RoomChange& room : change::rooms_of(pair.changes)) {
    told.push_back(std::string(room.is_warning() ? "!" : "") + change::uri_of(room.before) + " -> " +
                   change::uri_of(room.after) + " by " + std::to_string(room.changes.size()));
  }
  return told;
}

TEST_CASE("another address in place of one is a change of the room") {
  CHECK(rooms(described(entry("a")), described(entry("b"))) == Told{"!a -> b by 2"});
}

TEST_CASE("rooms that come and go without partner") {
  CHECK(rooms(described(entry("a")), described(entry("a") + entry("b"))) == Told{"! -> b by 1"});
  CHECK(rooms(described(entry("a") + entry("b")), described(entry("b"))) == Told{"a ->  by 1"});
}

TEST_CASE("an entry that becomes a room, or whose text changes") {
  CHECK(rooms(described(entry("a", "web-page")), described(entry("a"))) == Told{"! -> a by 1"});
  CHECK(rooms(described(entry("a")), described(entry("a", "web-page"))) == Told{"a ->  by 1"});
  CHECK(rooms(described(entry("a", "grouptextchat", "x")), described(entry("a", "grouptextchat", "y"))) ==
        Told{"!a -> a by 1"});
}

TEST_CASE("rooms in parts that are new as a whole") {
  CHECK(rooms(conference(""), described(entry("a") + entry("b"))) == Told{"! -> a by 1", "! -> b by 1"});
  CHECK(rooms(conference("<users/>"),
              conference("<users/><sidebars-by-val><entry entity='s'><conference-description><service-uris>" +
                         entry("a") + "</service-uris></conference-description></entry></sidebars-by-val>")) ==
        Told{"! -> a by 1"});
}

TEST_CASE("other entries, and what extensions hold, are no rooms") {
  CHECK(rooms(described(entry("a", "web-page")), described(entry("b", "web-page"))).empty());
  CHECK(rooms(conference(""), conference("<x:e>" + described(entry("a")) + "</x:e>")).empty());
}

TEST_CASE("the purpose is compared to the letter") {
  CHECK(rooms(described(""), described(entry("a", "groupTextChat"))).empty());
}

}  // namespace
}  // namespace confstate::tests
