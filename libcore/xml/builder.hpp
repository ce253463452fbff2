// Putting a tree together while its text is read, in one of the two readings.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/location.hpp"
#include "xml/tree.hpp"

namespace confstate::xml {

inline constexpr std::size_t kUsualDepth = 16;  // of elements; deeper documents make more room

// How much of everything a text can have at most.
struct Capacity {
  std::size_t nodes = 0;
  std::size_t attributes = 0;
};

// The content of a text, CDATA section, comment or instruction.
struct Content {
  base::Span span;
  base::Span value;                 // where the value stands, unless it is decoded
  std::uint32_t decoded = kNoNode;  // what add_value() gave, where the text does not show the value as it is
};

// Takes what the reader finds, in document order, and knows nothing of syntax.
class TreeBuilder {
 public:
  // The reading decides what is left out and what is joined. What is not part of the tree takes memory from the arena.
  TreeBuilder(std::string_view text, Reading reading, const Capacity& capacity, std::pmr::memory_resource* arena);

  // Character data; neighbours are joined when judging.
  void add_text(NodeKind kind, Content content);
  // White space, line ends not normalised; most of it is dropped when judging.
  void add_space(base::Span span);
  // True where white space before the next tag is not wanted, so that it need not be added.
  [[nodiscard]] bool drops_space(bool element_follows) const {
    return reading_ == Reading::judging && !has_run_ && (element_follows || frames_.back().has_elements);
  }
  // A comment or an instruction (with the end of its target); left out when judging.
  void add_other(NodeKind kind, const Content& content, std::uint32_t target_end);

  // Begins a start tag: after it come its declarations and attributes, then open().
  void begin_tag();
  void declare(std::string_view prefix, std::string_view space);
  // `attribute.name` is for the caller until open().
  void add_attribute(const Tree::AttributeRecord& attribute) { tree_.attributes_.push_back(attribute); }
  // The attributes of the tag that was begun, for the caller to give them their names.
  [[nodiscard]] std::size_t first_attribute() const { return first_attribute_; }
  [[nodiscard]] std::size_t attribute_end() const { return tree_.attributes_.size(); }
  [[nodiscard]] Tree::AttributeRecord& attribute(std::size_t id) { return tree_.attributes_[id]; }
  // Ends the start tag of an element that begins at `begin`.
  void open(std::uint32_t name, std::uint32_t begin);
  // Instead of open(), text and close(): an element of a place that holds nothing but text, which is its value.
  void add_leaf(std::uint32_t name, base::Span span, base::Span text);
  // Ends the innermost open element.
  void close(std::uint32_t end);

  // Stores a value that the text does not show as it is; gives its index.
  [[nodiscard]] std::uint32_t add_value(std::string value);
  [[nodiscard]] std::string_view value(std::uint32_t index) const { return *tree_.values_[index]; }

  void set_version(base::Span span);
  // Gives the tree away. With elements still open it is truncated, and they end at `end`.
  [[nodiscard]] Tree finish(std::vector<Tree::NameRecord> names, std::uint32_t end);

 private:
  struct Frame {
    std::uint32_t node = kNoNode;
    std::uint32_t last_child = kNoNode;
    bool has_elements = false;
    bool has_text = false;
    bool joins = false;  // its text is not just that of its first child
  };

  // Makes a record the last child of the innermost open element.
  [[nodiscard]] std::uint32_t append(Tree::NodeRecord record);
  void append_content(NodeKind kind, const Content& content, std::uint32_t target_end);
  void join_run(const Content& content);
  [[nodiscard]] Content space_content(base::Span span);
  void end_run(bool element_follows);
  void append_run(bool alone);
  void append_only_text(Frame& frame);
  void drop(const Content& content);
  void join_text(std::uint32_t element);
  [[nodiscard]] std::string_view view(const Content& content) const;

  Tree tree_;
  Reading reading_;
  std::pmr::vector<Frame> frames_;  // the lowest stands for the document
  Content run_;                     // text not yet in the tree
  bool has_run_ = false;
  bool run_is_space_ = false;  // as add_space() gave it: neither looked at nor normalised yet
  std::size_t first_attribute_ = 0;
};

// The steps that every element and every text takes.

inline void TreeBuilder::add_text(NodeKind kind, Content content) {
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

inline void TreeBuilder::add_space(base::Span span) {
  if (reading_ == Reading::keeping || has_run_) {
    add_text(NodeKind::text, space_content(span));
  } else {
    run_ = {span, span};
    has_run_ = true;
    run_is_space_ = true;
  }
}

inline void TreeBuilder::begin_tag() {
  end_run(true);
  first_attribute_ = tree_.attributes_.size();
}

inline void TreeBuilder::open(std::uint32_t name, std::uint32_t begin) {
  frames_.back().has_elements = true;
  const std::uint32_t id =
      append({.name = name,
              .first_attribute = static_cast<std::uint32_t>(first_attribute_),
              .begin = begin,
              .attribute_count = static_cast<std::uint16_t>(tree_.attributes_.size() - first_attribute_)});
  if (frames_.size() == 1) {
    tree_.root_ = id;
  }
  frames_.push_back({.node = id});
}

inline void TreeBuilder::add_leaf(std::uint32_t name, base::Span span, base::Span text) {
  frames_.back().has_elements = true;
  const std::uint32_t id = append({.name = name,
                                   .first_attribute = static_cast<std::uint32_t>(first_attribute_),
                                   .begin = span.begin,
                                   .end = span.end});
  if (frames_.size() == 1) {
    tree_.root_ = id;
  }
  tree_.nodes_[id].first_child = id + 1;
  tree_.nodes_.push_back({.parent = id,
                          .first_child = text.begin,
                          .first_attribute = text.end,
                          .begin = text.begin,
                          .end = text.end,
                          .kind = NodeKind::text});
}

inline void TreeBuilder::close(std::uint32_t end) {
  end_run(false);
  const Frame& frame = frames_.back();
  tree_.nodes_[frame.node].end = end;
  if (frame.joins) {
    join_text(frame.node);
  }
  frames_.pop_back();
}

// White space is content only where an element has nothing else.
inline void TreeBuilder::end_run(bool element_follows) {
  if (!std::exchange(has_run_, false)) {
    return;
  }
  Frame& frame = frames_.back();
  const bool alone = !element_follows && !frame.has_elements;
  if (alone && !run_is_space_ && run_.decoded == kNoNode && frame.last_child == kNoNode) {
    append_only_text(frame);
  } else if (alone || !run_is_space_) {
    append_run(alone);
  }
}

// What an element holds that has neither elements nor other text.
inline void TreeBuilder::append_only_text(Frame& frame) {
  if (run_.value.begin == run_.value.end) {
    return;
  }
  frame.has_text = true;
  static_cast<void>(append({.first_child = run_.value.begin,
                            .first_attribute = run_.value.end,
                            .begin = run_.span.begin,
                            .end = run_.span.end,
                            .kind = NodeKind::text}));
}

inline std::uint32_t TreeBuilder::append(Tree::NodeRecord record) {
  const auto id = static_cast<std::uint32_t>(tree_.nodes_.size());
  Frame& frame = frames_.back();
  record.parent = frame.node;
  tree_.nodes_.push_back(record);
  if (frame.last_child != kNoNode) {
    tree_.nodes_[frame.last_child].next = id;
  } else if (frame.node != kNoNode) {
    tree_.nodes_[frame.node].first_child = id;
  }
  frame.last_child = id;
  return id;
}

}  // namespace confstate::xml
