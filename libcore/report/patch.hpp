// Repairs of JSON documents as JSON Patch (RFC 6902).
#pragma once

#include <span>
#include <string>

#include "diag/findings.hpp"

namespace confstate::report {

// One line without its end.
[[nodiscard]] std::string json_patch(std::span<const diag::PatchOperation> steps);

}  // namespace confstate::report
