#include "report/patch.hpp"

#include <utility>

namespace confstate::report {

Json patch_record(std::span<const diag::PatchOperation> steps) {
  Json all = Json::array();
  for (const diag::PatchOperation& step : steps) {
    Json one = {{"op", step.op}, {"path", step.pointer}};
    if (!step.value.empty()) {
      one["value"] = Json::parse(step.value, nullptr, false);
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::string json_patch(std::span<const diag::PatchOperation> steps) {
  return json_line(patch_record(steps));
}

}  // namespace confstate::report
