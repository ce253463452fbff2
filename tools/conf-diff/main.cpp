#include "common/run.hpp"
#include "conf-diff/diff.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::diff_tool());
}
