#include "change/canonical.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

#include "change/value.hpp"
#include "xml/canonical.hpp"

namespace confstate::change {

using info::Element;
using info::Type;

namespace {

// Spreads the bits of a hash, so that sums of hashes do not cancel out (the finaliser of MurmurHash3).
std::uint64_t spread(std::uint64_t value) {
  value = (value ^ (value >> 33U)) * 0xff51afd7ed558ccdULL;
  value = (value ^ (value >> 33U)) * 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33U);
}

// Eight bytes at a time: most of what is compared is the same, and every byte of it passes through here.
std::uint64_t hash_text(std::string_view text, std::uint64_t state = 0) {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  std::uint64_t hash = state ^ (text.size() * 0x9e3779b97f4a7c15ULL);
  while (!text.empty()) {
    std::uint64_t word = 0;
    const std::size_t size = std::min(kWord, text.size());
    std::memcpy(&word, text.data(), size);
    hash = (hash ^ word) * 0x9fb21c651e98df25ULL;
    hash ^= hash >> 29U;
    text.remove_prefix(size);
  }
  return hash;
}

std::uint64_t hash_name(const xml::ExpandedName& name) {
  return hash_text(name.local, hash_text(name.space));
}

}  // namespace

Canonical::Canonical(const info::Document& document, Form form)
    : document_(&document),
      form_(form),
      embedded_(document.tree().node_count(), false),
      hashes_(document.tree().node_count(), 0) {
  mark_embedded();
  hash_all();
}

// Parents come before their children in the tree's order.
void Canonical::mark_embedded() {
  const xml::Tree& tree = document_->tree();
  const auto count = static_cast<std::uint32_t>(tree.node_count());
  for (std::uint32_t id = 0; id < count; ++id) {
    const xml::Node parent = tree.node(id).parent();
    embedded_[id] = parent && (embedded_[parent.id()] || document_->type(parent) == Type::foreign);
  }
}

// And children after their parents: from the end of the document, every element finds the sum of its children ready.
// The sum does not depend on their order, which in most lists does not count either; same() is exact where it does.
void Canonical::hash_all() {
  const xml::Tree& tree = document_->tree();
  for (auto id = static_cast<std::uint32_t>(tree.node_count()); id-- > 0;) {
    const xml::Node node = tree.node(id);
    if (!node.is_element() || embedded_[id] || is_signature(*document_, node)) {
      continue;
    }
    hashes_[id] = spread(hashes_[id] + own_hash(node));
    if (const xml::Node parent = node.parent()) {
      hashes_[parent.id()] += hashes_[id];
    }
  }
}

// The hash of an element without its children.
std::uint64_t Canonical::own_hash(xml::Node node) const {
  const Type type = document_->type(node);
  if (type == Type::foreign) {
    return hash_text(xml::write_canonical(node), hash_name(node.name()));
  }
  std::string scratch;
  const Element element(document_, node);
  std::uint64_t hash = static_cast<std::uint64_t>(element.name()) + 1;
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    if (const auto fact = fact_of(element, node.attribute_at(i), form_)) {
      hash += spread(hash_text(canonical_value(fact->attribute.value(), fact->type, scratch), hash_name(fact->name)));
    }
  }
  if (info::is_complex(type)) {
    const std::string stray = stray_text(node);
    return stray.empty() ? hash : hash + hash_text(stray);
  }
  return hash + spread(hash_text(canonical_value(node.text(), type, scratch)));
}

namespace {

// Goes through the attributes that count.
class AttributeWalk {
 public:
  AttributeWalk(Element element, Form form) : element_(element), form_(form) {}

  [[nodiscard]] std::optional<Fact> next() {
    while (at_ < element_.node().attribute_count()) {
      if (const auto fact = fact_of(element_, element_.node().attribute_at(at_++), form_)) {
        return fact;
      }
    }
    return std::nullopt;
  }

 private:
  Element element_;
  Form form_;
  std::uint32_t at_ = 0;
};

// In the order of the documents.
bool has_same_attributes(const Canonical& a, Element first, const Canonical& b, Element second) {
  AttributeWalk one(first, a.form());
  AttributeWalk other(second, b.form());
  std::string old_scratch;
  std::string new_scratch;
  for (;;) {
    const auto x = one.next();
    const auto y = other.next();
    if (!x || !y) {
      return !x && !y;
    }
    if (x->name != y->name || canonical_value(x->attribute.value(), x->type, old_scratch) !=
                                  canonical_value(y->attribute.value(), y->type, new_scratch)) {
      return false;
    }
  }
}

bool has_same_text(Element first, Element second) {
  const std::string_view one = first.node().text();
  const std::string_view other = second.node().text();
  if (one == other) {
    return true;
  }
  if (info::is_complex(first.type())) {
    return stray_text(first.node()) == stray_text(second.node());
  }
  return canonical_value(one, first.type()) == canonical_value(other, second.type());
}

// Both without their children; of foreign ones, with all that they hold.
bool is_same_by_itself(const Canonical& a, Element first, const Canonical& b, Element second) {
  if (first.type() != second.type() || first.name() != second.name()) {
    return false;
  }
  if (first.type() == Type::foreign) {
    return first.node().name() == second.node().name() &&
           xml::write_canonical(first.node()) == xml::write_canonical(second.node());
  }
  return has_same_attributes(a, first, b, second) && has_same_text(first, second);
}

xml::Node skip_signatures(const info::Document& document, xml::Node node) {
  while (node && is_signature(document, node)) {
    node = node.next_element();
  }
  return node;
}

// A walk over an element and all below it that the canonical form looks into, in document order.
class Walk {
 public:
  explicit Walk(Element top) : document_(top.document()), top_(top.node()), node_(top_) {}

  [[nodiscard]] Element element() const { return {&document_, node_}; }
  [[nodiscard]] bool ended() const { return !node_; }
  [[nodiscard]] std::size_t depth() const { return depth_; }

  void step() {
    const bool is_leaf = document_.type(node_) == Type::foreign;
    if (const xml::Node child = is_leaf ? xml::Node() : skip_signatures(document_, node_.first_element())) {
      node_ = child;
      ++depth_;
      return;
    }
    xml::Node next;
    while (!(node_ == top_) && !(next = skip_signatures(document_, node_.next_element()))) {
      node_ = node_.parent();
      --depth_;
    }
    node_ = next;
  }

 private:
  const info::Document& document_;
  xml::Node top_;
  xml::Node node_;
  std::size_t depth_ = 0;
};

}  // namespace

bool same_as_written(const Canonical& a, Element first, const Canonical& b, Element second) {
  if (a.hash(first) != b.hash(second)) {
    return false;
  }
  Walk one(first);
  Walk other(second);
  for (; !one.ended() && !other.ended(); one.step(), other.step()) {
    if (one.depth() != other.depth() || !is_same_by_itself(a, one.element(), b, other.element())) {
      return false;
    }
  }
  return one.ended() && other.ended();
}

bool same(const Canonical& a, Element first, const Canonical& b, Element second) {
  if (a.hash(first) != b.hash(second)) {
    return false;
  }
  return same_as_written(a, first, b, second) || canonical_text(first, a.form()) == canonical_text(second, b.form());
}

}  // namespace confstate::change
