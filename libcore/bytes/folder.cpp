#include "bytes/folder.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "bytes/output.hpp"

namespace confstate::bytes {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestName = 80;

tl::unexpected<base::Failure> trouble(const std::string& what, const std::string& path, const std::error_code& error) {
  return base::fail(what + ' ' + path + ": " + error.message());
}

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view(".-_@+").find(c) != std::string_view::npos;
}

}  // namespace

base::Result<Folder> Folder::open(const std::string& path) {
  Folder folder(path);
  std::error_code error;
  if (fs::create_directory(path, error)) {
    folder.made_.push_back(path);
  }
  if (error) {
    return trouble("cannot make", path, error);
  }
  const bool is_empty = fs::is_empty(path, error);
  if (error) {
    return trouble("cannot read", path, error);
  }
  if (!is_empty) {
    return base::fail(path + " is not empty", "name a new or empty folder");
  }
  return folder;
}

base::Result<void> Folder::make_folders(const std::string& name) {
  for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
    std::string path = path_ + '/' + name.substr(0, slash);
    std::error_code error;
    if (fs::create_directory(path, error)) {
      made_.push_back(std::move(path));
    } else if (error) {
      return trouble("cannot make", path, error);
    }
  }
  return {};
}

base::Result<void> Folder::write(const std::string& name, std::string_view content) {
  if (auto made = make_folders(name); !made) {
    return made;
  }
  std::string path = path_ + '/' + name;
  base::Result<void> written = write_file(path, content);
  if (written) {
    written_.push_back(std::move(path));
  }
  return written;
}

void Folder::take_back() {
  std::error_code ignored;
  for (const std::string& path : written_) {
    fs::remove(path, ignored);
  }
  std::for_each(made_.rbegin(), made_.rend(), [&ignored](const std::string& path) { fs::remove(path, ignored); });
  written_.clear();
  made_.clear();
}

std::string file_name_of(std::string_view text) {
  std::string name(text.substr(0, kLongestName));
  std::ranges::replace_if(
      name, [](char c) { return !is_plain(c); }, '_');
  const bool is_special = name.empty() || name == "." || name == "..";
  return is_special ? "_" + name : name;
}

}  // namespace confstate::bytes
