#include "xml/writer.hpp"

#include <doctest/doctest.h>

#include <string>

#include "xml/read.hpp"

using namespace confstate;

namespace {

xml::Tree read(std::string_view text) {
  auto result = xml::read(text, xml::Reading::keeping, base::Limits());
  REQUIRE(result.has_value());
  REQUIRE(result->faults.empty());
  return std::move(result->tree);
}

// The first child element of the root, as it can stand below elements whose default namespace is "urn:ours".
std::string first_child_of(std::string_view text) {
  const xml::Tree tree = read(text);
  std::string out;
  xml::append_self_contained(out, tree, xml::Scopes(tree), tree.root().first_element(), "urn:ours");
  return out;
}

}  // namespace

TEST_CASE("whatever is written as text or value reads back as it was") {
  const std::string strange = "a&b<c>d\"e'f\tg\nh\ri]]>j \xc3\xa4";
  std::string written = "<a v=\"";
  xml::append_value(written, strange);
  written += "\">";
  xml::append_text(written, strange);
  written += "</a>";
  const xml::Tree tree = read(written);
  CHECK(tree.root().text() == strange);
  CHECK(tree.root().attribute({"", "v"}).value() == strange);
}

TEST_CASE("no line of written text begins as commands of CI runners do") {
  std::string written;
  xml::append_text(written, ":a\n::b\n \t##[c\n\n#d\n");
  CHECK(written == ":a\n&#58;:b\n \t&#35;#[c\n\n&#35;d\n");
  const std::string document = "<a>" + written + "</a>";
  CHECK(read(document).root().text() == ":a\n::b\n \t##[c\n\n#d\n");
}

TEST_CASE("an extension element takes along the namespaces it uses") {
  CHECK(first_child_of("<r xmlns:x='urn:x' xmlns:y='urn:y'><x:a><x:b/></x:a></r>") ==
        "<x:a xmlns:x=\"urn:x\"><x:b/></x:a>");
  CHECK(first_child_of("<r xmlns:x='urn:x' xmlns:y='urn:y'><x:a y:v='1'/></r>") ==
        "<x:a xmlns:x=\"urn:x\" xmlns:y=\"urn:y\" y:v='1'/>");
}

TEST_CASE("a prefix that only a value speaks of is taken along too") {
  CHECK(first_child_of("<r xmlns:x='urn:x' xmlns:y='urn:y'><x:a>y:name</x:a></r>") ==
        "<x:a xmlns:x=\"urn:x\" xmlns:y=\"urn:y\">y:name</x:a>");
}

TEST_CASE("an element that needs nothing from around it stays byte for byte") {
  const std::string element = "<x:a  xmlns:x='urn:x'\n ><!-- kept --><x:b>&#65;<![CDATA[<]]></x:b> </x:a>";
  CHECK(first_child_of("<r xmlns='urn:other' xmlns:x='urn:hidden'>" + element + "</r>") == element);
}

TEST_CASE("the default namespace is declared where it differs and is used") {
  CHECK(first_child_of("<r xmlns='urn:theirs'><a/></r>") == "<a xmlns=\"urn:theirs\"/>");
  CHECK(first_child_of("<r xmlns='urn:ours'><a/></r>") == "<a/>");
  CHECK(first_child_of("<r><a/></r>") == "<a xmlns=\"\"/>");
  CHECK(first_child_of("<r xmlns='urn:theirs' xmlns:x='urn:x'><x:a/></r>") == "<x:a xmlns:x=\"urn:x\"/>");
  CHECK(first_child_of("<r xmlns='urn:theirs' xmlns:x='urn:x'><x:a><b/></x:a></r>") ==
        "<x:a xmlns=\"urn:theirs\" xmlns:x=\"urn:x\"><b/></x:a>");
}

TEST_CASE("the innermost declaration of a prefix counts") {
  const xml::Tree tree = read("<r xmlns:x='1'><a xmlns:x='2'><b/></a><c/><d xmlns:x='3'/><e/></r>");
  const xml::Scopes scopes(tree);
  const auto found = [&](const char* local) {
    for (std::uint32_t id = 0; id < tree.node_count(); ++id) {
      if (tree.node(id).is_element() && tree.node(id).name().local == local) {
        return std::string(scopes.find("x", tree.node(id)).value_or("none"));
      }
    }
    return std::string("missing");
  };
  CHECK(found("r") == "1");
  CHECK(found("a") == "2");
  CHECK(found("b") == "2");
  CHECK(found("c") == "1");
  CHECK(found("d") == "3");
  CHECK(found("e") == "1");
  CHECK_FALSE(scopes.find("y", tree.root()).has_value());
  CHECK(scopes.find("", tree.root()) == std::string_view());
}
