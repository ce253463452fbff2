#include "common/run.hpp"
#include "conf-generate/generate.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::generate_tool());
}
