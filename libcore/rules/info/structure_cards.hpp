// The structure cards, by subject, and how they report. For rules/info/structure*.cpp only.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "rules/info/structure.hpp"
#include "rules/place.hpp"

namespace confstate::rules {

// The structure rules come in four tables, root_structure_rules() and these; structure_rules() is all of them.
[[nodiscard]] std::span<const DocumentRule> element_structure_rules();
[[nodiscard]] std::span<const DocumentRule> attribute_structure_rules();
[[nodiscard]] std::span<const DocumentRule> value_structure_rules();

// One structure fault in its document, with what cards want to know about it.
struct StructureFinding {
  const diag::Findings& out;
  const info::Document& document;
  const StructurePlace& place;

  [[nodiscard]] xml::Node node() const { return document.tree().node(place.node); }
  [[nodiscard]] xml::Node other() const { return document.tree().node(place.other); }
  [[nodiscard]] xml::Attribute attribute() const { return {&document.tree(), place.attribute}; }
  [[nodiscard]] info::Element element() const { return document.element(place.node); }
  [[nodiscard]] info::Element parent() const { return element().parent(); }
};

// Reports every fault of one kind, described by `describe` as long as anybody will see it: the check of a card.
template <StructureFault kind, diag::Diagnostic (*describe)(const StructureFinding&)>
void report_faults(const DocumentCase& subject, diag::Findings& out) {
  for (const StructurePlace& place : structure_of(subject).of(kind)) {
    out.add(out.is_full() ? diag::Diagnostic() : describe({out, subject.document, place}));
  }
}

// An element as messages name it: "<users>" in the vocabulary, else as it is written.
[[nodiscard]] std::string shown(const info::Document& document, xml::Node element);

// "`a`, `b` or `c`".
[[nodiscard]] std::string any_of(std::span<const std::string_view> words);

}  // namespace confstate::rules
