#include "common/run.hpp"
#include "conf-validate/validate.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::validate_tool());
}
