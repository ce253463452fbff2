#include "json/edit.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "support/rounds.hpp"

namespace confstate::json {
namespace {

constexpr std::string_view kFile = R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1, // one
    2  /* two */
  ],
  "none": {},
  "one": [ "a", "b" ] // both
}
)";

std::string after(std::string_view text, const Change& change) {
  const base::Result<std::string> edited = edit(text, {&change, 1});
  return edited ? *edited : edited.error().message;
}

TEST_CASE("a changed value leaves everything else as it is") {
  CHECK(after(kFile, {Operation::replace, "/mode", "\"closed\""}) == R"({
  // who
  "mode": "closed", // not for long
  "allow": [
    1, // one
    2  /* two */
  ],
  "none": {},
  "one": [ "a", "b" ] // both
}
)");
}

TEST_CASE("a removed member takes its line and its comma with it, but no comment") {
  CHECK(after(kFile, {Operation::remove, "/none", ""}) == R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1, // one
    2  /* two */
  ],
  "one": [ "a", "b" ] // both
}
)");
  CHECK(after(kFile, {Operation::remove, "/one", ""}) == R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1, // one
    2  /* two */
  ],
  "none": {} // both
}
)");
  CHECK(after(kFile, {Operation::remove, "/allow/1", ""}) == R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1 // one
    /* two */
  ],
  "none": {},
  "one": [ "a", "b" ] // both
}
)");
  CHECK(after(R"({"a": 1, "b": [2]})", {Operation::remove, "/a", ""}) == R"({"b": [2]})");
  CHECK(after(R"({"a": 1, "b": [ 2 ]})", {Operation::remove, "/b/0", ""}) == R"({"a": 1, "b": []})");
  CHECK(after(R"({"a": 1, "b": 2})", {Operation::remove, "/b", ""}) == R"({"a": 1})");
}

TEST_CASE("a new member stands as its neighbours do") {
  CHECK(after(kFile, {Operation::add, "/new", "true"}) == R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1, // one
    2  /* two */
  ],
  "none": {},
  "one": [ "a", "b" ], // both
  "new": true
}
)");
  CHECK(after(kFile, {Operation::add, "/allow/-", "3"}) == R"({
  // who
  "mode": "open", // not for long
  "allow": [
    1, // one
    2,  /* two */
    3
  ],
  "none": {},
  "one": [ "a", "b" ] // both
}
)");
  CHECK(after(kFile, {Operation::add, "/allow/0", "0"}).find("    0,\n    1, // one\n") != std::string::npos);
  CHECK(after(kFile, {Operation::add, "/none/a~1b", "1"}).find(R"("none": {"a/b": 1},)") != std::string::npos);
  CHECK(after(kFile, {Operation::add, "/one/-", "\"c\""}).find(R"([ "a", "b", "c" ] // both)") != std::string::npos);
  CHECK(after("{\r\n  \"a\": 1\r\n}\r\n", {Operation::add, "/b", "2"}) == "{\r\n  \"a\": 1,\r\n  \"b\": 2\r\n}\r\n");
  CHECK(after("{ // empty\n}", {Operation::add, "/b", "2"}) == "{ // empty\n  \"b\": 2\n}");
}

TEST_CASE("what is not there cannot be changed") {
  CHECK(after(kFile, {Operation::remove, "/no", ""}) == "nothing stands at `/no`");
  CHECK(after(kFile, {Operation::remove, "", ""}) == "nothing stands at ``");
  CHECK(after(kFile, {Operation::replace, "/allow/2", "1"}) == "nothing stands at `/allow/2`");
  CHECK(after(kFile, {Operation::add, "/allow/3", "1"}) == "nothing stands at `/allow/3`");
  CHECK(after(kFile, {Operation::add, "/allow/01", "1"}) == "nothing stands at `/allow/01`");
  CHECK(after(kFile, {Operation::add, "/no/a", "1"}) == "nothing stands at `/no/a`");
  CHECK(after(kFile, {Operation::add, "/mode/a", "1"}) == "nothing stands at `/mode/a`");
  CHECK(after("[1 2]", {Operation::remove, "/0", ""}).find("this is not JSON") == 0);
}

TEST_CASE("a value is set with the parents that it needs") {
  const Tree tree = parse(R"({"a": {"b": 1}})", {}).value();
  CHECK(set_value(tree, "/a/b", "2") == Change{Operation::replace, "/a/b", "2"});
  CHECK(set_value(tree, "/a/c", "2") == Change{Operation::add, "/a/c", "2"});
  CHECK(set_value(tree, "/x/y~1z/c", "2") == Change{Operation::add, "/x", R"({"y/z": {"c": 2}})"});
}

