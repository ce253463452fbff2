// A document type declaration is always a fault; what follows is judged as far as it can be known.
#include <string>

#include <doctest/doctest.h>

#include "xml/read.hpp"

namespace {

using namespace confstate;

xml::ReadResult read(const std::string& text) {
  auto result = xml::read(text, xml::Reading::judging, {});
  REQUIRE(result.has_value());
  REQUIRE_FALSE(result->faults.empty());
  CHECK(static_cast<int>(result->faults[0].kind) == static_cast<int>(xml::FaultKind::doctype));
  return std::move(*result);
}

}  // namespace

TEST_CASE("what follows a document type declaration is judged") {
  for (const char* declaration :
       {"<!DOCTYPE a>", "<!DOCTYPE a SYSTEM 'a\"b>'>", "<!DOCTYPE a PUBLIC \"-//X//Y\" 'z' >", "<!DOCTYPE p:a[]>",
        "<!DOCTYPE a SYSTEM 'b' [ <!-- ]> ' --> <?c ]> ?> <!ENTITY d ']>\"'> %e; <!ELEMENT a ANY>\n] >"}) {
    CAPTURE(declaration);
    const std::string text = declaration + std::string("<a>b &lt; c</a>");
    const xml::ReadResult result = read(text);
    CHECK(result.faults.size() == 1);
    CHECK(result.judgeable);
    CHECK_FALSE(result.tree.truncated());
    CHECK(result.tree.root().text() == "b < c");
  }
}

TEST_CASE("a broken document type declaration is one fault, and nothing is judged") {
  for (const char* declaration :
       {"<!DOCTYPE", "<!DOCTYPE>", "<!DOCTYPE a", "<!DOCTYPE 1>", "<!DOCTYPE a b>", "<!DOCTYPE a PUBLIC 'b'>",
        "<!DOCTYPE a PUBLIC 'b{' 'c'>", "<!DOCTYPE a SYSTEM 'b>", "<!DOCTYPE a [", "<!DOCTYPE a [b]>",
        "<!DOCTYPE a [<![INCLUDE[]]>]>", "<!DOCTYPE a [%b]>", "<!DOCTYPE a [<!-- -- -->]>", "<!DOCTYPE a []b>",
        "<!DOCTYPE a [<!ENTITY b 'c\x01'>]>", "<!doctype a>"}) {
    CAPTURE(declaration);
    const std::string text = declaration + std::string("<a/>");
    const xml::ReadResult result = read(text);
    CHECK(result.faults.size() == 1);
    CHECK_FALSE(result.judgeable);
  }
}

TEST_CASE("an unknown entity is a fault of its own unless an internal subset may declare it") {
  const std::string without = "<!DOCTYPE a SYSTEM 'b'><a><c>&d;</c></a>";
  const xml::ReadResult fatal = read(without);
  REQUIRE(fatal.faults.size() == 2);
  CHECK(static_cast<int>(fatal.faults[1].kind) == static_cast<int>(xml::FaultKind::undeclared_entity));
  CHECK_FALSE(fatal.judgeable);

  const std::string within = "<!DOCTYPE a [<!ENTITY d 'e'>]><a><b>1</b><c>&d;</c><f/></a>";
  const xml::ReadResult cut = read(within);
  CHECK(cut.faults.size() == 1);
  CHECK(cut.judgeable);
  CHECK(cut.tree.truncated());
  const xml::Node root = cut.tree.root();
  CHECK(cut.tree.is_open(root));
  CHECK_FALSE(cut.tree.is_open(root.first_element()));
  CHECK(root.first_element().text() == "1");
  const xml::Node open = root.first_element().next_element();
  CHECK(open.qname() == "c");
  CHECK(cut.tree.is_open(open));
  CHECK_FALSE(open.next_element());
}

TEST_CASE("an unknown entity in a start tag leaves that element and its declarations out") {
  const std::string text = "<!DOCTYPE a [<!ENTITY d 'e'>]><a><b xmlns:p='u' c='&d;'/></a>";
  const xml::ReadResult result = read(text);
  CHECK(result.judgeable);
  CHECK(result.tree.truncated());
  CHECK_FALSE(result.tree.root().first_child());
  CHECK(result.tree.declarations().empty());

  const std::string in_root = "<!DOCTYPE a [<!ENTITY d 'e'>]><a c='&d;'/>";
  CHECK_FALSE(read(in_root).judgeable);
}

TEST_CASE("a second document type declaration ends the reading") {
  const std::string text = "<!DOCTYPE a><!DOCTYPE a><a/>";
  const xml::ReadResult result = read(text);
  CHECK(result.faults.size() == 2);
  CHECK_FALSE(result.judgeable);
}
