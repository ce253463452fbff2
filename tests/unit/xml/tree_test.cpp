// What a tree tells about its document, in both readings.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "xml/read.hpp"

namespace {

using namespace confstate;
using xml::Node;
using xml::NodeKind;
using xml::Reading;

xml::Tree read(std::string_view text, Reading reading = Reading::judging) {
  auto result = xml::read(text, reading, {});
  REQUIRE(result.has_value());
  REQUIRE(result->faults.empty());
  CHECK(result->judgeable);
  return std::move(result->tree);
}

std::string_view cut(std::string_view text, base::Span span) {
  return text.substr(span.begin, span.end - span.begin);
}

// The kinds of a node's children: e, t, d (CDATA), c, i.
std::string kinds(Node first) {
  std::string out;
  for (Node node = first; node; node = node.next_sibling()) {
    out += "etdci"[static_cast<int>(node.kind())];
  }
  return out;
}

}  // namespace

TEST_CASE("a name that changes its namespace again and again has one id in each") {
  const xml::Tree tree = read(
      "<r><a/><a xmlns='u'/><a xmlns='v'/><a/><a xmlns='w'/><a xmlns='u'/><a xmlns='w'/><a xmlns='v'/><a a=''/></r>");
  std::vector<std::uint32_t> ids;
  std::string spaces;
  for (Node node = tree.root().first_element(); node; node = node.next_element()) {
    ids.push_back(node.name_id());
    spaces += node.name().space.empty() ? "-" : std::string(node.name().space);
  }
  CHECK(spaces == "-uv-wuwv-");
  CHECK(ids == std::vector<std::uint32_t>{1, 2, 3, 1, 4, 2, 4, 3, 1});
  CHECK(tree.root().first_element().attribute_count() == 0);
  CHECK(tree.names().size() == 5);
}

TEST_CASE("an element of plain text only is read as any other") {
  for (const Reading reading : {Reading::judging, Reading::keeping}) {
    const std::string text =
        "<r>\n<a>x y</a><a> </a><a></a><a>x</a ><a>x&amp;</a><a>x]</a><p:a xmlns:p='u'>x</p:a></r>";
    const xml::Tree tree = read(text, reading);
    std::string found;
    for (Node node = tree.root().first_element(); node; node = node.next_element()) {
      found += std::string(node.text()) + "|" + std::string(cut(text, node.span())) + "\n";
      CHECK(node.parent() == tree.root());
      CHECK(kinds(node.first_child()) == (node.text().empty() ? "" : "t"));
      CHECK((node.text().empty() || node.first_child().parent() == node));
    }
    CHECK(found ==
          "x y|<a>x y</a>\n |<a> </a>\n|<a></a>\nx|<a>x</a >\nx&|<a>x&amp;</a>\nx]|<a>x]</a>\n"
          "x|<p:a xmlns:p='u'>x</p:a>\n");
  }
  const std::string only = "<a>x</a>";
  const xml::Tree tree = read(only);
  CHECK(tree.root().text() == "x");
  CHECK_FALSE(tree.truncated());
  for (const std::string_view bad :
       {"<a>x</b>", "<a>x</a", "<a>x</aa>", "<p:a>x</p:a>", "<a>x]]></a>", "<a>x</a><a>x</a>"}) {
    CHECK_FALSE(xml::read(bad, Reading::judging, {})->faults.empty());
  }
}

TEST_CASE("names are expanded, and known as they were written") {
  const std::string text =
      "<a xmlns='u' xmlns:p='v'><p:b p:c='1' c='2' xml:lang='en'/><d xmlns=''><p:e xmlns:p='w'/></d><p:f/></a>";
  const xml::Tree tree = read(text);
  const Node root = tree.root();
  CHECK(root.name() == xml::ExpandedName{"u", "a"});
  const Node b = root.first_element();
  CHECK(b.name() == xml::ExpandedName{"v", "b"});
  CHECK(b.qname() == "p:b");
  CHECK(b.attribute_count() == 3);
  CHECK(b.attribute({"v", "c"}).value() == "1");
  CHECK(b.attribute({"", "c"}).value() == "2");
  CHECK(b.attribute({"http://www.w3.org/XML/1998/namespace", "lang"}).qname() == "xml:lang");
  CHECK_FALSE(b.attribute({"u", "c"}));
  const Node d = b.next_element();
  CHECK(d.name() == xml::ExpandedName{"", "d"});
  CHECK(d.first_element().name() == xml::ExpandedName{"w", "e"});
  CHECK(d.next_element().name() == xml::ExpandedName{"v", "f"});
  CHECK(d.next_element().parent() == root);
}