TEST_CASE("changes side by side: those that touch an earlier one wait") {
  const std::string text = "[1, 2, 3, 4]";
  const Tree tree = parse(text, {}).value();
  const std::vector<Change> changes = {{Operation::replace, "/0", "10"},
                                       {Operation::remove, "/2", ""},
                                       {Operation::remove, "/3", ""},
                                       {Operation::remove, "/9", ""},
                                       {Operation::replace, "/2", "5"}};
  const Edited edited = edit_together(text, tree, changes);
  CHECK(edited.text == "[10, 2, 4]");
  CHECK(edited.done == std::vector<bool>{true, true, false, false, false});
}

// Documents of any layout, with comments wherever they may stand.
class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  unsigned pick(unsigned count) { return static_cast<unsigned>(random_()) % count; }

  std::string gap() {
    static constexpr std::string_view kGaps[] = {
        "", "", " ", "\n", "\n  ", " // c\n  ", "/* d */", "\t/* e\n */ ", "\r\n    "};
    return std::string(kGaps[pick(9)]);
  }

  std::string value(unsigned depth) {  // NOLINT(misc-no-recursion)
    const unsigned kind = pick(depth == 0 ? 3 : 6);
    if (kind < 3) {
      static constexpr std::string_view kValues[] = {"7", "\"a, b]} // x\"", "null"};
      return std::string(kValues[kind]);
    }
    const bool object = kind != 5;
    std::string out(object ? "{" : "[");
    const unsigned count = pick(4);
    for (unsigned index = 0; index < count; ++index) {
      out += gap() + (object ? "\"k" + std::to_string(index) + "\"" + gap() + ":" + gap() : "") + value(depth - 1);
      out += gap() + (index + 1 < count ? "," : "");
    }
    return out + gap() + (object ? "}" : "]");
  }

 private:
  std::minstd_rand random_;
};

std::vector<std::string> pointers_of(const nlohmann::json& value) {
  std::vector<std::string> out;
  const nlohmann::json flat = value.flatten();
  for (const auto& [pointer, leaf] : flat.items()) {
    for (std::string each = pointer; !each.empty(); each.resize(each.rfind('/'))) {
      out.push_back(each);
    }
  }
  return out;
}

// A new member of what stands there, where it can have one.
std::string inside(const nlohmann::json& whole, const std::string& at, bool wanted) {
  const nlohmann::json& there = whole.at(nlohmann::json::json_pointer(at));
  return at + (!wanted ? "" : there.is_object() ? "/new" : there.is_array() ? "/-" : "");
}

TEST_CASE("a changed text is what RFC 6902 says of its tree") {
  unsigned long made = 0;
  for (unsigned long seed = 1; seed <= tests::rounds(3000); ++seed) {
    Maker maker(static_cast<unsigned>(seed));
    std::string text = maker.gap() + maker.value(4) + maker.gap();
    nlohmann::json expected = nlohmann::json::parse(text, nullptr, true, true);
    for (unsigned step = 0; step < 4; ++step) {
      const std::vector<std::string> pointers = pointers_of(expected);
      if (pointers.empty()) {
        break;
      }
      const std::string& at = pointers[maker.pick(static_cast<unsigned>(pointers.size()))];
      static constexpr std::string_view kWords[] = {"add", "remove", "replace"};
      const auto operation = static_cast<Operation>(maker.pick(3));
      const std::string pointer = operation == Operation::add ? inside(expected, at, maker.pick(2) == 0) : at;
      nlohmann::json patch = {{"op", kWords[static_cast<int>(operation)]}, {"path", pointer}, {"value", {{"x", 1}}}};
      nlohmann::json patched = expected.patch(nlohmann::json::array({patch}));
      const Change change{operation, pointer, R"({"x": 1})"};
      const base::Result<std::string> edited = edit(text, {&change, 1});
      INFO(text << "\n" << patch.dump());
      REQUIRE(edited);
      CHECK(nlohmann::json::parse(*edited, nullptr, true, true) == patched);
      CHECK(std::count(edited->begin(), edited->end(), '/') <= std::count(text.begin(), text.end(), '/'));
      expected = std::move(patched);
      text = *edited;
      ++made;
    }
  }
  CHECK(made > tests::rounds(3000));
}

}  // namespace
}  // namespace confstate::json
