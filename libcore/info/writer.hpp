// Writing documents as ours are written: the vocabulary without prefixes, attributes in the order of the table, other
// namespaces declared where they are used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "info/document.hpp"

namespace confstate::info {

enum class Layout : std::uint8_t {
  compact,   // no white space between elements
  indented,  // an element per line, two blanks per level
};

// Writes elements of RFC 4575 one after the other onto a string. Never judges: what it is told to write is written,
// escaped. Names are not escaped and must be names.
class Writer {
 public:
  // `level`: how deep the first element stands in its document. At 0 the first element declares the namespace.
  Writer(std::string& out, Layout layout, std::size_t level = 0) : out_(out), layout_(layout), level_(level) {}

  // `<?xml version="1.0" encoding="UTF-8"?>` and the end of the line.
  void declaration();

  // Begins an element and tells where in the output. The name must stay where it is until close().
  std::size_t open(std::string_view local);
  std::size_t open(Name name) { return open(to_string(name)); }
  // Attributes of the element just begun.
  void attribute(std::string_view local, std::string_view value);
  void attribute(AttributeName name, std::string_view value) { attribute(to_string(name), value); }
  // An attribute of another namespace, declared here under the prefix asked for, or another where that one is taken.
  void foreign_attribute(const xml::ExpandedName& name, std::string_view prefix, std::string_view value);
  // Declares a prefix that a value speaks of.
  void declare(std::string_view prefix, std::string_view space);
  // The whole text of an element that has no children.
  void text(std::string_view text);
  // A child element that is text already (xml::append_self_contained).
  void raw(std::string_view element);
  void close();

  // Element with text only.
  void leaf(Name name, std::string_view value) {
    open(name);
    text(value);
    close();
  }

  [[nodiscard]] std::string& out() { return out_; }
  [[nodiscard]] Layout layout() const { return layout_; }

 private:
  struct Declared {
    std::string prefix;
    std::string space;
  };

  void begin_child();
  void end_declarations();

  std::string& out_;
  Layout layout_;
  std::size_t level_;
  std::vector<std::string_view> open_;
  std::vector<Declared> declared_;  // in the start tag being written
  std::size_t numbered_ = 0;        // prefixes made up for it
  bool in_tag_ = false;             // the start tag still lacks its '>'
  bool has_children_ = false;       // of the innermost open element
};

// An attribute as it stands in a document, with the prefix that its value speaks of where it is an xsi:type.
void write_attribute(Writer& writer, Element element, const xml::Attribute& attribute);

// The attributes of an element but `state`: in the order of the table, then others of no namespace, then those of other
// namespaces, in the order of the document.
void write_attributes(Writer& writer, Element element);

// Begins a document: the declaration and the root with the attributes of `root`, but this state and version.
void open_root(Writer& writer, Element root, State state, std::uint32_t version);

// Where in an output something stands.
struct Written {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The element with all it contains as a subscriber stores it (RFC 4575 section 4.6): without `state` attributes and
// without rows that are deleted; comments and white space of the vocabulary's own elements are left out, extension
// elements are carried on unchanged. Uses no recursion. `places`, where given, is made to say for each node id where in
// the output the element or extension stands; those that were not written have an empty one.
void write_stored(Writer& writer, Element element, std::vector<Written>* places = nullptr);

// A whole document of ours: the declaration, the root with this state and version, all below it as it is stored, and
// the end of the line. `places` as above, but for the root.
void write_document(Writer& writer, Element root, State state, std::uint32_t version,
                    std::vector<Written>* places = nullptr);

// An extension element (or any that is not in the vocabulary's namespace) as text that stands for itself below the
// vocabulary's elements.
[[nodiscard]] std::string foreign_text(const Document& document, xml::Node node);

// How many bytes the namespace declarations may take at most that writing adds, as each stands where it is used: a long
// name that is declared once and used often would fill memory.
[[nodiscard]] std::uint64_t declared_bytes(const Document& document);

// True where STORE leaves a child out: a stateful element that is deleted.
[[nodiscard]] bool is_deleted_row(Element child);

}  // namespace confstate::info
