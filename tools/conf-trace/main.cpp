#include "common/run.hpp"
#include "conf-trace/trace.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::trace_tool());
}
