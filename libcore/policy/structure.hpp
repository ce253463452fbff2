// A policy's tree held against the table of fields.
#pragma once

#include <vector>

#include "json/tree.hpp"
#include "policy/form.hpp"

namespace confstate::policy {

struct Structure {
  std::vector<FormFault> faults;  // in the order of the text; at most kMaxFormFaults
  std::vector<bool> bad;          // by node: not to be used, nor what is below it
};

inline constexpr std::size_t kMaxFormFaults = 10'000;

// Finds every place where the tree breaks the language: unknown fields, wrong kinds, words and ranges, what is missing.
// A list of words with a bad one is bad as a whole; a rule without what it needs is bad as a whole. Repeated keys are
// bad without a fault here. The schema says the same (policy/schema.hpp).
[[nodiscard]] Structure check_structure(const json::Tree& tree);

}  // namespace confstate::policy
