// A document in JSON form, read and checked but not yet put in the order of the schema. A general tree of JSON values
// would take some twenty times the text; here a value costs one small record and its characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "info/vocabulary.hpp"

namespace confstate::info {

inline constexpr std::uint32_t kNoPart = 0xffffffffU;

// What a member of the JSON form stands for, in the order in which XML wants them.
enum class PartKind : std::uint8_t {
  attribute,          // of the vocabulary
  foreign_attribute,  // "@{namespace}name"
  element,            // of complex type
  leaf,               // of simple type
  foreign_element,    // an item of "+xml"
};

// One attribute or element. Those of an element are linked by index, sorted: attributes in the order of the table,
// other attributes, elements in schema order, extension elements.
struct Part {
  PartKind kind = PartKind::element;
  std::uint8_t rank = 0;  // among parts of its kind
  Name name = Name::unknown;
  AttributeName attribute = AttributeName::entity;
  Type type = Type::foreign;
  std::uint32_t name_begin = 0;  // in `text`: "{namespace}name" or "xml:name" of a foreign attribute
  std::uint32_t begin = 0;       // the value in `text`
  std::uint32_t end = 0;
  std::uint32_t first = kNoPart;
  std::uint32_t next = kNoPart;
};

// The whole document; the root is the first part.
struct JsonForm {
  std::vector<Part> parts;
  std::string text;

  [[nodiscard]] std::string_view value(const Part& part) const {
    return std::string_view(text).substr(part.begin, part.end - part.begin);
  }
  [[nodiscard]] std::string_view foreign_name(const Part& part) const {
    return std::string_view(text).substr(part.name_begin, part.begin - part.name_begin);
  }
};

// Reads the form; fails as info::read_json says.
[[nodiscard]] base::Result<JsonForm> read_form(const bytes::Source& source, const base::Limits& limits);

}  // namespace confstate::info
