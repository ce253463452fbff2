// What conf-patch can be told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/input_options.hpp"
#include "common/judging_options.hpp"
#include "info/writer.hpp"

namespace confstate::tools {

inline constexpr std::string_view kPatch = "conf-patch";

struct PatchOptions {
  InputOptions input;
  JudgingOptions judging;
  bool from_empty = false;
  std::optional<std::uint64_t> until_version;
  bool each = false;
  std::optional<std::string> out;
  std::optional<std::string> events;
  std::optional<info::Layout> layout;

  // Whether results go to standard output.
  [[nodiscard]] bool to_stdout() const { return out.value_or("-") == "-"; }
};

}  // namespace confstate::tools
