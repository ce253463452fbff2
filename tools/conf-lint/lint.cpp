#include "conf-lint/lint.hpp"

#include "conf-lint/views.hpp"

namespace confstate::tools {

const Tool& lint_tool() {
  static const Tool tool = {
      .name = "conf-lint",
      .summary = "Judges, explains, tests, compares and proves conference security policies.",
      .examples =
          "conf-lint check board.json\n"
          "conf-lint explain board.json --who sip:eve@other.example\n"
          "conf-lint prove board.json\n"
          "conf-lint compare old.json new.json\n",
      .declare = {},
      .views = {&lint_check_view(), &lint_explain_view(), &lint_prove_view(), &lint_compare_view(), &lint_test_view(),
                &lint_schema_view()},
  };
  return tool;
}

}  // namespace confstate::tools
