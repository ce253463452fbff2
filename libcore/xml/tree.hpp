// The tree of one well-formed document: flat arrays over the decoded text, every node with its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"

namespace confstate::xml {

class Tree;

// A name after namespace expansion.
struct ExpandedName {
  std::string_view space;  // empty for no namespace
  std::string_view local;

  friend bool operator==(const ExpandedName&, const ExpandedName&) = default;
};

enum class NodeKind : std::uint8_t { element, text, cdata, comment, instruction };

// True for what is part of an element's text.
[[nodiscard]] constexpr bool is_text(NodeKind kind) {
  return kind == NodeKind::text || kind == NodeKind::cdata;
}

inline constexpr std::uint32_t kNoNode = 0xffffffffU;

// A handle to an attribute (never a namespace declaration); copies are free. Null when nothing was found.
class Attribute {
 public:
  Attribute() = default;
  Attribute(const Tree* tree, std::uint32_t id) : tree_(tree), id_(id) {}

  explicit operator bool() const { return tree_ != nullptr; }
  [[nodiscard]] std::uint32_t id() const { return id_; }
  // Index into the tree's table of expanded names.
  [[nodiscard]] std::uint32_t name_id() const;
  [[nodiscard]] ExpandedName name() const;
  [[nodiscard]] std::string_view qname() const;  // as written, with its prefix
  [[nodiscard]] std::string_view value() const;  // normalised, references resolved
  [[nodiscard]] base::Span span() const;         // name="value"
  [[nodiscard]] base::Span name_span() const;
  [[nodiscard]] base::Span value_span() const;  // between the quotes

 private:
  const Tree* tree_ = nullptr;
  std::uint32_t id_ = 0;
};

// A handle to a node; copies are free. Null when nothing was found.
class Node {
 public:
  Node() = default;
  Node(const Tree* tree, std::uint32_t id) : tree_(id == kNoNode ? nullptr : tree), id_(id) {}

  explicit operator bool() const { return tree_ != nullptr; }
  friend bool operator==(const Node& a, const Node& b) { return a.id_ == b.id_ && a.tree_ == b.tree_; }
  [[nodiscard]] std::uint32_t id() const { return id_; }  // document order: parents before children
  [[nodiscard]] NodeKind kind() const;
  [[nodiscard]] bool is_element() const { return tree_ != nullptr && kind() == NodeKind::element; }
  [[nodiscard]] std::uint32_t name_id() const;   // of an element; index into the tree's table of names
  [[nodiscard]] ExpandedName name() const;       // of an element
  [[nodiscard]] std::string_view qname() const;  // of an element as written, target of an instruction
  // Of text, CDATA, comment, instruction: the content, line ends normalised, references resolved.
  // Of an element: all its own text and CDATA joined (not that of child elements).
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] base::Span span() const;       // the whole node, with its tags
  [[nodiscard]] base::Span name_span() const;  // the name in the start tag
  [[nodiscard]] base::Span tag_span() const;   // the start tag
  // What a person would point at for the value of an element: its text without surrounding white space; the name in
  // the start tag where there is no text.
  [[nodiscard]] base::Span text_span() const;

  [[nodiscard]] Node parent() const;
  [[nodiscard]] Node first_child() const;  // any kind
  // Any kind. Of the root and of the comments and instructions beside it (keeping only): the next of these.
  [[nodiscard]] Node next_sibling() const;
  [[nodiscard]] Node first_element() const;
  [[nodiscard]] Node next_element() const;

  [[nodiscard]] std::uint32_t attribute_count() const;
  [[nodiscard]] Attribute attribute_at(std::uint32_t index) const;
  [[nodiscard]] Attribute attribute(ExpandedName name) const;  // null when absent

 private:
  const Tree* tree_ = nullptr;
  std::uint32_t id_ = kNoNode;
};

// Whether white space between elements, comments and instructions are wanted. Judging leaves them out and joins
// neighbouring text and CDATA: for tools that judge, show or compare. Keeping is for who writes a document on.
enum class Reading : std::uint8_t { judging, keeping };

// A namespace declaration: xmlns="space" (empty prefix) or xmlns:prefix="space".
struct NamespaceDeclaration {
  std::uint32_t element = 0;  // node id
  std::string_view prefix;
  std::string_view space;
};

// The tree. It refers to the text it was read from, which must outlive it unmoved. Movable; handles point at the
// tree object, so take them after the last move.
class Tree {
 public:
  struct NodeRecord {
    std::uint32_t name = 0;  // names() index (element); end of the target in the text (instruction)
    std::uint32_t parent = kNoNode;
    std::uint32_t next = kNoNode;
    std::uint32_t first_child = kNoNode;  // element; else begin of the value in the text, or its index in values_
    std::uint32_t first_attribute = 0;    // element; else end of the value in the text
    std::uint32_t begin = 0;              // span
    std::uint32_t end = 0;
    std::uint16_t attribute_count = 0;
    NodeKind kind = NodeKind::element;
    bool decoded = false;  // the value stands in values_, not in the text; of an element: in joined_
  };
  struct AttributeRecord {
    std::uint32_t name = 0;         // names() index
    std::uint32_t begin = 0;        // first byte of the name
    std::uint32_t value_begin = 0;  // between the quotes
    std::uint32_t value_end = 0;
    std::uint32_t decoded = kNoNode;  // index into values_ where the written value is not the value
  };
  // The text of an element that has several pieces of it, or one that is not its first child.
  struct JoinedText {
    std::uint32_t element = 0;
    std::string_view text;
  };
  struct NameRecord {
    ExpandedName name;
    std::string_view qname;  // as written at its first use
  };

