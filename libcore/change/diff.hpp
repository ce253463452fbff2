// What changed between two documents: rows matched by key, values by what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/location.hpp"
#include "change/canonical.hpp"
#include "info/document.hpp"

namespace confstate::change {

enum class Operation : std::uint8_t { added, removed, changed };

// "added", "removed", "changed".
[[nodiscard]] std::string_view to_string(Operation operation);

// What a change is about.
enum class Subject : std::uint8_t {
  element,    // a simple value, a row, a part: as a whole
  attribute,  // of elements that are in both documents
  text,       // text where the schema has none
};

// One change: handles into both documents, which must outlive it.
struct Change {
  Operation operation = Operation::changed;
  Subject subject = Subject::element;
  info::Element before;  // null for an element that was added
  info::Element after;   // null for an element that was removed
  xml::Attribute old_attribute;
  xml::Attribute new_attribute;
  // What the element stands in, in each document: elements that match. For the root null.
  info::Element old_parent;
  info::Element new_parent;

  // The element in the document that has it, the new one where both do.
  [[nodiscard]] info::Element element() const { return after ? after : before; }
};

// The changes that lead from one document to the other, in canonical order: what differs in an element before what
// differs below it, children as the schema orders them, rows by key. Empty exactly when both roots say the same. Both
// documents must be free of obstacles and have the same Form. Uses no recursion; the cost is linear but for sorting.
[[nodiscard]] std::vector<Change> diff(const Canonical& older, const Canonical& newer);

// The path as reports show it, in the document that has the element or attribute, the new one where both do.
[[nodiscard]] std::string path_of(const Change& change);

// The old or the new value: the normal text of a simple value, attribute or text; exclusive C14N of an extension
// element; else the canonical text. Nothing on the side that does not have it.
[[nodiscard]] std::optional<std::string> old_value(const Change& change);
[[nodiscard]] std::optional<std::string> new_value(const Change& change);

// The same as JSON: numbers, booleans, lists and parts as the JSON form of documents has them; null where absent.
[[nodiscard]] std::string old_json(const Change& change);
[[nodiscard]] std::string new_json(const Change& change);

// What a person would point at: the value, the name in the start tag of what has no single value, the whole of an
// attribute that the other side has not. Nothing on the side that does not have it.
[[nodiscard]] std::optional<base::Span> old_span(const Change& change);
[[nodiscard]] std::optional<base::Span> new_span(const Change& change);

// The element itself or the nearest one around it with that type; null where there is none.
[[nodiscard]] info::Element enclosing(info::Element element, info::Type type);

}  // namespace confstate::change
