#include "common/run.hpp"
#include "conf-rooms/rooms.hpp"

int main(int argc, char** argv) {
  return confstate::tools::tool_main(argc, argv, confstate::tools::rooms_tool());
}
