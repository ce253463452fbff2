// Writing files that appear whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::bytes {

// Writes `content` to a temporary file beside `path`, flushes it to disk, and renames it into place; on any failure
// nothing is left behind and the old file, if there was one, is untouched.
[[nodiscard]] base::Result<void> write_file(const std::string& path, std::string_view content);

// Removes the temporary files of writes in progress; safe to call from a signal handler.
void remove_unfinished() noexcept;

}  // namespace confstate::bytes
