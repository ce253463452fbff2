#include "json/tree.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "json/write.hpp"

namespace confstate::json {
namespace {

std::string fault_of(const std::string& text, Settings settings = {}) {
  const auto tree = parse(text, settings);
  return tree ? "" : std::to_string(tree.error().offset) + " " + tree.error().message;
}

TEST_CASE("comments are for those who ask for them, and places are right behind them") {
  const std::string text = "// a\n{ /* \"x\": [ */ \"k\" /**/ : // b }\r\n [1/* c */,2] // d\n}";
  CHECK(fault_of(text) != "");
  const auto tree = parse(text, {.comments = true});
  REQUIRE(tree);
  const Node* key = tree->find("/k");
  REQUIRE(key != nullptr);
  CHECK(text.substr(key->key_span.begin, 3) == "\"k\"");
  CHECK(text.substr(key->span.begin, key->span.end - key->span.begin) == "[1/* c */,2]");
  const Node* two = tree->find("/k/1");
  REQUIRE(two != nullptr);
  CHECK(text.substr(two->span.begin, two->span.end - two->span.begin) == "2");
  CHECK(two->key_span == base::Span{});
  CHECK(fault_of("{} /* open", {.comments = true}) != "");
  CHECK(fault_of("{} / x", {.comments = true}) != "");
}

TEST_CASE("repeated keys fail, or are listed where that is asked for") {
  const std::string text = R"({"a": 1, "b": {"a": 2}, "a": {"c": 3}, "a": 4})";
  CHECK(fault_of(text) == "24 the key `a` stands here a second time");
  const auto tree = parse(text, {.repeats = true});
  REQUIRE(tree);
  REQUIRE(tree->repeats.size() == 2);
  CHECK(tree->nodes[tree->repeats[0].node].kind == Kind::object);
  CHECK(tree->nodes[tree->repeats[1].node].number == 4);
  CHECK(tree->nodes[tree->repeats[1].first].number == 1);
  CHECK(tree->find("/a")->number == 1);
}

TEST_CASE("numbers: whole ones have their value, whatever they look like") {
  const auto tree = parse(R"([-3, 2.0, 1e3, 1.5, 18446744073709551615, -9223372036854775808, 1e300, -0])", {});
  REQUIRE(tree);
  const auto at = [&](int index) { return *tree->find("/" + std::to_string(index)); };
  CHECK(at(0).integer == -3);
  CHECK_FALSE(at(0).natural);
  CHECK(at(1).integer == 2);
  CHECK_FALSE(at(1).natural);
  CHECK(at(2).integer == 1000);
  CHECK_FALSE(at(3).whole);
  CHECK(at(4).number == std::numeric_limits<std::uint64_t>::max());
  CHECK(at(4).integer == std::numeric_limits<std::int64_t>::max());
  CHECK(at(5).integer == std::numeric_limits<std::int64_t>::min());
  CHECK(at(6).whole);
  CHECK(at(6).integer == std::numeric_limits<std::int64_t>::max());
}

TEST_CASE("a NUL does not end a text early") {
  CHECK(fault_of(std::string("{}\0 x", 5)) == "2 this is not JSON: a NUL character");
}

TEST_CASE("JSON pointers name what they name, escapes undone") {
  const auto tree = parse(R"({"a/b": {"m~n": [1, {"": 2}]}})", {});
  REQUIRE(tree);
  CHECK(tree->find("") == &tree->root());
  CHECK(tree->find("/a~1b/m~0n/1/")->number == 2);
  CHECK(tree->find("/a~1b/m~0n/2") == nullptr);
  CHECK(tree->find("/a~1b/m~0n/01") == nullptr);
  CHECK(tree->find("/a~1b/m~0n/x") == nullptr);
  CHECK(tree->find("a~1b") == nullptr);
  CHECK(tree->find("/a/b") == nullptr);
  CHECK(step("/x", "a/~b") == "/x/a~1~0b");
}

TEST_CASE("a tree is written as it was read, on one line") {
  const std::string text = R"({"a": [], "b": [1, {"c": null}, -2], "d": {"e": "\n\"ü"}, "f": {}, "g": true})";
  const auto tree = parse(text, {});
  REQUIRE(tree);
  CHECK(write(*tree, tree->root()) == text);
  CHECK(write_string("a\xff") == "\"a\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace confstate::json
