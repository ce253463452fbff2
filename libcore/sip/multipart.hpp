// Multipart bodies (RFC 2046): where their parts are.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace confstate::sip {

struct MultipartResult {
  bool found = false;   // the boundary is there
  bool closed = false;  // so is the last one; else the last part ends with the body
};

// The parts of a multipart body, in order, appended to `parts`: each with its headers, without the line end that
// belongs to the boundary behind it. What stands before the first and behind the last boundary is left out. Stops
// behind `most` parts. Never copies.
MultipartResult read_multipart(std::string_view body, std::string_view boundary, std::size_t most,
                               std::vector<std::string_view>& parts);

}  // namespace confstate::sip
