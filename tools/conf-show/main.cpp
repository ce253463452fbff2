#include "common/run.hpp"
#include "conf-show/show.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::show_tool());
}
