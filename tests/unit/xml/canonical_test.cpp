// Exclusive canonicalization, by hand; tests/interop holds it against another writer.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "xml/canonical.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

std::string canonical(std::string_view text, bool first_child = false) {
  const auto result = xml::read(text, xml::Reading::keeping, {});
  REQUIRE(result.has_value());
  REQUIRE(result->faults.empty());
  const xml::Node root = result->tree.root();
  return xml::write_canonical(first_child ? root.first_element() : root);
}

}  // namespace

TEST_CASE("two spellings of the same element look the same") {
  CHECK(canonical("<a  c = '1' b=\"2\" ><d/><!-- e --><![CDATA[<]]>&gt;</a >") ==
        "<a b=\"2\" c=\"1\"><d></d>&lt;&gt;</a>");
}

TEST_CASE("what would be read back differently is escaped") {
  CHECK(canonical("<a b='&#9;&#10;&#13;\"&lt;&gt;&amp;'>&#13;\t\n\"&gt;&amp;</a>") ==
        "<a b=\"&#x9;&#xA;&#xD;&quot;&lt;>&amp;\">&#xD;\t\n\"&gt;&amp;</a>");
}

TEST_CASE("instructions stay, with one blank before their text") {
  CHECK(canonical("<a><?b?><?c   d ?></a>") == "<a><?b?><?c d ?></a>");
}

TEST_CASE("a namespace is declared where it is first used, and only there") {
  CHECK(canonical("<a xmlns='u' xmlns:p='v' xmlns:q='w'><p:b><p:c q:d='1'/></p:b><p:e/></a>") ==
        "<a xmlns=\"u\"><p:b xmlns:p=\"v\"><p:c xmlns:q=\"w\" q:d=\"1\"></p:c></p:b><p:e xmlns:p=\"v\"></p:e></a>");
  CHECK(canonical("<a xmlns='u'><b xmlns=''><c xmlns=''/></b></a>") == "<a xmlns=\"u\"><b xmlns=\"\"><c></c></b></a>");
  CHECK(canonical("<a xmlns:p='u'><p:b xmlns:p='v'/><p:b/></a>") ==
        "<a><p:b xmlns:p=\"v\"></p:b><p:b xmlns:p=\"u\"></p:b></a>");
}

TEST_CASE("an element inside brings the namespaces it uses along") {
  CHECK(canonical("<a xmlns='u' xmlns:p='v' xml:lang='en'><b p:c='1'/></a>", true) ==
        "<b xmlns=\"u\" xmlns:p=\"v\" p:c=\"1\"></b>");
}

TEST_CASE("attributes are ordered by namespace, then by name, and xml: is never declared") {
  CHECK(canonical("<a xmlns:p='z' xmlns:q='y' p:a='1' q:b='2' b='3' a='4' xml:lang='en'/>") ==
        "<a xmlns:p=\"z\" xmlns:q=\"y\" a=\"4\" b=\"3\" xml:lang=\"en\" q:b=\"2\" p:a=\"1\"></a>");
}

TEST_CASE("depth costs no stack") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) {
    text += "<a>";
  }
  for (int i = 0; i < 10'000; ++i) {
    text += "</a>";
  }
  base::Limits limits;
  limits.depth = base::kMaxDepth;
  const auto result = xml::read(text, xml::Reading::keeping, limits);
  REQUIRE(result.has_value());
  CHECK(xml::write_canonical(result->tree.root()) == text);
}
