// Help: examples first, then usage, then the options by group, in the same order in every tool.
#pragma once

#include <string>
#include <string_view>

#include "common/cli_names.hpp"
#include "common/tool.hpp"

namespace confstate::tools {

// The headings of help, in their order.
inline constexpr std::string_view kInput = "INPUT";
inline constexpr std::string_view kChoosing = "CHOOSING";
inline constexpr std::string_view kJudging = "JUDGING";
inline constexpr std::string_view kComparing = "COMPARING";
inline constexpr std::string_view kMaking = "MAKING";
inline constexpr std::string_view kOutput = "OUTPUT";
inline constexpr std::string_view kGeneral = "GENERAL";

// The text of --help, at most 80 columns wide.
[[nodiscard]] std::string write_help(const Tool& tool, const CLI::App& app);

}  // namespace confstate::tools
