#include "bytes/paths.hpp"

#include <cstddef>
#include <filesystem>
#include <system_error>

namespace confstate::bytes {

namespace fs = std::filesystem;

std::string current_directory() {
  std::error_code error;
  const fs::path path = fs::current_path(error);
  return error ? "/" : path.native();
}

std::string absolute_path(const std::string& path, const std::string& directory) {
  std::string text = (fs::path(directory) / path).lexically_normal().native();
  while (text.size() > 1 && text.back() == '/') {
    text.pop_back();
  }
  return text;
}

std::string relative_path(const std::string& path, const std::string& directory) {
  return fs::path(path).lexically_relative(directory).native();
}

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) {
    return ".";
  }
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_file(const std::string& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::exists(status) && !fs::is_directory(status);
}

}  // namespace confstate::bytes
