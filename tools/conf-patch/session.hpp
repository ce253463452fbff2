// One run of conf-patch: documents fed to a subscriber, and what is written of it.
#pragma once

#include "common/tool.hpp"
#include "conf-patch/options.hpp"
#include "report/printer.hpp"

namespace confstate::tools {

// Feeds all inputs in their order, writes events and states, and says how it went.
[[nodiscard]] Exit feed_inputs(const PatchOptions& options, const report::Cards& cards, Io& io);

}  // namespace confstate::tools
