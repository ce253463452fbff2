// Multipart bodies (RFC 2046): where their parts are.
#pragma once

#include <string_view>
#include <vector>

#include "sip/fault.hpp"
#include "sip/values.hpp"

namespace confstate::sip {

// One part; its headers and what they frame.
struct Part {
  std::string_view headers;  // with the empty line, where there is one
  std::string_view body;     // without the line end that belongs to the boundary
};

// The parts of a multipart body with that boundary, in order, to `out`. False where no boundary was found; `closed` is
// false where the last one is missing (then the last part ends with the body). Never copies.
struct MultipartResult {
  bool found = false;
  bool closed = false;
};
MultipartResult read_multipart(std::string_view body, std::string_view boundary, std::vector<Part>& out);

}  // namespace confstate::sip
