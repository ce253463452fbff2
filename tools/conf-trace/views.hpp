// The views of conf-trace, each a tool of its own.
#pragma once

#include "common/tool.hpp"

namespace confstate::tools {

[[nodiscard]] const Tool& trace_list_view();
[[nodiscard]] const Tool& trace_flow_view();
[[nodiscard]] const Tool& trace_extract_view();
[[nodiscard]] const Tool& trace_replay_view();
[[nodiscard]] const Tool& trace_timeline_view();
[[nodiscard]] const Tool& trace_diagnose_view();
[[nodiscard]] const Tool& trace_redact_view();

}  // namespace confstate::tools
