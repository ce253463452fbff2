#include "xml/tree.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace confstate::xml {
namespace {

bool is_text(NodeKind kind) {
  return kind == NodeKind::text || kind == NodeKind::cdata;
}

std::string_view cut(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  return text.substr(begin, end - begin);
}

}  // namespace

std::string_view Attribute::qname() const {
  return tree_->names_[name_id()].qname;
}

std::string_view Attribute::value() const {
  const Tree::AttributeRecord& record = tree_->attributes_[id_];
  if (record.decoded != kNoNode) {
    return *tree_->values_[record.decoded];
  }
  return cut(tree_->text_, record.value_begin, record.value_end);
}

base::Span Attribute::span() const {
  const Tree::AttributeRecord& record = tree_->attributes_[id_];
  return {record.begin, record.value_end + 1};
}

base::Span Attribute::name_span() const {
  const std::uint32_t begin = tree_->attributes_[id_].begin;
  return {begin, begin + static_cast<std::uint32_t>(qname().size())};
}

base::Span Attribute::value_span() const {
  const Tree::AttributeRecord& record = tree_->attributes_[id_];
  return {record.value_begin, record.value_end};
}

std::string_view Node::qname() const {
  const Tree::NodeRecord& record = tree_->nodes_[id_];
  if (record.kind == NodeKind::instruction) {
    return cut(tree_->text_, record.begin + 2, record.name);
  }
  return record.kind == NodeKind::element ? tree_->names_[record.name].qname : std::string_view();
}

std::string_view Tree::value_of(const NodeRecord& node) const {
  return node.decoded ? std::string_view(*values_[node.first_child])
                      : cut(text_, node.first_child, node.first_attribute);
}

std::string_view Node::text() const {
  const Tree::NodeRecord& record = tree_->nodes_[id_];
  if (record.kind != NodeKind::element) {
    return tree_->value_of(record);
  }
  if (record.decoded) {
    return std::ranges::lower_bound(tree_->joined_, id_, {}, &Tree::JoinedText::element)->text;
  }
  const bool has_text = record.first_child != kNoNode && is_text(tree_->nodes_[record.first_child].kind);
  return has_text ? tree_->value_of(tree_->nodes_[record.first_child]) : std::string_view();
}

base::Span Node::span() const {
  return {tree_->nodes_[id_].begin, tree_->nodes_[id_].end};
}

base::Span Node::name_span() const {
  const Tree::NodeRecord& record = tree_->nodes_[id_];
  const auto size = static_cast<std::uint32_t>(qname().size());
  switch (record.kind) {
    case NodeKind::element:
      return {record.begin + 1, record.begin + 1 + size};
    case NodeKind::instruction:
      return {record.begin + 2, record.begin + 2 + size};
    default:
      return span();
  }
}

base::Span Node::tag_span() const {
  if (!is_element()) {
    return span();
  }
  const std::string_view text = tree_->text_;
  std::size_t at = name_span().end;
  while (text[at] != '>') {
    const bool quote = text[at] == '"' || text[at] == '\'';
    at = (quote ? text.find(text[at], at + 1) : at) + 1;
  }
  return {span().begin, static_cast<std::uint32_t>(at + 1)};
}

base::Span Node::text_span() const {
  if (!is_element()) {
    return span();
  }
  for (Node child = first_child(); child; child = child.next_sibling()) {
    if (!is_text(child.kind()) || base::is_all_space(child.text())) {
      continue;
    }
    auto [begin, end] = child.span();
    for (; base::is_xml_space(tree_->text_[begin]); ++begin) {
    }
    for (; base::is_xml_space(tree_->text_[end - 1]); --end) {
    }
    return {begin, end};
  }
  return name_span();
}

Node Node::first_element() const {
  const Node child = first_child();
  return !child || child.is_element() ? child : child.next_element();
}

Node Node::next_element() const {
  Node node = next_sibling();
  while (node && !node.is_element()) {
    node = node.next_sibling();
  }
  return node;
}

Attribute Node::attribute(ExpandedName name) const {
  for (std::uint32_t i = 0; i < attribute_count(); ++i) {
    if (attribute_at(i).name() == name) {
      return attribute_at(i);
    }
  }
  return {};
}

bool Tree::is_open(Node node) const {
  for (Node open = this->node(open_); open; open = open.parent()) {
    if (open == node) {
      return true;
    }
  }
  return false;
}

}  // namespace confstate::xml
