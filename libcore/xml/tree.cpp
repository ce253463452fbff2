#include "xml/tree.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace confstate::xml {
namespace {}  // namespace

std::string_view Attribute::qname() const {
  return tree_->names_[name_id()].qname;
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
    return tree_->cut(record.begin + 2, record.name);
  }
  return record.kind == NodeKind::element ? tree_->names_[record.name].qname : std::string_view();
}

std::string_view Tree::joined_text(std::uint32_t element) const {
  return std::ranges::lower_bound(joined_, element, {}, &JoinedText::element)->text;
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
