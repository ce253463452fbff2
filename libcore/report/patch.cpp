#include "report/patch.hpp"

#include <utility>

#include "report/json_line.hpp"

namespace confstate::report {

std::string json_patch(std::span<const diag::PatchOperation> steps) {
  Json all = Json::array();
  for (const diag::PatchOperation& step : steps) {
    Json one = {{"op", step.op}, {"path", step.pointer}};
    if (!step.value.empty()) {
      one["value"] = Json::parse(step.value, nullptr, false);
    }
    all.push_back(std::move(one));
  }
  return json_line(all);
}

}  // namespace confstate::report
