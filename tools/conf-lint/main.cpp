#include "common/run.hpp"
#include "conf-lint/lint.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::lint_tool());
}
