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
using xml::FaultKind;

struct Case {
  FaultKind kind;
  std::string text;  // with marks
  std::string detail;
};

std::vector<Case> cases() {
  return {
      {FaultKind::empty_document, "⟦⟧", ""},
      {FaultKind::empty_document, "⟦⟧ \r\n\t", ""},
      {FaultKind::no_root, "<!-- a -->\n<?b?>⟦⟧", ""},
      {FaultKind::no_root, "<?xml version='1.0'?>⟦⟧", ""},
      {FaultKind::text_outside_root, "⟦hello world⟧ <a/>", "hello world"},
      {FaultKind::text_outside_root, "<a/>\n⟦]]>⟧\n", "]]>"},
      {FaultKind::text_outside_root, "<a/> ⟦&amp;⟧", "&amp;"},
      {FaultKind::text_outside_root, "⟦\xef\xbb\xbf⟧<a/>", "\xef\xbb\xbf"},
      {FaultKind::two_roots, "<⟪a⟫ b='c'/>\n<⟦d⟧/>", "d"},
      {FaultKind::two_roots, "<⟪a⟫></a><⟦a⟧", "a"},
      {FaultKind::unclosed_element, "<a>\n<⟪b⟫ c='d'>text⟦⟧", "b"},
      {FaultKind::mismatched_tag, "<a><⟪b⟫ c='d'></⟦a⟧></b>", "a"},
      {FaultKind::mismatched_tag, "<⟪a⟫></⟦aa⟧ >", "aa"},
      {FaultKind::mismatched_tag, "<a/></⟦b⟧>", "b"},
      {FaultKind::mismatched_tag, "</⟦b⟧>", "b"},
      {FaultKind::malformed_tag, "<a>⟦< ⟧b/></a>", "< "},
      {FaultKind::malformed_tag, "⟦<>⟧", "<>"},
      {FaultKind::malformed_tag, "<a>⟦</>⟧", "</>"},
      {FaultKind::malformed_tag, "<a>⟦</ ⟧a>", "</ "},
      {FaultKind::malformed_tag, "<a b='c' ⟦<⟧d/></a>", "<"},
      {FaultKind::malformed_tag, "<a></a ⟦b⟧>", "b"},
      {FaultKind::malformed_tag, "<a/⟦ ⟧>", " "},
      {FaultKind::malformed_tag, "<a b='c'⟦⟧", ""},
      {FaultKind::malformed_tag, "<⟪a⟫>⟦</a⟧", "a"},
      {FaultKind::malformed_tag, "<⟪abc⟫>⟦</ab⟧ ", "ab"},
      {FaultKind::malformed_tag, "<a>⟦<!ELEMENT⟧ b></a>", "ELEMENT"},
      {FaultKind::malformed_tag, "<a⟦\"⟧b\"/>", "\""},
      {FaultKind::malformed_name, "<⟦1a⟧/>", "1a"},
      {FaultKind::malformed_name, "<⟦a:⟧/>", "a:"},
      {FaultKind::malformed_name, "<⟦:a⟧/>", ":a"},
      {FaultKind::malformed_name, "<⟦a:b:c⟧/>", "a:b:c"},
      {FaultKind::malformed_name, "<a xmlns:p='u'><⟦p:1b⟧/></a>", "p:1b"},
      {FaultKind::malformed_name, "<a ⟦-b⟧='c'/>", "-b"},
      {FaultKind::malformed_name, "<a ⟦b\xe2\x81\xb0⟧='c'/>", "b\xe2\x81\xb0"},
      {FaultKind::malformed_name, "<⟦b\xc4\xb2⟧/>", "b\xc4\xb2"},
      {FaultKind::malformed_name, "<⟦\xf0\x90\x80\x80⟧/>", "\xf0\x90\x80\x80"},
      {FaultKind::malformed_name, "<?⟦a:b⟧?><a/>", "a:b"},
      {FaultKind::malformed_attribute, "<a ⟦b⟧/>", "b"},
      {FaultKind::malformed_attribute, "<a ⟦b⟧ c='d'/>", "b"},
      {FaultKind::malformed_attribute, "<a b=⟦c⟧/>", "c"},
      {FaultKind::malformed_attribute, "<a b='c'⟦d⟧='e'/>", "d"},
      {FaultKind::malformed_attribute, "<a b=⟦'⟧c", ""},
      {FaultKind::malformed_attribute, "<a ⟦=⟧'c'/>", "="},
      {FaultKind::duplicate_attribute, "<a ⟪b⟫='1' c='2' ⟦b⟧='3'/>", "b"},
      {FaultKind::duplicate_attribute, "<a xmlns:p='u' xmlns:q='u' ⟪p:b⟫='1' b='2' ⟦q:b⟧='3'/>", "q:b"},
      {FaultKind::duplicate_attribute, "<a ⟪xmlns:p⟫='u' ⟦xmlns:p⟧='v'/>", "xmlns:p"},
      {FaultKind::less_than_in_value, "<a b='c⟦<⟧d'/>", "<"},
      {FaultKind::malformed_reference, "<a>⟦&⟧ b</a>", "&"},
      {FaultKind::malformed_reference, "<a>⟦&b⟧ </a>", "&b"},
      {FaultKind::malformed_reference, "<a b='⟦&#x⟧;'/>", "&#x"},
      {FaultKind::malformed_reference, "<a b='⟦&#12⟧a;'/>", "&#12"},
      {FaultKind::undeclared_entity, "<a>\n⟦&nbsp;⟧</a>", "nbsp"},
      {FaultKind::undeclared_entity, "<a b='⟦&LT;⟧'/>", "LT"},
      {FaultKind::forbidden_character_reference, "<a>⟦&#0;⟧</a>", "&#0;"},
      {FaultKind::forbidden_character_reference, "<a>⟦&#xD800;⟧</a>", "&#xD800;"},
      {FaultKind::forbidden_character_reference, "<a>⟦&#4294967361;⟧</a>", "&#4294967361;"},
      {FaultKind::forbidden_character_reference, "<a b='⟦&#xFFFE;⟧'/>", "&#xFFFE;"},
      {FaultKind::forbidden_character, "<a>b⟦\x01⟧</a>", "\x01"},
      {FaultKind::forbidden_character, "<a/>⟦"s + '\0' + "⟧", "\0"s},
      {FaultKind::forbidden_character, "<a b='⟦\xef\xbf\xbf⟧'/>", "\xef\xbf\xbf"},
      {FaultKind::forbidden_character, "<!-- ⟦\x0b⟧ --><a/>", "\x0b"},
      {FaultKind::invalid_utf8, "<a>b⟦\xe9⟧</a>", "\xe9"},
      {FaultKind::invalid_utf8, "<a>⟦\xc0⟧\x80</a>", "\xc0"},
      {FaultKind::invalid_utf8, "<a b='⟦\xed⟧\xa0\x80'/>", "\xed"},
      {FaultKind::invalid_utf8, "<a⟦\xff⟧/>", "\xff"},
      {FaultKind::cdata_end_in_text, "<a>b]⟦]]>⟧</a>", "]]>"},
      {FaultKind::malformed_comment, "<a><!-- b ⟦--⟧ c --></a>", "--"},
      {FaultKind::malformed_comment, "<a><!-- b ⟦--⟧-></a>", "--"},
      {FaultKind::malformed_comment, "<a>⟦<!--⟧ b ->\n</a>", "<!--"},
      {FaultKind::malformed_comment, "<a>⟦<!-⟧></a>", "-"},
      {FaultKind::malformed_cdata, "<a>⟦<![CDATA[⟧ b ]] ></a>", "<![CDATA["},
      {FaultKind::malformed_cdata, "<a>⟦<![⟧cdata[b]]></a>", "<!["},
      {FaultKind::malformed_cdata, "<a/>⟦<![CDATA[⟧b]]>", "<![CDATA["},
      {FaultKind::malformed_instruction, "<a>⟦<?b⟧ c></a>", "b"},
      {FaultKind::malformed_instruction, "⟦<?⟧ b?><a/>", "<?"},
      {FaultKind::malformed_instruction, "<?⟦XML⟧ b?><a/>", "XML"},
      {FaultKind::misplaced_declaration, " ⟦<?xml⟧ version='1.0'?><a/>", "xml"},
      {FaultKind::misplaced_declaration, "<a>⟦<?xml⟧ version='1.0'?></a>", "xml"},
      {FaultKind::malformed_declaration, "<?xml ⟦encoding⟧='UTF-8'?><a/>", "encoding"},
      {FaultKind::malformed_declaration, "<?⟦xml⟧?><a/>", "xml"},
      {FaultKind::malformed_declaration, "<?xml version='1.0' standalone='yes' ⟦encoding⟧='a'?><a/>", "encoding"},
      {FaultKind::malformed_declaration, "<?xml version='1.0' encoding='⟦8⟧'?><a/>", "8"},
      {FaultKind::malformed_declaration, "<?xml version='1.0' standalone='⟦maybe⟧'?><a/>", "maybe"},
      {FaultKind::malformed_declaration, "<?xml version='1⟦ ⟧0'?><a/>", " "},
      {FaultKind::doctype, "⟦<!DOCTYPE a⟧><a/>", "a"},
      {FaultKind::doctype, "<a>⟦<!DOCTYPE b⟧></a>", "b"},
      {FaultKind::doctype, "⟦<!doctype html⟧><html/>", "html"},
      {FaultKind::undeclared_prefix, "<a><⟦p:b⟧/></a>", "p"},
      {FaultKind::undeclared_prefix, "<a b='c' ⟦p:d⟧='e'/>", "p"},
      {FaultKind::undeclared_prefix, "<a><b xmlns:p='u'/><⟦p:c⟧/></a>", "p"},
      {FaultKind::undeclared_prefix, "<⟦xmlns:a⟧/>", "xmlns"},
      {FaultKind::reserved_namespace, "<a ⟦xmlns:xml='u'⟧/>", "xml"},
      {FaultKind::reserved_namespace, "<a ⟦xmlns:xmlns='u'⟧/>", "xmlns"},
      {FaultKind::reserved_namespace, "<a ⟦xmlns='http://www.w3.org/XML/1998/namespace'⟧/>", ""},
      {FaultKind::reserved_namespace, "<a ⟦xmlns:p='http://www.w3.org/2000/xmlns/'⟧/>", "p"},
      {FaultKind::empty_prefix_binding, "<a ⟦xmlns:p=''⟧/>", "p"},
  };
}

}  // namespace

TEST_CASE("every kind of fault is told with its exact place") {
  std::set<FaultKind> seen;
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
    if (expected.kind == FaultKind::doctype) {
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
