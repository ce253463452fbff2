// Our tree against pugixml's on the documents that both read: the same elements, attributes and text.
#include <iostream>
#include <string>
#include <vector>

#include <doctest/doctest.h>
#include <pugixml.hpp>

#include "support/documents.hpp"
#include "support/mutate.hpp"
#include "support/rounds.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace {

using namespace confstate;

// One line for each element (with its attributes) and each of its texts, in document order.
class Lines {
 public:
  void open(std::string_view name) { add("<" + std::string(name)); }
  void attribute(std::string_view name, std::string_view value) {
    add("@" + std::string(name) + "=" + std::string(value));
  }
  // Text that is not joined yet.
  void text(std::string_view value) { pending_ += value; }
  void close(std::string_view name) { add(">" + std::string(name)); }

  [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

 private:
  void add(std::string line) {
    if (!pending_.empty()) {
      all_.push_back("'" + pending_);
      pending_.clear();
    }
    all_.push_back(std::move(line));
  }

  std::string pending_;
  std::vector<std::string> all_;
};

std::vector<std::string> lines_of(const xml::Tree& tree) {
  Lines lines;
  xml::Node parent;
  xml::Node node = tree.root();
  while (node || parent) {
    if (!node) {
      lines.close(parent.qname());
      node = parent == tree.root() ? xml::Node() : parent.next_sibling();
      parent = parent.parent();
    } else if (node.is_element()) {
      lines.open(node.qname());
      for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
        lines.attribute(node.attribute_at(i).qname(), node.attribute_at(i).value());
      }
      parent = node;
      node = node.first_child();
    } else {
      if (node.kind() == xml::NodeKind::text || node.kind() == xml::NodeKind::cdata) {
        lines.text(node.text());
      }
      node = node.next_sibling();
    }
  }
  return lines.all();
}

bool is_declaration(std::string_view name) {
  return name == "xmlns" || name.starts_with("xmlns:");
}

// pugixml's walker calls no function at the end of an element, so its tree is walked by hand.
std::vector<std::string> lines_of(const pugi::xml_document& document) {
  Lines lines;
  pugi::xml_node parent;
  pugi::xml_node node = document.document_element();
  const pugi::xml_node root = node;
  while (node || parent) {
    if (!node) {
      lines.close(parent.name());
      node = parent == root ? pugi::xml_node() : parent.next_sibling();
      parent = parent == root ? pugi::xml_node() : parent.parent();
    } else if (node.type() == pugi::node_element) {
      lines.open(node.name());
      for (const pugi::xml_attribute attribute : node.attributes()) {
        if (!is_declaration(attribute.name())) {
          lines.attribute(attribute.name(), attribute.value());
        }
      }
      parent = node;
      node = node.first_child();
    } else {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        lines.text(node.value());
      }
      node = node.next_sibling();
    }
  }
  return lines.all();
}

// True when both read the text and see the same in it; counts the texts that both read.
bool agree(const std::string& bytes, unsigned long& compared) {
  const xml::Decoded decoded = xml::decode(bytes);
  const auto ours = xml::read(decoded.text, xml::Reading::keeping, {});
  if (!ours || !ours->faults.empty()) {
    return true;
  }
  constexpr unsigned kOptions =
      pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_wconv_attribute | pugi::parse_ws_pcdata;
  pugi::xml_document theirs;
  if (!theirs.load_buffer(decoded.text.data(), decoded.text.size(), kOptions, pugi::encoding_utf8)) {
    return false;
  }
  ++compared;
  return lines_of(ours->tree) == lines_of(theirs);
}

}  // namespace

TEST_CASE("well-formed documents have the same elements, attributes and text as pugixml reads") {
  const std::vector<std::string> documents = tests::real_documents();
  const unsigned long rounds = tests::rounds(50'000);
  unsigned long compared = 0;
  unsigned long disagreements = 0;
  for (const std::string& document : documents) {
    CHECK(agree(document, compared));
  }
  for (unsigned long seed = 1; seed <= rounds; ++seed) {
    const std::string text = tests::Mutator(seed, documents).next();
    if (!agree(text, compared) && ++disagreements <= 5) {
      std::cout << "seed " << seed << "\n----\n" << text << "\n----\n";
    }
  }
  std::cout << "pugixml: " << compared << " well-formed documents, " << disagreements << " disagreements\n";
  CHECK(compared > rounds / 20);
  CHECK(disagreements == 0);
}
