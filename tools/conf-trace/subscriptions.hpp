// Following the subscriptions in traces: what most views do.
#pragma once

#include <functional>
#include <string_view>

#include "common/tool.hpp"
#include "conf-trace/traces.hpp"
#include "notify/watcher.hpp"

namespace confstate::tools {

// Who hears of what; what is empty hears nothing.
struct Listeners {
  std::function<void(const notify::Occasion&)> occasion;
  std::function<void(const dialog::Followed&)> message;  // before what it is to its subscription
  std::function<void(const dialog::Dialog&)> closed;     // after its subscriptions
  bool keep_states = false;                              // notify::Delivered::state_before is given
};

// Reads all traces as Traces::follow does, and follows the subscriptions in them.
[[nodiscard]] Exit follow_subscriptions(Traces& traces, std::string_view tool, Listeners listeners, Io& io);

}  // namespace confstate::tools
