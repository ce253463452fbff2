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

TreeBuilder::TreeBuilder(std::string_view text, Reading reading, const Capacity& capacity,
                         std::pmr::memory_resource* arena)
    : reading_(reading), frames_(1, arena) {
  tree_.text_ = text;
  tree_.reading_ = reading;
  frames_.reserve(kUsualDepth);
  // Memory that is reserved and never touched costs nothing; growing would hold the nodes twice.
  tree_.nodes_.reserve(capacity.nodes);
  tree_.attributes_.reserve(capacity.attributes);
  base::prefer_large_pages(tree_.nodes_.data(), capacity.nodes * sizeof(Tree::NodeRecord));
  base::prefer_large_pages(tree_.attributes_.data(), capacity.attributes * sizeof(Tree::AttributeRecord));
}

void TreeBuilder::add_other(NodeKind kind, const Content& content, std::uint32_t target_end) {
  if (reading_ == Reading::keeping) {
    append_content(kind, content, target_end);
  } else {
    drop(content);
  }
}

void TreeBuilder::declare(std::string_view prefix, std::string_view space) {
  tree_.declarations_.push_back({static_cast<std::uint32_t>(tree_.nodes_.size()), prefix, space});
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

void TreeBuilder::append_content(NodeKind kind, const Content& content, std::uint32_t target_end) {
  Frame& frame = frames_.back();
  if (kind == NodeKind::text || kind == NodeKind::cdata) {
    frame.joins = frame.has_text || frame.last_child != kNoNode;
    frame.has_text = true;
  }
  const bool decoded = content.decoded != kNoNode;
  static_cast<void>(append({.name = target_end,
                            .first_child = decoded ? content.decoded : content.value.begin,
                            .first_attribute = content.value.end,
                            .begin = content.span.begin,
                            .end = content.span.end,
                            .kind = kind,
                            .decoded = decoded}));
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

void TreeBuilder::append_run(bool alone) {
  if (run_is_space_) {
    run_ = space_content(run_.span);
  }
  if (alone ? view(run_).empty() : is_blank(view(run_))) {
    drop(run_);
  } else {
    append_content(NodeKind::text, run_, 0);
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
