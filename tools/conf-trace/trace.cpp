#include "conf-trace/trace.hpp"

#include "conf-trace/views.hpp"

namespace confstate::tools {

const Tool& trace_tool() {
  static const Tool tool = {
      .name = "conf-trace",
      .summary = "Reads captured conference signalling completely and explains it.",
      .examples =
          "conf-trace list focus.pcapng\n"
          "conf-trace diagnose focus.pcapng\n",
      .declare = {},
      .views = {&trace_list_view(), &trace_flow_view(), &trace_extract_view(), &trace_replay_view(),
                &trace_timeline_view(), &trace_diagnose_view(), &trace_redact_view()},
  };
  return tool;
}

}  // namespace confstate::tools
