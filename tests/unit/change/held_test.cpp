#include "change/held.hpp"

#include <string>

#include <doctest/doctest.h>

#include "change/identity.hpp"
#include "support/rounds.hpp"

using namespace confstate;
using change::Held;
using info::Name;

namespace {

Held::NewRow leaf(const std::string& identity, std::uint8_t rank) {
  return {identity, rank, Name::unknown, "<" + identity + "/>"};
}

std::string written(const Held& held) {
  std::string out;
  held.write_row(out, Held::kRoot);
  return out;
}

std::string rooted(const std::string& content) {
  return "<conference-info>" + content + "</conference-info>";
}

}  // namespace

TEST_CASE("a row is put behind the last one of equal or lower rank") {
  Held held;
  held.insert(Held::kRoot, leaf("b", 2));
  held.insert(Held::kRoot, leaf("x", 9));
  held.insert(Held::kRoot, leaf("a", 1));
  held.insert(Held::kRoot, leaf("c", 2));
  CHECK(written(held) == rooted("<a/><b/><c/><x/>"));
}

TEST_CASE("what is out of order stays so, and new rows find their place behind it") {
  Held held;
  held.append(Held::kRoot, leaf("x", 9));
  held.append(Held::kRoot, leaf("a", 1));
  held.insert(Held::kRoot, leaf("b", 2));
  held.insert(Held::kRoot, leaf("z", 0));
  CHECK(written(held) == rooted("<z/><x/><a/><b/>"));
}

TEST_CASE("of rows with one identity the first is found, and after it the next") {
  for (const int others : {0, 40}) {
    CAPTURE(others);
    Held held;
    for (int i = 0; i < others; ++i) {
      held.append(Held::kRoot, leaf("other" + std::to_string(i), 1));
    }
    for (const char* text : {"<first/>", "<second/>", "<third/>"}) {
      held.append(Held::kRoot, {"twice", 2, Name::unknown, text});
    }
    for (const char* text : {"<first/>", "<second/>", "<third/>"}) {
      const Held::Id found = held.find(Held::kRoot, "twice");
      REQUIRE(found != Held::kNone);
      CHECK(held.text(found) == text);
      held.remove(found);
    }
    CHECK(held.find(Held::kRoot, "twice") == Held::kNone);
  }
}

TEST_CASE("rows keep their places whether a container has an index or not") {
  // The same operations on a container that is small, and on one that has grown beyond its index and shrunk again.
  Held small;
  Held large;
  for (int i = 0; i < 100; ++i) {
    large.append(Held::kRoot, leaf("gone" + std::to_string(i), 3));
  }
  for (int i = 0; i < 100; ++i) {
    large.remove(large.find(Held::kRoot, "gone" + std::to_string(i)));
  }
  for (Held* held : {&small, &large}) {
    held->insert(Held::kRoot, leaf("c", 3));
    held->insert(Held::kRoot, leaf("e", 5));
    held->insert(Held::kRoot, leaf("d", 3));
    held->remove(held->find(Held::kRoot, "d"));
    held->insert(Held::kRoot, leaf("f", 4));
    held->remove(held->find(Held::kRoot, "c"));
    held->insert(Held::kRoot, leaf("a", 0));
    held->insert(Held::kRoot, leaf("g", 3));
  }
  CHECK(written(small) == rooted("<a/><g/><f/><e/>"));
  CHECK(written(large) == written(small));
}

TEST_CASE("what is removed is given back with all below it") {
  Held held;
  const std::size_t empty = held.size();
  const Held::Id users = held.insert(Held::kRoot, {"users", 3, Name::users, {}});
  for (unsigned long i = 0; i < tests::rounds(10'000); ++i) {
    const Held::Id user = held.insert(users, {"u" + std::to_string(i), 0, Name::user, {}});
    held.insert(user, leaf("n", 0));
  }
  const std::size_t full = held.size();
  held.clear(users);
  CHECK(held.size() == empty + 1);
  held.insert(users, {"again", 0, Name::user, {}});
  held.remove(users);
  CHECK(held.size() == empty);
  CHECK(full > empty);
}

TEST_CASE("containers nested very deep are written and removed") {
  Held held;
  Held::Id inner = Held::kRoot;
  for (int i = 0; i < 100'000; ++i) {
    inner = held.insert(inner, {"e", 0, Name::entry, {}});
  }
  CHECK(written(held).size() > 1'000'000);
  held.clear(Held::kRoot);
  CHECK(held.size() == 1);
}

TEST_CASE("attributes are set and overwritten, and a prefix that a value speaks of keeps its meaning") {
  Held held;
  CHECK(held.set_attribute(Held::kRoot, {"urn:a", "mark", "x", "1", std::nullopt}));
  CHECK_FALSE(held.set_attribute(Held::kRoot, {"urn:a", "mark", "y", "1", std::nullopt}));
  CHECK(held.set_attribute(Held::kRoot, {"urn:a", "mark", "x", "2", std::nullopt}));
  CHECK(held.set_attribute(Held::kRoot, {std::string(info::kSchemaInstanceNamespace), "type", "xsi", "x:t", "urn:t"}));
  CHECK(held.set_attribute(Held::kRoot, {"", "entity", "", "a\"b", std::nullopt}));
  const std::string text = written(held);
  CHECK(text.find("xmlns:x=\"urn:t\"") != std::string::npos);
  CHECK(text.find(":mark=\"2\"") != std::string::npos);
  CHECK(text.find("x:mark") == std::string::npos);
  CHECK(text.find("entity=\"a&quot;b\"") != std::string::npos);
}

TEST_CASE("a full document has users, in their place, and one that has ended has none") {
  Held held;
  held.append(Held::kRoot, leaf("d", 0));
  held.append(Held::kRoot, leaf("s", 5));
  std::string full;
  held.write(full, 7, info::State::full);
  CHECK(full.find(" state=\"full\" version=\"7\"><d/><users/><s/></conference-info>\n") != std::string::npos);
  CHECK(held.lacks_users());
  std::string ended;
  Held().write(ended, 4294967295, info::State::deleted);
  CHECK(ended.find(" state=\"deleted\" version=\"4294967295\"/>\n") != std::string::npos);
}
