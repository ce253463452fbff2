// Names of files as text: made absolute, relative and short without asking the file system what they mean.
#pragma once

#include <string>

namespace confstate::bytes {

// The directory this process works in; "/" should the system not say.
[[nodiscard]] std::string current_directory();

// The path from the root, without "." and ".." steps; a relative path starts at `directory`, which is absolute.
[[nodiscard]] std::string absolute_path(const std::string& path, const std::string& directory);

// How to reach one absolute path from an absolute directory: "../rooms/board.xml".
[[nodiscard]] std::string relative_path(const std::string& path, const std::string& directory);

// The directory of a path: "rooms" of "rooms/board.xml", "." of "board.xml", "/" of "/board.xml".
[[nodiscard]] std::string directory_of(const std::string& path);

// True when something that is no directory has that name.
[[nodiscard]] bool is_file(const std::string& path);

}  // namespace confstate::bytes
