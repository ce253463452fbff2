// Every reason for which a text is refused, and where the finger points.
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "unit/xml/marked.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;
using namespace std::string_literals;

struct Case {
  xml::FaultKind kind;
  std::string text;  // with marks
  std::string detail;
};

std::vector<Case> cases() {
  return {
      {xml::FaultKind::empty_document, "⟦⟧", ""},
      {xml::FaultKind::empty_document, "⟦⟧ \r\n\t", ""},
      {xml::FaultKind::no_root, "<!-- a -->\n<?b?>⟦⟧", ""},
      {xml::FaultKind::no_root, "<?xml version='1.0'?>⟦⟧", ""},
      {xml::FaultKind::text_outside_root, "⟦hello world⟧ <a/>", "hello world"},
      {xml::FaultKind::text_outside_root, "<a/>\n⟦]]>⟧\n", "]]>"},
      {xml::FaultKind::text_outside_root, "<a/> ⟦&amp;⟧", "&amp;"},
      {xml::FaultKind::text_outside_root, "⟦\xef\xbb\xbf⟧<a/>", "\xef\xbb\xbf"},
      {xml::FaultKind::two_roots, "<⟪a⟫ b='c'/>\n<⟦d⟧/>", "d"},
      {xml::FaultKind::two_roots, "<⟪a⟫></a><⟦a⟧", "a"},
      {xml::FaultKind::unclosed_element, "<a>\n<⟪b⟫ c='d'>text⟦⟧", "b"},
      {xml::FaultKind::mismatched_tag, "<a><⟪b⟫ c='d'></⟦a⟧></b>", "a"},
      {xml::FaultKind::mismatched_tag, "<⟪a⟫></⟦aa⟧ >", "aa"},
      {xml::FaultKind::mismatched_tag, "<a/></⟦b⟧>", "b"},
      {xml::FaultKind::mismatched_tag, "</⟦b⟧>", "b"},
      {xml::FaultKind::malformed_tag, "<a>⟦< ⟧b/></a>", "< "},
      {xml::FaultKind::malformed_tag, "⟦<>⟧", "<>"},
      {xml::FaultKind::malformed_tag, "<a>⟦</>⟧", "</>"},
      {xml::FaultKind::malformed_tag, "<a>⟦</ ⟧a>", "</ "},
      {xml::FaultKind::malformed_tag, "<a b='c' ⟦<⟧d/></a>", "<"},
      {xml::FaultKind::malformed_tag, "<a></a ⟦b⟧>", "b"},
      {xml::FaultKind::malformed_tag, "<a/⟦ ⟧>", " "},
      {xml::FaultKind::malformed_tag, "<a b='c'⟦⟧", ""},
      {xml::FaultKind::malformed_tag, "<⟪a⟫>⟦</a⟧", "a"},
      {xml::FaultKind::malformed_tag, "<⟪abc⟫>⟦</ab⟧ ", "ab"},
      {xml::FaultKind::malformed_tag, "<a>⟦<!ELEMENT⟧ b></a>", "ELEMENT"},
      {xml::FaultKind::malformed_tag, "<a⟦\"⟧b\"/>", "\""},
      {xml::FaultKind::malformed_name, "<⟦1a⟧/>", "1a"},
      {xml::FaultKind::malformed_name, "<⟦a:⟧/>", "a:"},
      {xml::FaultKind::malformed_name, "<⟦:a⟧/>", ":a"},
      {xml::FaultKind::malformed_name, "<⟦a:b:c⟧/>", "a:b:c"},
      {xml::FaultKind::malformed_name, "<a xmlns:p='u'><⟦p:1b⟧/></a>", "p:1b"},
      {xml::FaultKind::malformed_name, "<a ⟦-b⟧='c'/>", "-b"},
      {xml::FaultKind::malformed_name, "<a ⟦b\xe2\x81\xb0⟧='c'/>", "b\xe2\x81\xb0"},
      {xml::FaultKind::malformed_name, "<⟦b\xc4\xb2⟧/>", "b\xc4\xb2"},
      {xml::FaultKind::malformed_name, "<⟦\xf0\x90\x80\x80⟧/>", "\xf0\x90\x80\x80"},
      {xml::FaultKind::malformed_name, "<?⟦a:b⟧?><a/>", "a:b"},
      {xml::FaultKind::malformed_attribute, "<a ⟦b⟧/>", "b"},
      {xml::FaultKind::malformed_attribute, "<a ⟦b⟧ c='d'/>", "b"},
      {xml::FaultKind::malformed_attribute, "<a b=⟦c⟧/>", "c"},
      {xml::FaultKind::malformed_attribute, "<a b='c'⟦d⟧='e'/>", "d"},
      {xml::FaultKind::malformed_attribute, "<a b=⟦'⟧c", ""},
      {xml::FaultKind::malformed_attribute, "<a ⟦=⟧'c'/>", "="},
      {xml::FaultKind::duplicate_attribute, "<a ⟪b⟫='1' c='2' ⟦b⟧='3'/>", "b"},
      {xml::FaultKind::duplicate_attribute, "<a xmlns:p='u' xmlns:q='u' ⟪p:b⟫='1' b='2' ⟦q:b⟧='3'/>", "q:b"},
      {xml::FaultKind::duplicate_attribute, "<a ⟪xmlns:p⟫='u' ⟦xmlns:p⟧='v'/>", "xmlns:p"},
      {xml::FaultKind::less_than_in_value, "<a b='c⟦<⟧d'/>", "<"},
      {xml::FaultKind::malformed_reference, "<a>⟦&⟧ b</a>", "&"},
      {xml::FaultKind::malformed_reference, "<a>⟦&b⟧ </a>", "&b"},
      {xml::FaultKind::malformed_reference, "<a b='⟦&#x⟧;'/>", "&#x"},
      {xml::FaultKind::malformed_reference, "<a b='⟦&#12⟧a;'/>", "&#12"},
      {xml::FaultKind::undeclared_entity, "<a>\n⟦&nbsp;⟧</a>", "nbsp"},
      {xml::FaultKind::undeclared_entity, "<a b='⟦&LT;⟧'/>", "LT"},
      {xml::FaultKind::forbidden_character_reference, "<a>⟦&#0;⟧</a>", "&#0;"},
      {xml::FaultKind::forbidden_character_reference, "<a>⟦&#xD800;⟧</a>", "&#xD800;"},
      {xml::FaultKind::forbidden_character_reference, "<a>⟦&#4294967361;⟧</a>", "&#4294967361;"},
      {xml::FaultKind::forbidden_character_reference, "<a b='⟦&#xFFFE;⟧'/>", "&#xFFFE;"},
      {xml::FaultKind::forbidden_character, "<a>b⟦\x01⟧</a>", "\x01"},
      {xml::FaultKind::forbidden_character, "<a/>⟦"s + '\0' + "⟧", "\0"s},
      {xml::FaultKind::forbidden_character, "<a b='⟦\xef\xbf\xbf⟧'/>", "\xef\xbf\xbf"},
      {xml::FaultKind::forbidden_character, "<!-- ⟦\x0b⟧ --><a/>", "\x0b"},
      {xml::FaultKind::invalid_utf8, "<a>b⟦\xe9⟧</a>", "\xe9"},
      {xml::FaultKind::invalid_utf8, "<a>⟦\xc0⟧\x80</a>", "\xc0"},
      {xml::FaultKind::invalid_utf8, "<a b='⟦\xed⟧\xa0\x80'/>", "\xed"},
      {xml::FaultKind::invalid_utf8, "<a⟦\xff⟧/>", "\xff"},
      {xml::FaultKind::cdata_end_in_text, "<a>b]⟦]]>⟧</a>", "]]>"},
      {xml::FaultKind::malformed_comment, "<a><!-- b ⟦--⟧ c --></a>", "--"},
      {xml::FaultKind::malformed_comment, "<a><!-- b ⟦--⟧-></a>", "--"},
      {xml::FaultKind::malformed_comment, "<a>⟦<!--⟧ b ->\n</a>", "<!--"},
      {xml::FaultKind::malformed_comment, "<a>⟦<!-⟧></a>", "-"},
      {xml::FaultKind::malformed_cdata, "<a>⟦<![CDATA[⟧ b ]] ></a>", "<![CDATA["},
      {xml::FaultKind::malformed_cdata, "<a>⟦<![⟧cdata[b]]></a>", "<!["},
      {xml::FaultKind::malformed_cdata, "<a/>⟦<![CDATA[⟧b]]>", "<![CDATA["},
      {xml::FaultKind::malformed_instruction, "<a>⟦<?b⟧ c></a>", "b"},
      {xml::FaultKind::malformed_instruction, "⟦<?⟧ b?><a/>", "<?"},
      {xml::FaultKind::malformed_instruction, "<?⟦XML⟧ b?><a/>", "XML"},
      {xml::FaultKind::misplaced_declaration, " ⟦<?xml⟧ version='1.0'?><a/>", "xml"},
      {xml::FaultKind::misplaced_declaration, "<a>⟦<?xml⟧ version='1.0'?></a>", "xml"},
      {xml::FaultKind::malformed_declaration, "<?xml ⟦encoding⟧='UTF-8'?><a/>", "encoding"},
      {xml::FaultKind::malformed_declaration, "<?⟦xml⟧?><a/>", "xml"},
      {xml::FaultKind::malformed_declaration, "<?xml version='1.0' standalone='yes' ⟦encoding⟧='a'?><a/>", "encoding"},
      {xml::FaultKind::malformed_declaration, "<?xml version='1.0' encoding='⟦8⟧'?><a/>", "8"},
      {xml::FaultKind::malformed_declaration, "<?xml version='1.0' standalone='⟦maybe⟧'?><a/>", "maybe"},
      {xml::FaultKind::malformed_declaration, "<?xml version='1⟦ ⟧0'?><a/>", " "},
      {xml::FaultKind::doctype, "⟦<!DOCTYPE a⟧><a/>", "a"},
      {xml::FaultKind::doctype, "<a>⟦<!DOCTYPE b⟧></a>", "b"},
      {xml::FaultKind::doctype, "⟦<!doctype html⟧><html/>", "html"},
      {xml::FaultKind::undeclared_prefix, "<a><⟦p:b⟧/></a>", "p"},
      {xml::FaultKind::undeclared_prefix, "<a b='c' ⟦p:d⟧='e'/>", "p"},
      {xml::FaultKind::undeclared_prefix, "<a><b xmlns:p='u'/><⟦p:c⟧/></a>", "p"},
      {xml::FaultKind::undeclared_prefix, "<⟦xmlns:a⟧/>", "xmlns"},
      {xml::FaultKind::reserved_namespace, "<a ⟦xmlns:xml='u'⟧/>", "xml"},
      {xml::FaultKind::reserved_namespace, "<a ⟦xmlns:xmlns='u'⟧/>", "xmlns"},
      {xml::FaultKind::reserved_namespace, "<a ⟦xmlns='http://www.w3.org/XML/1998/namespace'⟧/>", ""},
      {xml::FaultKind::reserved_namespace, "<a ⟦xmlns:p='http://www.w3.org/2000/xmlns/'⟧/>", "p"},
      {xml::FaultKind::empty_prefix_binding, "<a ⟦xmlns:p=''⟧/>", "p"},
  };
}

}  // namespace

