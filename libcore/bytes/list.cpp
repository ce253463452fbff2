#include <algorithm>
#include <filesystem>
#include <system_error>

#include "bytes/input.hpp"

namespace confstate::bytes {
namespace {

namespace fs = std::filesystem;
using Wanted = std::function<bool(std::string_view)>;

// Sorts the entries of one directory into files to report and directories to visit.
std::error_code visit(const fs::path& directory, const Wanted& wanted, std::vector<std::string>& files,
                      std::vector<fs::path>& pending) {
  std::error_code error;
  for (fs::directory_iterator at(directory, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename().native().front() == '.') {
      continue;
    }
    std::error_code ignored;  // an entry that vanished meanwhile is neither
    if (fs::is_directory(at->symlink_status(ignored))) {
      pending.push_back(at->path());
    } else if (fs::is_regular_file(at->status(ignored)) && (!wanted || wanted(at->path().native()))) {
      files.push_back(at->path().native());
    }
  }
  return error;
}

}  // namespace

base::Result<std::vector<std::string>> list_files(const std::string& path, const Wanted& wanted) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    return std::vector<std::string>{path};
  }
  std::vector<std::string> files;
  std::vector<fs::path> pending{path};
  while (!pending.empty()) {
    const fs::path directory = std::move(pending.back());
    pending.pop_back();
    if (const std::error_code error = visit(directory, wanted, files, pending)) {
      return base::fail("cannot read " + directory.native() + ": " + error.message());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace confstate::bytes
