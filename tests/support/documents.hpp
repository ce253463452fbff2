// The real documents that tests mutate: ours, and those that stand beside the project.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/skip.hpp"

namespace confstate::tests {

[[nodiscard]] inline std::string read_bytes(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

// The .xml files below a folder, in byte order of their paths.
[[nodiscard]] inline std::vector<std::filesystem::path> xml_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ".xml") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The bytes of all real documents: testdata/valid, and corpus and examples of the oracles where they are present.
[[nodiscard]] inline std::vector<std::string> real_documents() {
  std::vector<std::filesystem::path> folders{std::filesystem::path(CONFSTATE_SOURCE_DIR) / "testdata" / "valid"};
  for (const char* below : {"corpus", "oracle/examples"}) {
    if (const std::filesystem::path path = oracles_or_skip(below); !path.empty()) {
      folders.push_back(path);
    }
  }
  std::vector<std::string> documents;
  for (const std::filesystem::path& folder : folders) {
    for (const std::filesystem::path& file : xml_files(folder)) {
      documents.push_back(read_bytes(file));
    }
  }
  return documents;
}

}  // namespace confstate::tests
