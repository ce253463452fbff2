// The documents of a series, ready to be compared: read, whole, and free of obstacles.
#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "common/load.hpp"

namespace confstate::tools {

// Reads one document of a series for `tool`. Fails as load() does, where the root is in another namespace than that of
// RFC 4575, and where the document has no canonical form: one failure for each of the first few places.
[[nodiscard]] tl::expected<std::unique_ptr<Loaded>, std::vector<base::Failure>> load_comparable(
    std::string_view tool, const Input& input, InputFormat format, std::istream& standard_input,
    const base::Limits& limits);

// Makes both documents carry white space and comments inside extension elements, where one of them has such.
[[nodiscard]] base::Result<void> keep_alike(Loaded& one, Loaded& other);

}  // namespace confstate::tools
