#include "info/json.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "info/values.hpp"
#include "xml/canonical.hpp"

namespace confstate::info {
namespace {

class JsonWriter {
 public:
  JsonWriter(const Document& document, const JsonLayout& layout, const base::Sink& sink)
      : document_(document), text_(sink, layout) {}

  void write();

 private:
  // An object being written. Children of one name stand together in a document that follows the schema, so one
  // look back tells whether an array goes on.
  struct Frame {
    Type type = Type::foreign;
    xml::Node next;
    bool in_array = false;
    Name array = Name::unknown;  // of the array that is open; unknown is that of extension elements
  };

  void open(Element element, bool is_root);
  void write_attributes(Element element);
  void write_child(xml::Node node);
  void enter_member(Frame& frame, Name name, bool repeats);
  static void write_value(JsonText& text, std::string_view value, Type type);
  void close();

  const Document& document_;
  JsonText text_;
  std::vector<Frame> frames_;
};

void write_list(JsonText& text, std::string_view value) {
  text.begin_array();
  for (const std::string_view word : base::split_list(value)) {
    text.string(word);
  }
  text.end_array();
}

void JsonWriter::write_value(JsonText& text, std::string_view value, Type type) {
  if (type == Type::string_list || type == Type::language_list) {
    write_list(text, value);
    return;
  }
  if (type == Type::unsigned_int) {
    if (const auto number = read_unsigned(value)) {
      text.number(*number);
      return;
    }
  }
  if (type == Type::boolean) {
    if (const auto truth = read_boolean(value)) {
      text.boolean(*truth);
      return;
    }
  }
  text.string(value);
}

void JsonWriter::write_attributes(Element element) {
  for (const AttributeRow& row : attributes_of(element.type())) {
    if (const xml::Attribute attribute = element.attribute(row.name)) {
      text_.key(to_string(row.name));
      write_value(text_, attribute.value(), row.type);
    }
  }
  const xml::Node node = element.node();
  for (std::uint32_t i = 0; i < node.attribute_count(); ++i) {
    const xml::Attribute attribute = node.attribute_at(i);
    if (!attribute.name().space.empty()) {
      text_.key(extension_member(attribute.name()));
      text_.string(attribute.value());
    }
  }
}

void JsonWriter::open(Element element, bool is_root) {
  text_.begin_object();
  if (is_root) {
    text_.key("$schema");
    text_.string(kJsonSchemaName);
  }
  write_attributes(element);
  frames_.push_back({.type = element.type(), .next = element.node().first_element()});
}

// Ends the array of the last name if another one follows, and starts the member of this one.
void JsonWriter::enter_member(Frame& frame, Name name, bool repeats) {
  if (frame.in_array && frame.array == name) {
    return;
  }
  if (std::exchange(frame.in_array, repeats)) {
    text_.end_array();
  }
  frame.array = name;
  text_.key(name == Name::unknown ? kExtensionMember : to_string(name));
  if (repeats) {
    text_.begin_array();
  }
}

void JsonWriter::write_child(xml::Node node) {
  Frame& frame = frames_.back();
  const Type type = document_.type(node);
  if (type == Type::foreign) {
    if (!document_.in_vocabulary(node)) {
      enter_member(frame, Name::unknown, true);
      text_.string(xml::write_canonical(node));
    }
    return;
  }
  const Name name = document_.name(node);
  const ChildRow* row = find_child(frame.type, name);
  enter_member(frame, name, row != nullptr && row->at_most == kMany);
  if (is_complex(type)) {
    open(Element(&document_, node), false);
  } else {
    write_value(text_, node.text(), type);
  }
}

void JsonWriter::close() {
  if (frames_.back().in_array) {
    text_.end_array();
  }
  frames_.pop_back();
  text_.end_object();
}

void JsonWriter::write() {
  open(document_.root(), true);
  while (!frames_.empty()) {
    const xml::Node node = frames_.back().next;
    if (!node) {
      close();
      continue;
    }
    frames_.back().next = node.next_element();
    write_child(node);
  }
  text_.finish();
}

}  // namespace

void write_json(const Document& document, const JsonLayout& layout, const base::Sink& sink) {
  JsonWriter(document, layout, sink).write();
}

std::string write_json(const Document& document, const JsonLayout& layout) {
  std::string out;
  write_json(document, layout, [&out](std::string_view piece) { out += piece; });
  return out;
}

bool needs_kept_tree(const Document& document) {
  const xml::Tree& tree = document.tree();
  for (std::uint32_t id = 0; id < tree.node_count(); ++id) {
    const xml::Node node = tree.node(id);
    if (node.is_element() && document.type(node) == Type::foreign) {
      return true;
    }
  }
  return false;
}

std::string extension_member(const xml::ExpandedName& name) {
  if (name.space == kXmlNamespace) {
    return fmt::format("@xml:{}", name.local);
  }
  return fmt::format("@{{{}}}{}", name.space, name.local);
}

}  // namespace confstate::info
