// The views of conf-lint: one file each.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

[[nodiscard]] const Tool& lint_check_view();
[[nodiscard]] const Tool& lint_explain_view();
[[nodiscard]] const Tool& lint_prove_view();
[[nodiscard]] const Tool& lint_compare_view();
[[nodiscard]] const Tool& lint_test_view();
[[nodiscard]] const Tool& lint_schema_view();

}  // namespace confstate::tools
