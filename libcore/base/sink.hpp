// Where written text goes, piece by piece, so that no writer needs to hold a whole output.
#pragma once

#include <functional>
#include <string_view>

namespace confstate::base {

// Takes the next piece of an output; the view is valid during the call only.
using Sink = std::function<void(std::string_view piece)>;

}  // namespace confstate::base
