// What conf-validate can be told.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/input_options.hpp"
#include "common/judging_options.hpp"
#include "common/output_options.hpp"

namespace confstate::tools {

inline constexpr std::string_view kValidate = "conf-validate";

struct ValidateOptions {
  InputOptions input;
  std::optional<std::string> base;
  JudgingOptions judging;
  RoomOptions rooms;
  OutputOptions output;
  ReportOptions reports;
};

}  // namespace confstate::tools
