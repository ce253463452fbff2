// A folder that is filled with files: new or empty at first, and taken back where the work fails.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace confstate::bytes {

class Folder {
 public:
  // Makes the folder, or takes one that is empty; fails where it holds something, or cannot be made.
  [[nodiscard]] static base::Result<Folder> open(const std::string& path);

  // Writes a file below it; `name` may have slashes, and its folders are made. It appears whole or not at all.
  [[nodiscard]] base::Result<void> write(const std::string& name, std::string_view content);

  // Removes the files that were written, and the folders that were made for them.
  void take_back();

 private:
  explicit Folder(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] base::Result<void> make_folders(const std::string& name);

  std::string path_;
  std::vector<std::string> written_;
  std::vector<std::string> made_;  // folders, outer ones first
};

// Any text as the name of a file: at most 80 bytes of letters, digits and ".-_@+", all else as '_'; never empty, and
// never "." or "..".
[[nodiscard]] std::string file_name_of(std::string_view text);

}  // namespace confstate::bytes
