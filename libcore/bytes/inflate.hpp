// Compression within other bytes: bodies of messages, records of logs.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace confstate::bytes {

// Undoes gzip (RFC 1952), one member. Fails where it is damaged, ends too early, or gives more than `limit` bytes.
// Bytes behind it are ignored.
[[nodiscard]] base::Result<std::string> inflate_gzip(std::string_view bytes, std::uint64_t limit);

// Undoes "deflate" as HTTP and SIP name it (RFC 9110 section 8.4.1.2): zlib (RFC 1950), or, as some send it, bare
// deflate (RFC 1951). Fails as above.
[[nodiscard]] base::Result<std::string> inflate_deflate(std::string_view bytes, std::uint64_t limit);

}  // namespace confstate::bytes
