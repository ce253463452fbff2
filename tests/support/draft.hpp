// A document as something to change freely: elements with expanded names, so that whatever is moved where, what is
// written is well-formed. Declarations are made anew when writing.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/fnv.hpp"
#include "base/limits.hpp"
#include "info/vocabulary.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::tests {

struct DraftAttribute {
  std::string space;
  std::string local;
  std::string value;
};

// An element, or something else between tags that is written as it is (text already escaped, CDATA, comments).
struct Draft {
  bool element = false;
  std::string space;
  std::string local;
  std::vector<DraftAttribute> attributes;
  std::vector<Draft> children;
  std::string raw;
};

inline void escape_into(std::string& out, std::string_view text, bool value) {
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      default:
        if (c == '\r' || (value && (c == '"' || c == '\t' || c == '\n'))) {
          out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        } else {
          out += c;
        }
    }
  }
}

[[nodiscard]] inline Draft draft_text(std::string_view text) {
  Draft draft;
  escape_into(draft.raw, text, false);
  return draft;
}

[[nodiscard]] inline Draft draft_raw(std::string raw) {
  Draft draft;
  draft.raw = std::move(raw);
  return draft;
}

[[nodiscard]] inline Draft draft_element(std::string_view space, std::string_view local) {
  Draft draft;
  draft.element = true;
  draft.space = space;
  draft.local = local;
  return draft;
}

// Takes over a node of a tree, with all below it. Recursive: for documents of tests only.
[[nodiscard]] inline Draft draft_of(xml::Node node) {
  if (!node.is_element()) {
    const std::string text(node.text());
    return node.kind() == xml::NodeKind::comment       ? draft_raw("<!--" + text + "-->")
           : node.kind() == xml::NodeKind::instruction ? draft_raw("<?" + std::string(node.qname()) + "?>")
           : node.kind() == xml::NodeKind::cdata       ? draft_raw("<![CDATA[" + text + "]]>")
                                                       : draft_text(text);
  }
  Draft draft = draft_element(node.name().space, node.name().local);
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    draft.attributes.push_back(
        {std::string(attribute.name().space), std::string(attribute.name().local), std::string(attribute.value())});
  }
  for (xml::Node child = node.first_child(); child; child = child.next_sibling()) {
    draft.children.push_back(draft_of(child));
  }
  return draft;
}

// The root of a document, or nothing where it cannot be read.
[[nodiscard]] inline std::unique_ptr<Draft> read_draft(const std::string& bytes) {
  const xml::Decoded decoded = xml::decode(bytes);
  const auto read = xml::read(decoded.text, xml::Reading::keeping, base::Limits{});
  if (!read || !read->judgeable || !read->faults.empty()) {
    return nullptr;
  }
  return std::make_unique<Draft>(draft_of(read->tree.root()));
}

// Writes a draft. Elements of RFC 4575 are in the default namespace, or have the prefix ci.
class DraftWriter {
 public:
  explicit DraftWriter(bool prefixed) : prefixed_(prefixed) {}

  [[nodiscard]] std::string write(const Draft& root) {
    std::string body;
    element(body, root, "");
    const std::size_t end = body.find_first_of(" />");
    std::string declarations;
    for (const auto& [space, prefix] : prefixes_) {
      declarations += " xmlns:" + prefix + "=\"";
      escape_into(declarations, space, true);
      declarations += "\"";
    }
    return body.insert(end, declarations);
  }

 private:
  const std::string& prefix_of(const std::string& space) {
    const auto [found, is_new] = prefixes_.try_emplace(space);
    if (is_new) {
      // The same in every document: canonical XML keeps prefixes.
      found->second = space == info::kNamespace ? "ci" : "p" + base::to_hex(base::fnv1a(space)).substr(0, 6);
    }
    return found->second;
  }

  void element(std::string& out, const Draft& draft, const std::string& around) {
    const bool by_default = draft.space.empty() || (!prefixed_ && draft.space == info::kNamespace);
    const std::string name = by_default ? draft.local : prefix_of(draft.space) + ":" + draft.local;
    const std::string& inside = by_default ? draft.space : around;
    out += "<" + name;
    if (inside != around) {
      out += " xmlns=\"" + inside + "\"";
    }
    for (const DraftAttribute& attribute : draft.attributes) {
      const bool xml = attribute.space == info::kXmlNamespace;
      out += " ";
      out += xml ? "xml:" : attribute.space.empty() ? "" : prefix_of(attribute.space) + ":";
      out += attribute.local + "=\"";
      escape_into(out, attribute.value, true);
      out += "\"";
    }
    out += draft.children.empty() ? "/>" : ">";
    for (const Draft& child : draft.children) {
      if (child.element) {
        element(out, child, inside);
      } else {
        out += child.raw;
      }
    }
    if (!draft.children.empty()) {
      out += "</" + name + ">";
    }
  }

  bool prefixed_;
  std::map<std::string, std::string> prefixes_;
};

}  // namespace confstate::tests
