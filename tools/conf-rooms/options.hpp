// What conf-rooms can be told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/input_options.hpp"
#include "common/judging_options.hpp"
#include "common/output_options.hpp"

namespace confstate::tools {

inline constexpr std::string_view kRooms = "conf-rooms";

// How documents reached us, where the input does not tell.
enum class Carried : std::uint8_t { tls, verified, open };

struct RoomsOptions {
  InputOptions input;
  std::optional<Carried> carried;
  bool watch = false;
  std::optional<std::string> policy;
  std::optional<std::string> templates;
  JudgingOptions judging;
  RoomOptions rooms;
  OutputOptions output;
  ReportOptions reports;
};

}  // namespace confstate::tools
