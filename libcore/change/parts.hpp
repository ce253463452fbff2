// The parts of an element in the order of the canonical form, between the files that write, compare and match them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "info/document.hpp"

namespace confstate::change {

// What the canonical form leaves in or out.
struct Form {
  bool version = false;  // the root's `version` counts
};

// An attribute that the canonical form has, with its type (string where the vocabulary has none).
struct Fact {
  xml::ExpandedName name;
  xml::Attribute attribute;
  info::Type type = info::Type::string;
  bool is_known = false;  // has a place in the vocabulary here
};

// An attribute of an element; nothing for one that the canonical form leaves out.
[[nodiscard]] std::optional<Fact> fact_of(info::Element element, xml::Attribute attribute, Form form);

// The attributes of an element without `state` and `version`: those of the vocabulary in its order, then the others by
// namespace and name.
[[nodiscard]] std::vector<Fact> attributes_in_order(info::Element element, Form form);

// Where a child stands among its siblings. Children of equal slots are a sequence of their own, whose order counts.
struct Slot {
  std::uint32_t rank = 0;  // in the schema's sequence; kForeignRank for what has no place in it
  std::string_view space;  // of a foreign element
  std::string_view local;  // likewise
  bool keyless = true;     // rows with a key come first
  std::string key;         // section 4.5, or the identifier of a row of an atomic list

  friend bool operator==(const Slot&, const Slot&) = default;
};
inline constexpr std::uint32_t kForeignRank = 1000;

[[nodiscard]] bool comes_before(const Slot& a, const Slot& b);

// The slot of a child element.
[[nodiscard]] Slot slot_of(info::Element parent, info::Element child);

struct Child {
  Slot slot;
  xml::Node node;
};

// The child elements from number `begin` on in canonical order; those of equal slots in document order. A signature
// below the root is left out.
[[nodiscard]] std::vector<Child> children_in_order(info::Element element, std::size_t begin = 0);

// True for an enveloped XML signature: an element {http://www.w3.org/2000/09/xmldsig#}Signature below the root.
[[nodiscard]] bool is_signature(const info::Document& document, xml::Node node);

// True for an element whose rows have no key and say together what one value says (`roles`).
[[nodiscard]] bool is_list_of_values(info::Type type);

}  // namespace confstate::change
