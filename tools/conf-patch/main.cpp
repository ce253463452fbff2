#include "common/run.hpp"
#include "conf-patch/patch.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::patch_tool());
}