TEST_CASE("names are stored once for each way of writing them") {
  const xml::Tree tree = read("<a xmlns:p='u' xmlns:q='u'><p:b/><p:b/><q:b/><b/><c b='1'/></a>");
  std::vector<std::string> names;
  for (const auto& name : tree.names()) {
    names.push_back(std::string(name.name.space) + "|" + std::string(name.qname));
  }
  CHECK(names == std::vector<std::string>{"|a", "u|p:b", "u|q:b", "|b", "|c"});
  const Node b = tree.root().first_element();
  CHECK(b.name_id() == b.next_element().name_id());
}

TEST_CASE("namespace declarations are listed in document order and are no attributes") {
  const xml::Tree tree = read("<a xmlns:p='u' b='1' xmlns='v'><c xmlns:p='w&amp;'/></a>");
  REQUIRE(tree.declarations().size() == 3);
  CHECK(tree.declarations()[0].prefix == "p");
  CHECK(tree.declarations()[1].prefix.empty());
  CHECK(tree.declarations()[1].space == "v");
  CHECK(tree.declarations()[1].element == tree.root().id());
  CHECK(tree.declarations()[2].space == "w&");
  CHECK(tree.declarations()[2].element == tree.root().first_element().id());
  CHECK(tree.root().attribute_count() == 1);
}

TEST_CASE("places are those of the text as it was written") {
  const std::string text = "<?xml version='1.08'?>\n<p:a xmlns:p='u>' b = \"c&lt;\" ><d>\n e &amp; f </d ><g/></p:a>";
  const xml::Tree tree = read(text);
  CHECK(tree.version() == "1.08");
  CHECK(cut(text, tree.version_span()) == "1.08");
  const Node root = tree.root();
  CHECK(cut(text, root.span()) == text.substr(23));
  CHECK(cut(text, root.name_span()) == "p:a");
  CHECK(cut(text, root.tag_span()) == "<p:a xmlns:p='u>' b = \"c&lt;\" >");
  CHECK(cut(text, root.text_span()) == "p:a");
  const xml::Attribute b = root.attribute_at(0);
  CHECK(cut(text, b.span()) == "b = \"c&lt;\"");
  CHECK(cut(text, b.name_span()) == "b");
  CHECK(cut(text, b.value_span()) == "c&lt;");
  CHECK(b.value() == "c<");
  const Node d = root.first_element();
  CHECK(cut(text, d.span()) == "<d>\n e &amp; f </d >");
  CHECK(cut(text, d.text_span()) == "e &amp; f");
  CHECK(d.text() == "\n e & f ");
  CHECK(cut(text, d.next_element().tag_span()) == "<g/>");
}

TEST_CASE("white space in values and line ends are normalised, but not what references name") {
  const xml::Tree tree =
      read("<a b='1\t2\n3\r\n4\r5&#9;6&#10;7&#13;8'>1\r\n2\r3\r\r\n4&#13;\n5<![CDATA[\r\n&lt;]]></a>");
  CHECK(tree.root().attribute_at(0).value() == "1 2 3 4 5\t6\n7\r8");
  CHECK(tree.root().text() == "1\n2\n3\n\n4\r\n5\n&lt;");
}

TEST_CASE("references of every form are resolved") {
  const xml::Tree tree = read("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x20ac;&#128512;&#00000000067;</a>");
  CHECK(tree.root().text() ==
        "<>&\"'AB\xe2\x82\xac\xf0\x9f\x98\x80"
        "C");
}

TEST_CASE("text is one piece for who judges, whatever splits it") {
  const std::string text = "<a>xmpp:dev<!-- -->-x<![CDATA[ & ]]><?p?>y</a>";
  const xml::Tree judging = read(text);
  CHECK(kinds(judging.root().first_child()) == "t");
  CHECK(judging.root().text() == "xmpp:dev-x & y");
  CHECK(cut(text, judging.root().text_span()) == text.substr(3, text.size() - 7));
  const xml::Tree keeping = read(text, Reading::keeping);
  CHECK(kinds(keeping.root().first_child()) == "tctdit");
  CHECK(keeping.root().text() == "xmpp:dev-x & y");
}

