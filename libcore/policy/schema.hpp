// The JSON Schema of policies (draft-07), made from the table of fields.
#pragma once

#include <string>
#include <string_view>

#include "json/tree.hpp"

namespace confstate::policy {

// schemas/policy.schema.json, to the byte: for editors, and for whoever else wants to check a policy.
[[nodiscard]] std::string write_schema();

// What that schema says about a policy; the first offence where there is one.
struct SchemaVerdict {
  bool valid = true;
  std::string pointer;  // JSON pointer into the file
  std::string message;  // in the words of valijson
};

// Lets valijson judge a tree by the schema. Of repeated keys the first one counts.
[[nodiscard]] SchemaVerdict judge_by_schema(const json::Tree& tree);

}  // namespace confstate::policy
