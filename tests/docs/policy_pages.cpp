// Makes what follows from the table of policy fields: policy_pages [--update]. Without --update it says whether the
// committed schemas/policy.schema.json is the one that the table gives.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "policy/schema.hpp"

namespace {

std::string read(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// True where the file is as it should be, or has been made so.
bool settle(const std::string& name, const std::string& wanted, bool update) {
  const std::string path = CONFSTATE_SOURCE_DIR "/" + name;
  const bool current = read(path) == wanted;
  if (!current && update) {
    std::ofstream(path, std::ios::binary) << wanted;
    std::printf("updated %s\n", path.c_str());
  } else if (!current) {
    std::printf("FAILED %s is not what the table says\n", name.c_str());
  }
  return current || update;
}

}  // namespace

int main(int argc, char** argv) {
  const bool update = argc > 1 && std::string_view(argv[1]) == "--update";
  const bool schema = settle("schemas/policy.schema.json", confstate::policy::write_schema(), update);
  std::printf("%d passed, %d failed\n", schema ? 1 : 0, schema ? 0 : 1);
  return schema ? 0 : 1;
}
