// What is wrong with the form of a policy, and where effective values come from.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/location.hpp"

namespace confstate::policy {

// Who said an effective value; later ones win.
enum class Origin : std::uint8_t { standard, profile, templated, file };

// Where an effective value stands.
struct Place {
  Origin origin = Origin::standard;
  std::string name;     // of the profile or the template
  base::Span span;      // of the value in the file; of `file` only
  base::Span key_span;  // of its key, where it has one
};

enum class FormFaultKind : std::uint8_t {
  not_text,      // neither JSON nor YAML of the kind that is read
  repeated_key,  // the second of two equal keys in an object
  schema,        // breaks the schema, or is a field that nobody knows
  extends,       // a template that is not there, or a ring of them
};

// What is wrong with the form of a file.
struct FormFault {
  FormFaultKind kind = FormFaultKind::schema;
  base::Span span;
  std::string pointer;  // JSON pointer into the file, where "+allow" is a key of its own; may be empty
  std::string message;
  std::string label;
  std::string help;
  std::string meant = {};  // the key or word that was probably meant; mostly empty
};

}  // namespace confstate::policy