TEST_CASE("every kind of fault is told with its exact place") {
  std::set<xml::FaultKind> seen;
  for (const Case& expected : cases()) {
    CAPTURE(expected.text);
    const tests::Marked document = tests::marked(expected.text);
    const auto result = xml::read(document.text, xml::Reading::judging, {});
    REQUIRE(result.has_value());
    REQUIRE_FALSE(result->faults.empty());
    const xml::Fault& fault = result->faults.front();
    CHECK(static_cast<int>(fault.kind) == static_cast<int>(expected.kind));
    CHECK(fault.span.begin == document.span->begin);
    CHECK(fault.span.end == document.span->end);
    CHECK(fault.other == document.other);
    CHECK(fault.detail == expected.detail);
    seen.insert(fault.kind);
  }
  CHECK(seen.size() == xml::kFaultKinds);
}

TEST_CASE("one fatal fault stops the reading, and nothing is judged") {
  for (const Case& expected : cases()) {
    if (expected.kind == xml::FaultKind::doctype) {
      continue;
    }
    CAPTURE(expected.text);
    const tests::Marked document = tests::marked(expected.text);
    const auto result = xml::read(document.text, xml::Reading::keeping, {});
    REQUIRE(result.has_value());
    CHECK(result->faults.size() == 1);
    CHECK_FALSE(result->judgeable);
  }
}

TEST_CASE("a long offender does not make a long detail, nor is a character cut in two") {
  std::string word = "x";
  for (int i = 0; i < 1000; ++i) {
    word += "\xc3\xa9";
  }
  const std::string text = word + "<a/>";
  const auto result = xml::read(text, xml::Reading::judging, {});
  REQUIRE(result.has_value());
  REQUIRE(result->faults.size() == 1);
  CHECK(result->faults[0].span == base::Span{0, 2001});
  CHECK(result->faults[0].detail == word.substr(0, 255));
}
