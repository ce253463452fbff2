#include "policy/yaml.hpp"

#include <doctest/doctest.h>

#include <string>

#include "json/write.hpp"

namespace confstate::policy {
namespace {

std::string as_json(const std::string& yaml) {
  const auto tree = parse_yaml(yaml);
  return tree ? json::write(*tree, tree->root()) : std::to_string(tree.error().offset) + " " + tree.error().message;
}

// The texts of key and value at a pointer.
std::string at(const std::string& yaml, std::string_view pointer) {
  const json::Tree tree = parse_yaml(yaml).value();
  const json::Node& node = *tree.find(pointer);
  return yaml.substr(node.key_span.begin, node.key_span.end - node.key_span.begin) + " = " +
         yaml.substr(node.span.begin, node.span.end - node.span.begin);
}

TEST_CASE("plain scalars have the types that JSON has, all others are texts") {
  CHECK(as_json("a: true\nb: False\nc: null\nd: ~\ne:\nf: 12\ng: -3\nh: 0\n") ==
        R"({"a": true, "b": false, "c": null, "d": null, "e": null, "f": 12, "g": -3, "h": 0})");
  CHECK(as_json("[07:30, on, no, yes, +4930, 030, 1.5, 0x1F, '12', \"true\", 'null', 3xx, 1_000, tRUE]") ==
        R"(["07:30", "on", "no", "yes", "+4930", "030", "1.5", "0x1F", "12", "true", "null", "3xx", "1_000", "tRUE"])");
  CHECK(as_json("a: 99999999999999999999\nb: -99999999999999999999") ==
        R"({"a": 9223372036854775807, "b": -9223372036854775808})");
  CHECK(as_json("a: |\n  two\n  lines\nb: >\n  one\n  line\nc: x\n  y\n") ==
        R"({"a": "two\nlines\n", "b": "one line\n", "c": "x y"})");
}

TEST_CASE("keys are texts whatever they look like") {
  CHECK(as_json("true: 1\n12: 2\n'<<': 3") == R"({"true": 1, "12": 2, "<<": 3})");
  CHECK(as_json("? [a]\n: 1") == "2 a key is a text, not an array");
  CHECK(as_json("~: 1") == "0 a key is a text, not null");
}

TEST_CASE("keys and values know where they stand") {
  const std::string yaml =
      "# who\nmode: open   # for now\nallow:\n  - {id: 'a''b', match: [x, \"y\\\"z\"] }\n  - id: ü\n";
  CHECK(at(yaml, "/mode") == "mode = open");
  CHECK(at(yaml, "/allow/0") == " = {id: 'a''b', match: [x, \"y\\\"z\"] }");
  CHECK(at(yaml, "/allow/0/id") == "id = 'a''b'");
  CHECK(at(yaml, "/allow/0/match") == "match = [x, \"y\\\"z\"]");
  CHECK(at(yaml, "/allow/0/match/1") == " = \"y\\\"z\"");
  CHECK(at(yaml, "/allow/1") == " = id: ü");
  CHECK(at("\xef\xbb\xbf"
           "a: b",
           "/a") == "a = b");
  CHECK(at("a: b\r\nc: d\r\n", "/c") == "c = d");
  CHECK(at("ü: [ # ]\n 1 ]", "/ü") == "ü = [ # ]\n 1 ]");
}

TEST_CASE("repeated keys are listed") {
  const json::Tree tree = parse_yaml("a: 1\nb: {a: 2}\na: 3").value();
  REQUIRE(tree.repeats.size() == 1);
  CHECK(tree.nodes[tree.repeats[0].node].number == 3);
  CHECK(tree.find("/a")->number == 1);
}

TEST_CASE("what a policy has no use for is refused where it stands") {
  CHECK(as_json("a: &x 1\nb: 2") == "3 an anchor is not taken in a policy");
  CHECK(as_json("&x a: 1") == "0 an anchor is not taken in a policy");
  CHECK(as_json("a: &x [1]") == "3 an anchor is not taken in a policy");
  CHECK(as_json("a: 1\nb: *x") == "8 this is not YAML: the referenced anchor is not defined");
  CHECK(as_json("a: !!str 1") == "3 a tag is not taken in a policy");
  CHECK(as_json("a: ! 1") == "3 a tag is not taken in a policy");
  CHECK(as_json("a: !x {b: 1}") == "3 a tag is not taken in a policy");
  CHECK(as_json("<<: {a: 1}") == "0 a merge key is not taken in a policy");
  CHECK(as_json("a: 1\n---\nb: 2") == "5 a second YAML document begins here");
  CHECK(as_json("---\na: 1\n...\n") == R"({"a": 1})");
  CHECK(as_json("a: [1") == "5 this is not YAML: end of sequence flow not found");
  CHECK(as_json("") == "0 there is no policy in this");
  CHECK(as_json("# nothing\n") == "0 there is no policy in this");
  CHECK(as_json("a: \x04 b: 1") == "3 this is not YAML: a control character");
  CHECK(as_json("a: \xff") == "3 this is not UTF-8");
}

TEST_CASE("depth has a limit, however deep it goes") {
  CHECK(as_json(std::string(64, '[') + std::string(64, ']')).substr(0, 4) == "[[[[");
  CHECK(as_json(std::string(65, '[') + std::string(65, ']')) == "64 more than 64 levels of YAML");
  // yaml-cpp takes brackets that are never closed for a key.
  CHECK(as_json(std::string(100000, '[')) == "0 a key is a text, not an array");
  CHECK(as_json(std::string(100000, '{')) == "0 a key is a text, not an object");
  std::string maps;
  for (int level = 0; level < 20000; ++level) {
    maps += "{a: ";
  }
  CHECK(as_json(maps) == "0 a key is a text, not an object");
  CHECK(as_json(maps + "1" + std::string(20000, '}')) == "256 more than 64 levels of YAML");
  std::string dashes;
  for (int level = 0; level < 50000; ++level) {
    dashes += "- ";
  }
  CHECK(as_json(dashes) == "128 more than 64 levels of YAML");
  CHECK(as_json(std::string(50000, '?')).find("\"???") == 0);
}

TEST_CASE("JSON begins with a brace or a bracket, behind its comments") {
  CHECK(looks_like_json("// a\n /* b */ {"));
  CHECK(looks_like_json("\xef\xbb\xbf [1]"));
  CHECK(looks_like_json(""));
  CHECK_FALSE(looks_like_json("# a\n{}"));
  CHECK_FALSE(looks_like_json("a: {}"));
  CHECK_FALSE(looks_like_json("/ {}"));
}

}  // namespace
}  // namespace confstate::policy
