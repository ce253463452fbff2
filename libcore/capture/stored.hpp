// Bytes in the form of compressed ones, but as they are. For redaction within capture/.
#pragma once

#include <string>
#include <string_view>

namespace confstate::capture {

// The bytes as gzip (RFC 1952), zlib (RFC 1950) or bare deflate (RFC 1951) has them, whichever `like` begins as, in
// stored blocks: what reads `like` reads this.
[[nodiscard]] std::string stored_like(std::string_view like, std::string_view bytes);

}  // namespace confstate::capture
