// Writing files that appear whole or not at all.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/sink.hpp"

namespace confstate::bytes {

// Writes `content` to a temporary file beside `path`, flushes it to disk, and renames it into place; on any failure
// nothing is left behind and the old file, if there was one, is untouched.
[[nodiscard]] base::Result<void> write_file(const std::string& path, std::string_view content);

// The same piece by piece, for what need not be held in memory: `produce` writes, and says in the end whether the file
// is wanted; where it is not, nothing is left behind and that is no failure.
[[nodiscard]] base::Result<void> write_file(const std::string& path,
                                            const std::function<bool(const base::Sink&)>& produce);

// Removes the temporary files of writes in progress; safe to call from a signal handler.
void remove_unfinished() noexcept;

}  // namespace confstate::bytes
