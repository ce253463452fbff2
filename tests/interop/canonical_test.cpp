// Our exclusive canonical form against that of libxml2, over real documents, mutations, and elements inside them.
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include "support/documents.hpp"
#include "support/mutate.hpp"
#include "support/rounds.hpp"
#include "xml/canonical.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

Document parse(const std::string& text) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
  return {xmlReadMemory(text.data(), static_cast<int>(text.size()), nullptr, "UTF-8", kOptions), &xmlFreeDoc};
}

// Whether a node stands in the element that is wanted.
int is_within(void* wanted, xmlNodePtr node, xmlNodePtr parent) {
  const xmlNode* at = node->type == XML_NAMESPACE_DECL || node->type == XML_ATTRIBUTE_NODE ? parent : node;
  for (; at != nullptr; at = at->parent) {
    if (at == wanted) {
      return 1;
    }
  }
  return 0;
}

// What libxml2 writes for an element, or nothing where it refuses (it does not take relative namespace names).
bool write_theirs(xmlDoc* document, xmlNode* element, std::string& out) {
  const std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)> buffer(xmlBufferCreate(), &xmlBufferFree);
  xmlOutputBuffer* output = xmlOutputBufferCreateBuffer(buffer.get(), nullptr);
  const int size =
      xmlC14NExecute(document, &is_within, element, XML_C14N_EXCLUSIVE_1_0, nullptr, /*with_comments=*/0, output);
  xmlOutputBufferClose(output);
  out.assign(reinterpret_cast<const char*>(xmlBufferContent(buffer.get())),
             static_cast<std::size_t>(xmlBufferLength(buffer.get())));
  return size >= 0;
}

void ignore_error(void*, const char*, ...) {}

struct Counts {
  unsigned long compared = 0;
  unsigned long refused = 0;
  unsigned long disagreements = 0;
};

void compare_element(xmlDoc* document, xmlNode* theirs, xml::Node ours, Counts& counts) {
  std::string expected;
  if (!write_theirs(document, theirs, expected)) {
    ++counts.refused;
    return;
  }
  ++counts.compared;
  const std::string written = xml::write_canonical(ours);
  if (written != expected && ++counts.disagreements <= 5) {
    std::cout << "ours:   " << written << "\ntheirs: " << expected << '\n';
  }
}

// The root and each of its child elements.
void compare(const std::string& text, Counts& counts) {
  const auto ours = xml::read(text, xml::Reading::keeping, {});
  if (!ours || !ours->faults.empty()) {
    return;
  }
  // libxml2 writes '&' in a namespace name as "&#38;" or as it is, where attributes, and so these, have "&amp;".
  const auto odd = [](const auto& declaration) { return declaration.space.find('&') != std::string_view::npos; };
  const Document document = parse(text);
  if (!document || std::ranges::any_of(ours->tree.declarations(), odd)) {
    return;
  }
  xmlNode* root = xmlDocGetRootElement(document.get());
  compare_element(document.get(), root, ours->tree.root(), counts);
  xmlNode* theirs = xmlFirstElementChild(root);
  for (xml::Node child = ours->tree.root().first_element(); child; child = child.next_element()) {
    REQUIRE(theirs != nullptr);
    compare_element(document.get(), theirs, child, counts);
    theirs = xmlNextElementSibling(theirs);
  }
}

// Elements with namespaces declared, redeclared and used in many ways.
std::string generate(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto below = [&random](std::uint64_t limit) { return random() % limit; };
  const std::string prefixes[] = {"", "p", "q", "r"};
  const std::string spaces[] = {"urn:a", "urn:b", "http://example.com/?a=1"};
  std::string text = "<x xmlns:p='urn:a' xmlns:q='urn:b' xmlns:r='urn:c'>";
  std::vector<std::string> open{"x"};
  for (std::uint64_t steps = 5 + below(40); steps != 0; --steps) {
    if (below(3) == 0 && open.size() > 1) {
      text += "</" + open.back() + ">";
      open.pop_back();
      continue;
    }
    const std::string& prefix = prefixes[below(4)];
    const std::string name = (prefix.empty() ? "" : prefix + ":") + static_cast<char>('a' + below(5));
    text += "<" + name;
    for (const std::string& declared : prefixes) {
      if (below(5) == 0) {
        text += (declared.empty() ? " xmlns='" : " xmlns:" + declared + "='") + spaces[below(3)] + "'";
      } else if (declared.empty() && below(5) == 0) {
        text += " xmlns=''";
      }
    }
    text += below(2) == 0 ? " z='&#13;&#9;\n&lt;&quot;'" : "";
    text += below(2) == 0 ? " " + prefixes[1 + below(3)] + ":c='1'" : "";
    text += below(3) == 0 ? " b='2' a='3' xml:lang='en'" : "";
    text += ">";
    text += below(3) == 0 ? "t&gt;&#13;<!-- c --><![CDATA[<&]]><?i  j ?>\n" : "";
    open.push_back(name);
  }
  for (; !open.empty(); open.pop_back()) {
    text += "</" + open.back() + ">";
  }
  return text;
}

}  // namespace

TEST_CASE("the exclusive canonical form is that of libxml2") {
  xmlSetGenericErrorFunc(nullptr, &ignore_error);
  Counts counts;
  const std::vector<std::string> documents = tests::real_documents();
  for (const std::string& document : documents) {
    compare(document, counts);
  }
  const unsigned long rounds = tests::rounds(5'000);
  for (unsigned long seed = 1; seed <= rounds; ++seed) {
    compare(generate(seed), counts);
    compare(tests::Mutator(seed, documents).next(), counts);
  }
  std::cout << "canonical form: " << counts.compared << " elements compared, " << counts.refused
            << " refused by libxml2, " << counts.disagreements << " disagreements\n";
  CHECK(counts.compared > rounds);
  CHECK(counts.disagreements == 0);
}
