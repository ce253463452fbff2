#include "golden/catalog.hpp"

#include <algorithm>

#include "conf-diff/diff.hpp"
#include "conf-generate/generate.hpp"
#include "conf-lint/lint.hpp"
#include "conf-patch/patch.hpp"
#include "conf-rooms/rooms.hpp"
#include "conf-show/show.hpp"
#include "conf-trace/trace.hpp"
#include "conf-validate/validate.hpp"

namespace confstate::golden {

std::vector<const tools::Tool*> all_tools() {
  return {&tools::validate_tool(), &tools::show_tool(),  &tools::generate_tool(), &tools::diff_tool(),
          &tools::patch_tool(),    &tools::trace_tool(), &tools::rooms_tool(),    &tools::lint_tool()};
}

const tools::Tool* find_tool(std::string_view name) {
  const std::vector<const tools::Tool*> tools = all_tools();
  const auto found = std::ranges::find(tools, name, [](const tools::Tool* tool) { return tool->name; });
  return found == tools.end() ? nullptr : *found;
}

}  // namespace confstate::golden
