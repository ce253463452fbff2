// Putting a tree together while its text is read, in one of the two readings.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "xml/tree.hpp"

namespace confstate::xml {

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
  // The reading decides what is left out and what is joined.
  TreeBuilder(std::string_view text, Reading reading, const Capacity& capacity);

  // Character data; neighbours are joined when judging.
  void add_text(NodeKind kind, Content content);
  // White space, line ends not normalised; most of it is dropped when judging.
  void add_space(base::Span span);
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

  [[nodiscard]] std::uint32_t append();
  void append_content(NodeKind kind, const Content& content, std::uint32_t target_end);
  void join_run(const Content& content);
  [[nodiscard]] Content space_content(base::Span span);
  void end_run(bool element_follows);
  void drop(const Content& content);
  void join_text(std::uint32_t element);
  [[nodiscard]] std::string_view view(const Content& content) const;

  Tree tree_;
  Reading reading_;
  std::vector<Frame> frames_;  // the lowest stands for the document
  Content run_;                // text not yet in the tree
  bool has_run_ = false;
  bool run_is_space_ = false;  // as add_space() gave it: neither looked at nor normalised yet
  std::size_t first_attribute_ = 0;
};

}  // namespace confstate::xml
