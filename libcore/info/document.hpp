// The document model: the tree with every element's type, and lists of elements by type. It keeps all of the tree.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "info/vocabulary.hpp"
#include "xml/scopes.hpp"
#include "xml/tree.hpp"

namespace confstate::info {

class Document;
class PathIndex;

enum class State : std::uint8_t { full, partial, deleted };

// How the root could be read (spec: a missing or misspelt namespace is one fault, and the rest is judged on).
enum class RootKind : std::uint8_t {
  conference,          // {namespace}conference-info
  no_namespace,        // conference-info in no namespace; elements in no namespace are read as the vocabulary's
  misspelt_namespace,  // conference-info in a namespace that differs by case or up to three edits; likewise
  fragment,            // another element of the vocabulary with one type only, judged as that type
  other,               // anything else: nothing can be said
};

// A typed element: a handle into a Document, copies are free. Null when nothing was found.
class Element {
 public:
  Element() = default;
  Element(const Document* document, xml::Node node) : document_(node ? document : nullptr), node_(node) {}

  explicit operator bool() const { return document_ != nullptr; }
  friend bool operator==(const Element& a, const Element& b) { return a.node_ == b.node_; }
  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] xml::Node node() const { return node_; }
  [[nodiscard]] Name name() const;  // unknown outside the vocabulary
  [[nodiscard]] Type type() const;  // foreign for extensions and elements that have no place here
  [[nodiscard]] Element parent() const;

  // The first child of the vocabulary with that name (of the type that belongs here); null when absent.
  [[nodiscard]] Element child(Name name) const;
  // The first and the next sibling with the same name; for (e = p.child(n); e; e = e.next()).
  [[nodiscard]] Element next() const;
  // The collapsed or verbatim text as its type wants it: anyURI, numbers, booleans, times and lists are collapsed;
  // strings and enumerations verbatim.
  [[nodiscard]] std::string text() const;
  // The text of a child, or nothing when it is absent.
  [[nodiscard]] std::optional<std::string> text_of(Name name) const;
  [[nodiscard]] xml::Attribute attribute(AttributeName name) const;
  // `state`; full where it is absent or not in its enumeration.
  [[nodiscard]] State state() const;
  // The key of section 4.5 (entity, id, label, uri child), collapsed where it is an anyURI; nothing when absent or
  // keyless.
  [[nodiscard]] std::optional<std::string> key() const;
  // The same: a view of the document, or of `scratch` where it is not written so, which is left empty otherwise.
  [[nodiscard]] std::optional<std::string_view> key(std::string& scratch) const;

 private:
  const Document* document_ = nullptr;
  xml::Node node_;
};

// One conference-info document. Movable; take handles after the last move. For one thread at a time.
class Document {
 public:
  // Types every element of the tree by the vocabulary, whatever its order and number, without judging.
  explicit Document(xml::Tree tree);

  [[nodiscard]] const xml::Tree& tree() const { return tree_; }
  [[nodiscard]] RootKind root_kind() const { return root_kind_; }
  // The typed root; null for RootKind::other.
  [[nodiscard]] Element root() const;
  // Every element of a type, in document order. Elements below an extension element count only where
  // the extension holds a whole conference-info of its own (lax wildcards validate it).
  [[nodiscard]] std::span<const std::uint32_t> all(Type type) const;
  [[nodiscard]] Element element(std::uint32_t node_id) const { return {this, tree_.node(node_id)}; }

  [[nodiscard]] Type type(xml::Node node) const { return types_[node.id()]; }
  // True when some element is foreign: most documents have none, and who looks for them can leave.
  [[nodiscard]] bool has_foreign() const { return by_type_.size() < elements_; }
  [[nodiscard]] Name name(xml::Node node) const;  // in the vocabulary's namespace as it was read; else unknown
  // The namespace that was read as the vocabulary's: that of RFC 4575, or what stands for it in this document.
  [[nodiscard]] std::string_view space() const { return space_; }
  // True when the node is in that namespace.
  [[nodiscard]] bool in_vocabulary(xml::Node node) const;
  // True for an element that a wildcard of the schema admits (section 6, ##other), and for all below it that is not
  // a conference-info of its own. False for what has no place where it stands, and for all below that.
  [[nodiscard]] bool is_extension(xml::Node node) const { return extension_[node.id()]; }
  // The attribute of the vocabulary (no namespace) that a name id stands for.
  [[nodiscard]] std::optional<AttributeName> attribute_name(std::uint32_t name_id) const;

  // The conference-type element an element stands in (its own, for one that is a conference itself); null in a
  // fragment.
  [[nodiscard]] Element conference_of(Element element) const;
  // `entity` of the root, collapsed; empty when absent.
  [[nodiscard]] const std::string& entity() const { return entity_; }
  // What prefixes stand for, gathered by the first question.
  [[nodiscard]] const xml::Scopes& scopes() const;

 private:
  void read_root();
  void read_names();
  void type_elements();
  void list_types();
  void type_below(xml::Node node, std::uint32_t parent);
  void set_type(std::uint32_t node_id, Type type);

  friend std::string path_of(const Document& document, xml::Node node);
  xml::Tree tree_;
  RootKind root_kind_ = RootKind::other;
  std::string space_;                                      // the namespace that is read as the vocabulary's
  std::string entity_;                                     // of the root, collapsed
  std::vector<Name> names_;                                // by the tree's name id
  std::vector<std::int8_t> attribute_names_;               // by the tree's name id; -1 for none
  std::vector<Type> types_;                                // by node id
  std::vector<bool> extension_;                            // by node id
  std::vector<std::uint32_t> by_type_;                     // node ids by type, each type's in document order
  std::size_t elements_ = 0;                               // from the root on, of any type
  std::array<std::uint32_t, kTypes + 1> first_of_type_{};  // where each type begins in by_type_
  mutable std::shared_ptr<const xml::Scopes> scopes_;
  mutable std::shared_ptr<PathIndex> paths_;  // what paths of siblings have in common; made by the first question
};

inline Name Document::name(xml::Node node) const {
  return node.is_element() ? names_[node.name_id()] : Name::unknown;
}

inline std::optional<AttributeName> Document::attribute_name(std::uint32_t name_id) const {
  const std::int8_t name = attribute_names_[name_id];
  return name < 0 ? std::nullopt : std::optional(static_cast<AttributeName>(name));
}

inline std::span<const std::uint32_t> Document::all(Type type) const {
  if (type == Type::foreign) {
    return {};
  }
  const auto index = static_cast<std::size_t>(type);
  return {by_type_.data() + first_of_type_[index], by_type_.data() + first_of_type_[index + 1]};
}

inline Name Element::name() const {
  return document_ == nullptr ? Name::unknown : document_->name(node_);
}

inline Type Element::type() const {
  return document_ == nullptr ? Type::foreign : document_->type(node_);
}

// A path as reports show it: "/conference-info/users/user[sip:bob@example.com]#2/@entity". Keyed rows carry their
// key, other elements that may repeat their number from 1; ']' and '\' in a key are escaped with '\'; later rows
// of a repeated key get #2, #3, ...; extension steps are {namespace}name. Hostile input makes no path long: keys and
// names are cut after 200 bytes, and of a path over 4,000 bytes only the end is shown, behind "/...".
[[nodiscard]] std::string path_of(const Document& document, xml::Node node);
[[nodiscard]] std::string path_of(const Document& document, xml::Node node, xml::Attribute attribute);

}  // namespace confstate::info
