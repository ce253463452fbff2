// Properties proven or refuted, and policies compared, for a person and as JSON records (schemas/proof.schema.json,
// schemas/comparison.schema.json).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "prove/compare.hpp"
#include "prove/proof.hpp"

namespace confstate::report {

// What is said of one policy, property by property; lines with their ends.
[[nodiscard]] std::string print_proofs(std::string_view file, const std::vector<prove::Proof>& proofs);
// A JSON array, one record on a line for each property.
[[nodiscard]] std::string proof_records(std::string_view file, const std::vector<prove::Proof>& proofs);

// Which of two policies is stricter, and who shows it.
[[nodiscard]] std::string print_comparison(std::string_view first, std::string_view second,
                                           const prove::Comparison& comparison);
[[nodiscard]] std::string comparison_record(std::string_view first, std::string_view second,
                                            const prove::Comparison& comparison);

}  // namespace confstate::report
