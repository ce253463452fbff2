// What breaks the schema of RFC 4575 section 6 in a document: one walk by the vocabulary table finds all of it, and
// each card reports its own kind. For the structure cards and their tests only.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "info/document.hpp"
#include "rules/rule.hpp"
#include "xml/tree.hpp"

namespace confstate::rules {

// Each enumerator has exactly one card.
enum class StructureFault : std::uint8_t {
  namespace_missing,          // the root is in no namespace
  namespace_misspelt,         // ... in one that differs by case or a few letters
  root_fragment,              // ... an element that belongs inside a document
  root_unknown,               // ... anything else
  element_unknown,            // an element of the namespace that the vocabulary does not have
  element_misplaced,          // one that it has, but not here
  element_without_namespace,  // one in no namespace, which no wildcard admits
  extension_misplaced,        // an extension element where there is no wildcard
  element_order,              // an element that stands out of its order
  element_repeated,           // a second one where one is allowed
  element_missing,            // children that the schema demands
  sip_incomplete,             // parts of the dialog identifier
  call_info_mixed,            // sip beside an extension element
  text_misplaced,             // text where only elements may stand
  element_in_value,           // an element inside a simple value
  attribute_unknown,          // an attribute in no namespace, or in that of RFC 4575, that the element does not have
  extension_attribute_misplaced,  // any other attribute on an element of simple type
  attribute_missing,              // an attribute that the schema demands, that of a conference-info aside
  conference_entity_missing,      // the entity of a conference-info
  schema_instance,                // xsi:type, or xsi:nil on an element of the vocabulary
  xml_attribute,                  // a bad xml:lang, xml:space, xml:base or xml:id
  xml_id_repeated,                // an xml:id that another element has
  uri_value,                      // no xs:anyURI
  number_value,                   // no xs:unsignedInt
  version_value,                  // the same in the version of a document
  boolean_value,                  // no xs:boolean
  time_value,                     // no xs:dateTime
  language_value,                 // no list of xs:language
  state_value,                    // not in its enumeration, and so on below
  endpoint_status_value,
  joining_value,
  disconnection_value,
  media_status_value,
};
inline constexpr std::size_t kStructureFaults = static_cast<std::size_t>(StructureFault::media_status_value) + 1;

// Where one fault is.
struct StructurePlace {
  std::uint32_t node = xml::kNoNode;       // the element, or the misplaced text
  std::uint32_t attribute = xml::kNoNode;  // the attribute it is about, if any
  std::uint32_t other = xml::kNoNode;      // the element it clashes with, if any
};

class StructureFaults {
 public:
  void add(StructureFault kind, StructurePlace place) { places_[static_cast<std::size_t>(kind)].push_back(place); }
  // All faults of a kind, in document order.
  [[nodiscard]] std::span<const StructurePlace> of(StructureFault kind) const {
    return places_[static_cast<std::size_t>(kind)];
  }

 private:
  std::array<std::vector<StructurePlace>, kStructureFaults> places_;
};

// Walks the whole document once, by the table, without recursion. An element that has no place where it stands is a
// fault, and what is in it is not judged; one that is out of order or one too many is judged all the same.
[[nodiscard]] StructureFaults find_structure_faults(const info::Document& document);

// The faults of a case, found by whoever asks first.
[[nodiscard]] const StructureFaults& structure_of(const DocumentCase& subject);

// The child that an element which has no place in its parent was probably meant to be; unknown when nothing is near.
[[nodiscard]] info::Name meant_child(const info::Document& document, xml::Node node);

// True when some child that has no place in `parent` was probably meant to be the child of that name.
[[nodiscard]] bool has_child_meant(const info::Document& document, xml::Node parent, info::Name name);

// The attribute of its element that an unknown one was probably meant to be.
[[nodiscard]] std::optional<info::AttributeName> meant_attribute(info::Type owner, xml::Attribute attribute);

// Of elements that follow each other as children of one type, those out of order: the fewest that have to move, the
// later ones where either of two could, each with the nearest chosen neighbour that it has to get past.
struct Ordered {
  std::uint32_t node = 0;
  std::uint8_t rank = 0;  // place in the sequence of the schema
};
[[nodiscard]] std::vector<StructurePlace> find_misordered(std::span<const Ordered> children);

}  // namespace confstate::rules
