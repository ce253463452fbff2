// How bytes are read from files, for the files of this room that do it.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::bytes {

// The failure for a path that cannot be read, with a hint where it is a directory.
[[nodiscard]] tl::unexpected<base::Failure> cannot_read(const std::string& path, int error);

// Reads up to `size` bytes; fewer only at the end. Negative when the system refuses.
[[nodiscard]] ssize_t read_some(int number, char* to, std::size_t size);

// Whether the bytes begin as gzip; as a zstd frame or one of the skippable frames that may stand before it (RFC 8878
// section 3.1).
[[nodiscard]] bool is_gzip(std::string_view bytes);
[[nodiscard]] bool is_zstd(std::string_view bytes);

}  // namespace confstate::bytes
