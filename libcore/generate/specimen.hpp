// One of everything: elements with all that the vocabulary lets them have, walked from its table.
#pragma once

#include <cstdint>
#include <string>

#include "info/writer.hpp"

namespace confstate::generate {

// What the values of a specimen must agree with.
struct SpecimenFacts {
  std::string entity;  // of the conference
  std::string subject;
  std::uint32_t users = 0;  // how many the conference says to have
};

// Writes the element of that name and type with every attribute (`state` as full, `version` aside, which belongs to
// the root) and every child of the table, each child once. A sidebar inside a sidebar is left out. The values hold
// under every rule of the strict profile.
void write_specimen(info::Writer& writer, info::Name name, info::Type type, const SpecimenFacts& facts);

}  // namespace confstate::generate
