#include "change/diff.hpp"
#include "change/value.hpp"
#include "xml/canonical.hpp"

namespace confstate::change {

using info::Element;
using info::Type;

namespace {

// The half of a change that one document has.
struct Side {
  Element element;
  xml::Attribute attribute;
};

Side old_side(const Change& change) {
  return {change.before, change.old_attribute};
}

Side new_side(const Change& change) {
  return {change.after, change.new_attribute};
}

bool is_absent(Subject subject, const Side& side) {
  return subject == Subject::attribute ? !side.attribute : !side.element;
}

Type type_of(const Side& side) {
  const auto name = side.element.document().attribute_name(side.attribute.name_id());
  const info::AttributeRow* row = name ? info::find_attribute(side.element.type(), *name) : nullptr;
  return row == nullptr ? Type::string : row->type;
}

bool is_simple(const Side& side) {
  return side.element.type() != Type::foreign && !info::is_complex(side.element.type());
}

std::optional<std::string> value_of(Subject subject, const Side& side) {
  if (is_absent(subject, side)) {
    return std::nullopt;
  }
  if (subject == Subject::attribute) {
    return canonical_value(side.attribute.value(), type_of(side));
  }
  if (subject == Subject::text) {
    return stray_text(side.element.node());
  }
  if (is_simple(side)) {
    return canonical_value(side.element.node().text(), side.element.type());
  }
  return side.element.type() == Type::foreign ? xml::write_canonical(side.element.node())
                                              : canonical_text(side.element);
}

std::string json_of(const Change& change, const Side& side) {
  if (is_absent(change.subject, side)) {
    return "null";
  }
  if (change.subject == Subject::attribute) {
    return json_value(side.attribute.value(), type_of(side));
  }
  if (change.subject == Subject::text) {
    return json_value(stray_text(side.element.node()), Type::string);
  }
  // What else has changed at a simple element is a change of its own.
  const bool is_value = is_simple(side) && change.operation == Operation::changed;
  return is_value ? json_value(side.element.node().text(), side.element.type()) : canonical_text(side.element);
}

std::optional<base::Span> span_of(Subject subject, const Side& side) {
  if (is_absent(subject, side)) {
    return std::nullopt;
  }
  if (subject == Subject::attribute) {
    return side.attribute.span();
  }
  return is_simple(side) ? side.element.node().text_span() : side.element.node().name_span();
}

}  // namespace

std::string_view to_string(Operation operation) {
  switch (operation) {
    case Operation::added:
      return "added";
    case Operation::removed:
      return "removed";
    case Operation::changed:
      break;
  }
  return "changed";
}

std::string path_of(const Change& change) {
  const Element element = change.element();
  if (change.subject == Subject::attribute) {
    return change.new_attribute ? info::path_of(change.after.document(), change.after.node(), change.new_attribute)
                                : info::path_of(change.before.document(), change.before.node(), change.old_attribute);
  }
  std::string path = info::path_of(element.document(), element.node());
  return change.subject == Subject::text ? path + "/text()" : path;
}

std::optional<std::string> old_value(const Change& change) {
  return value_of(change.subject, old_side(change));
}

std::optional<std::string> new_value(const Change& change) {
  return value_of(change.subject, new_side(change));
}

std::string old_json(const Change& change) {
  return json_of(change, old_side(change));
}

std::string new_json(const Change& change) {
  return json_of(change, new_side(change));
}

std::optional<base::Span> old_span(const Change& change) {
  return span_of(change.subject, old_side(change));
}

std::optional<base::Span> new_span(const Change& change) {
  return span_of(change.subject, new_side(change));
}

Element enclosing(Element element, Type type) {
  while (element && element.type() != type) {
    element = element.parent();
  }
  return element;
}

}  // namespace confstate::change
