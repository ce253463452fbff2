#include "xml/builder.hpp"

#include <algorithm>
#include <utility>

#include "base/memory.hpp"
#include "base/text.hpp"
#include "xml/decode.hpp"

namespace confstate::xml {
namespace {

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, base::is_xml_space);
}

}  // namespace

TreeBuilder::TreeBuilder(std::string_view text, Reading reading, const Capacity& capacity)
    : reading_(reading), frames_(1) {
  tree_.text_ = text;
  // Memory that is reserved and never touched costs nothing; growing would hold the nodes twice.
  tree_.nodes_.reserve(capacity.nodes);
  tree_.attributes_.reserve(capacity.attributes);
  base::prefer_large_pages(tree_.nodes_.data(), capacity.nodes * sizeof(Tree::NodeRecord));
  base::prefer_large_pages(tree_.attributes_.data(), capacity.attributes * sizeof(Tree::AttributeRecord));
}

void TreeBuilder::add_text(NodeKind kind, Content content) {
  if (reading_ == Reading::keeping) {
    append_content(kind, content, 0);
  } else if (has_run_) {
    join_run(content);
  } else {
    run_ = content;
    has_run_ = true;
    run_is_space_ = false;
  }
}

void TreeBuilder::add_space(base::Span span) {
  if (reading_ == Reading::keeping || has_run_) {
    add_text(NodeKind::text, space_content(span));
  } else {
    run_ = {span, span};
    has_run_ = true;
    run_is_space_ = true;
  }
}

void TreeBuilder::add_other(NodeKind kind, const Content& content, std::uint32_t target_end) {
  if (reading_ == Reading::keeping) {
    append_content(kind, content, target_end);
  } else {
    drop(content);
  }
}

void TreeBuilder::begin_tag() {
  end_run(true);
  first_attribute_ = tree_.attributes_.size();
}

void TreeBuilder::declare(std::string_view prefix, std::string_view space) {
  tree_.declarations_.push_back({static_cast<std::uint32_t>(tree_.nodes_.size()), prefix, space});
}

void TreeBuilder::open(std::uint32_t name, std::uint32_t begin) {
  frames_.back().has_elements = true;
  const std::uint32_t id = append();
  Tree::NodeRecord& record = tree_.nodes_.back();
  record.name = name;
  record.first_attribute = static_cast<std::uint32_t>(first_attribute_);
  record.attribute_count = static_cast<std::uint16_t>(tree_.attributes_.size() - first_attribute_);
  record.begin = begin;
  if (frames_.size() == 1) {
    tree_.root_ = id;
  }
  frames_.push_back({.node = id});
}

void TreeBuilder::close(std::uint32_t end) {
  end_run(false);
  const Frame& frame = frames_.back();
  tree_.nodes_[frame.node].end = end;
  if (frame.joins) {
    join_text(frame.node);
  }
  frames_.pop_back();
}

std::uint32_t TreeBuilder::add_value(std::string value) {
  tree_.values_.push_back(std::make_unique<std::string>(std::move(value)));
  return static_cast<std::uint32_t>(tree_.values_.size() - 1);
}

void TreeBuilder::set_version(base::Span span) {
  tree_.version_span_ = span;
  tree_.version_ = tree_.text_.substr(span.begin, span.end - span.begin);
}

Tree TreeBuilder::finish(std::vector<Tree::NameRecord> names, std::uint32_t end) {
  has_run_ = false;
  tree_.names_ = std::move(names);
  tree_.open_ = frames_.back().node;
  tree_.truncated_ = frames_.size() > 1;
  while (frames_.size() > 1) {
    close(end);
  }
  // Declarations of a start tag that was not read to its end.
  while (!tree_.declarations_.empty() && tree_.declarations_.back().element >= tree_.nodes_.size()) {
    tree_.declarations_.pop_back();
  }
  std::ranges::sort(tree_.joined_, {}, &Tree::JoinedText::element);
  return std::move(tree_);
}

std::uint32_t TreeBuilder::append() {
  const auto id = static_cast<std::uint32_t>(tree_.nodes_.size());
  Frame& frame = frames_.back();
  tree_.nodes_.emplace_back().parent = frame.node;
  if (frame.last_child != kNoNode) {
    tree_.nodes_[frame.last_child].next = id;
  } else if (frame.node != kNoNode) {
    tree_.nodes_[frame.node].first_child = id;
  }
  frame.last_child = id;
  return id;
}

void TreeBuilder::append_content(NodeKind kind, const Content& content, std::uint32_t target_end) {
  Frame& frame = frames_.back();
  if (kind == NodeKind::text || kind == NodeKind::cdata) {
    frame.joins = frame.has_text || frame.last_child != kNoNode;
    frame.has_text = true;
  }
  static_cast<void>(append());
  Tree::NodeRecord& record = tree_.nodes_.back();
  record.kind = kind;
  record.name = target_end;
  record.begin = content.span.begin;
  record.end = content.span.end;
  record.decoded = content.decoded != kNoNode;
  record.first_child = record.decoded ? content.decoded : content.value.begin;
  record.first_attribute = content.value.end;
}

void TreeBuilder::join_run(const Content& content) {
  const std::string piece(view(content));
  drop(content);
  if (run_is_space_) {
    run_ = space_content(run_.span);
    run_is_space_ = false;
  }
  if (run_.decoded == kNoNode) {
    run_.decoded = add_value(std::string(view(run_)));
  }
  *tree_.values_[run_.decoded] += piece;
  run_.span.end = content.span.end;
}

// White space is content only where an element has nothing else.
void TreeBuilder::end_run(bool element_follows) {
  if (!has_run_) {
    return;
  }
  has_run_ = false;
  const bool alone = !element_follows && !frames_.back().has_elements;
  if (run_is_space_ && alone) {
    append_content(NodeKind::text, space_content(run_.span), 0);
  } else if (!run_is_space_ && (alone ? !view(run_).empty() : !is_blank(view(run_)))) {
    append_content(NodeKind::text, run_, 0);
  } else {
    drop(run_);
  }
}

Content TreeBuilder::space_content(base::Span span) {
  const std::string_view text = tree_.text_.substr(span.begin, span.end - span.begin);
  if (text.find('\r') == std::string_view::npos) {
    return {span, span};
  }
  return {span, {}, add_value(decode_characters(text, Decode::data))};
}

void TreeBuilder::drop(const Content& content) {
  if (content.decoded != kNoNode && content.decoded + 1 == tree_.values_.size()) {
    tree_.values_.pop_back();
  }
}

void TreeBuilder::join_text(std::uint32_t element) {
  std::string_view only;
  std::string all;
  std::size_t pieces = 0;
  for (Node child = tree_.node(element).first_child(); child; child = child.next_sibling()) {
    if (child.kind() == NodeKind::text || child.kind() == NodeKind::cdata) {
      only = child.text();
      all += only;
      ++pieces;
    }
  }
  tree_.nodes_[element].decoded = true;
  tree_.joined_.push_back({element, pieces == 1 ? only : value(add_value(std::move(all)))});
}

std::string_view TreeBuilder::view(const Content& content) const {
  return content.decoded != kNoNode ? value(content.decoded)
                                    : tree_.text_.substr(content.value.begin, content.value.end - content.value.begin);
}

}  // namespace confstate::xml
