// The layout of a document of ours.
#pragma once

#include <string>
#include <string_view>

namespace confstate::change {

// A document that Held wrote, with an element per line. What stands inside extension elements stays as it is.
[[nodiscard]] std::string indented(std::string_view compact);

}  // namespace confstate::change
