// Repairs of JSON documents as JSON Patch (RFC 6902).
#pragma once

#include <span>
#include <string>

#include "diag/findings.hpp"
#include "report/json_line.hpp"

namespace confstate::report {

// The operations as an array.
[[nodiscard]] Json patch_record(std::span<const diag::PatchOperation> steps);

// The same on one line without its end.
[[nodiscard]] std::string json_patch(std::span<const diag::PatchOperation> steps);

}  // namespace confstate::report
