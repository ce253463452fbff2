// The logs of testdata/captures, as the programs write them with all that stands around: each gives what its listing
// says, by its content alone.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <doctest/doctest.h>

#include "support/listing.hpp"

namespace {

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("each log of testdata/captures gives what its listing says") {
  int logs = 0;
  const std::filesystem::path folder = std::filesystem::path(CONFSTATE_SOURCE_DIR) / "testdata" / "captures";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".log") {
      CAPTURE(entry.path().filename().string());
      ++logs;
      CHECK(confstate::tests::listing(content(entry.path())) ==
            content(std::filesystem::path(entry.path()).replace_extension(".messages")));
    }
  }
  CHECK(logs == 9);
}