TEST_CASE("text among elements is joined without the text inside them") {
  const xml::Tree tree = read("<a>b<c>d</c>e<f/>g</a>");
  CHECK(tree.root().text() == "beg");
  CHECK(tree.root().first_element().text() == "d");
  CHECK(tree.root().first_element().next_element().text().empty());
  const xml::Tree late = read("<a> <b>c</b>d</a>");
  CHECK(late.root().text() == "d");
}

TEST_CASE("white space is dropped beside elements and kept where it is all there is") {
  const xml::Tree tree =
      read("<a>\n <b> </b>&#32;<c><![CDATA[ ]]><d/><![CDATA[]]></c> <e><![CDATA[]]></e><f>&#10;</f></a>");
  CHECK(kinds(tree.root().first_child()) == "eeee");
  const Node b = tree.root().first_element();
  CHECK(b.text() == " ");
  CHECK(kinds(b.next_element().first_child()) == "e");
  CHECK(kinds(b.next_element().next_element().first_child()).empty());
  CHECK(b.next_element().next_element().next_element().text() == "\n");
}

TEST_CASE("the keeping reading has everything, also around the root") {
  const std::string text = "<!-- a\r\nb --><?c  d ?>\n<e> <f/> </e>\n<?g?><!---->";
  const xml::Tree tree = read(text, Reading::keeping);
  CHECK(kinds(tree.first()) == "cieic");
  CHECK(tree.first().text() == " a\nb ");
  const Node instruction = tree.first().next_sibling();
  CHECK(instruction.qname() == "c");
  CHECK(instruction.text() == "d ");
  CHECK(cut(text, instruction.name_span()) == "c");
  CHECK(instruction.next_sibling() == tree.root());
  CHECK_FALSE(instruction.parent());
  CHECK(kinds(tree.root().first_child()) == "tet");
  const xml::Tree judging = read(text);
  CHECK(judging.first() == judging.root());
  CHECK_FALSE(judging.root().next_sibling());
}

TEST_CASE("handles stay good when the tree is moved") {
  const std::string text = "<a b='&lt;'>&amp;<c/>d</a>";
  xml::Tree first = read(text);
  const xml::Tree second = std::move(first);
  CHECK(second.root().attribute_at(0).value() == "<");
  CHECK(second.root().text() == "&d");
}

TEST_CASE("going over a limit is a failure that names it, never a fault") {
  struct Case {
    const char* text;
    const char* limit;
    std::uint64_t base::Limits::*member;
    std::uint64_t enough;
  };
  for (const Case& c : {Case{"<a><b><c/></b><d/></a>", "depth", &base::Limits::depth, 3},
                        Case{"<a><b><c/></b><d/></a>", "elements", &base::Limits::elements, 4},
                        Case{"<a b='' c='' xmlns:d='e'/>", "attributes", &base::Limits::attributes, 3}}) {
    CAPTURE(c.limit);
    base::Limits limits;
    limits.*c.member = c.enough;
    CHECK(xml::read(c.text, Reading::judging, limits).has_value());
    limits.*c.member = c.enough - 1;
    const auto result = xml::read(c.text, Reading::judging, limits);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().message.find(c.limit) != std::string::npos);
  }
}

TEST_CASE("no limit is so high that depth or attributes overflow") {
  base::Limits limits;
  limits.attributes = 1'000'000;
  limits.depth = 1'000'000;
  std::string attributes = "<a";
  for (int i = 0; i < 70'000; ++i) {
    attributes += " a" + std::to_string(i) + "=''";
  }
  attributes += "/>";
  CHECK_FALSE(xml::read(attributes, Reading::judging, limits).has_value());
  std::string deep;
  for (int i = 0; i < 10'001; ++i) {
    deep += "<a>";
  }
  CHECK_FALSE(xml::read(deep, Reading::judging, limits).has_value());
}

TEST_CASE("many attributes that are equal only after expansion are found") {
  std::string text = "<a xmlns:p='u' xmlns:q='u'";
  for (int i = 0; i < 900; ++i) {
    text += " p:a" + std::to_string(i) + "='' q:b" + std::to_string(i) + "=''";
  }
  base::Limits limits;
  limits.attributes = 10'000;
  const std::string good = text + "/>";
  CHECK(xml::read(good, Reading::judging, limits)->faults.empty());
  const std::string bad = text + " q:a17=''/>";
  const auto result = xml::read(bad, Reading::judging, limits);
  REQUIRE(result->faults.size() == 1);
  CHECK(result->faults[0].detail == "q:a17");
}