  [[nodiscard]] Node root() const { return {this, root_}; }
  // The root, or (keeping only) the comment or instruction before it that comes first; next_sibling() goes on.
  [[nodiscard]] Node first() const { return nodes_.empty() ? Node() : Node(this, 0); }
  [[nodiscard]] Node node(std::uint32_t id) const { return {this, id}; }
  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] Reading reading() const { return reading_; }
  [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
  // Every expanded name of elements and attributes, each once per way of writing it.
  [[nodiscard]] const std::vector<NameRecord>& names() const { return names_; }
  // In document order.
  [[nodiscard]] const std::vector<NamespaceDeclaration>& declarations() const { return declarations_; }
  // The value of version="..." in the XML declaration, with its place; empty where there is no declaration.
  [[nodiscard]] std::string_view version() const { return version_; }
  [[nodiscard]] base::Span version_span() const { return version_span_; }
  // True when reading stopped before the end: elements still open then have no known end, and what seems to be
  // missing in them may only not have been read.
  [[nodiscard]] bool truncated() const { return truncated_; }
  // True for an element that was open where reading stopped.
  [[nodiscard]] bool is_open(Node node) const;

 private:
  friend class Node;
  friend class Attribute;
  friend class TreeBuilder;

  [[nodiscard]] std::string_view cut(std::uint32_t begin, std::uint32_t end) const {
    return {text_.data() + begin, end - begin};
  }
  // The value of a node that is no element.
  [[nodiscard]] std::string_view value_of(const NodeRecord& node) const {
    return node.decoded ? std::string_view(*values_[node.first_child]) : cut(node.first_child, node.first_attribute);
  }
  // The text of an element that is in joined_.
  [[nodiscard]] std::string_view joined_text(std::uint32_t element) const;

  std::string_view text_;
  std::vector<NodeRecord> nodes_;
  std::vector<AttributeRecord> attributes_;
  std::vector<NameRecord> names_;
  std::vector<NamespaceDeclaration> declarations_;
  std::vector<JoinedText> joined_;  // by element
  // Decoded values and joined texts, each in a place of its own so that views of it stay valid.
  std::vector<std::unique_ptr<std::string>> values_;
  std::uint32_t root_ = kNoNode;
  std::uint32_t open_ = kNoNode;  // the innermost element that was open where reading stopped
  std::string_view version_;
  base::Span version_span_;
  bool truncated_ = false;
  Reading reading_ = Reading::keeping;
};

inline NodeKind Node::kind() const {
  return tree_->nodes_[id_].kind;
}

inline std::uint32_t Node::name_id() const {
  return tree_->nodes_[id_].name;
}

inline ExpandedName Node::name() const {
  return tree_->names_[name_id()].name;
}

inline std::string_view Node::text() const {
  const Tree::NodeRecord& record = tree_->nodes_[id_];
  if (record.kind != NodeKind::element) {
    return tree_->value_of(record);
  }
  if (record.decoded) {
    return tree_->joined_text(id_);
  }
  const bool has_text = record.first_child != kNoNode && is_text(tree_->nodes_[record.first_child].kind);
  return has_text ? tree_->value_of(tree_->nodes_[record.first_child]) : std::string_view();
}

inline Node Node::parent() const {
  return {tree_, tree_->nodes_[id_].parent};
}

inline Node Node::first_child() const {
  return is_element() ? Node(tree_, tree_->nodes_[id_].first_child) : Node();
}

inline Node Node::next_sibling() const {
  return {tree_, tree_->nodes_[id_].next};
}

inline std::uint32_t Node::attribute_count() const {
  return tree_->nodes_[id_].attribute_count;
}

inline Attribute Node::attribute_at(std::uint32_t index) const {
  return {tree_, tree_->nodes_[id_].first_attribute + index};
}

inline std::uint32_t Attribute::name_id() const {
  return tree_->attributes_[id_].name;
}

inline ExpandedName Attribute::name() const {
  return tree_->names_[name_id()].name;
}

inline std::string_view Attribute::value() const {
  const Tree::AttributeRecord& record = tree_->attributes_[id_];
  return record.decoded == kNoNode ? tree_->cut(record.value_begin, record.value_end)
                                   : std::string_view(*tree_->values_[record.decoded]);
}

}  // namespace confstate::xml
