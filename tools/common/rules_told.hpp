// What a tool that has rules says about itself: its rules and the configuration in effect.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "common/judging_options.hpp"
#include "common/output_options.hpp"
#include "common/tool.hpp"
#include "config/apply.hpp"
#include "report/printer.hpp"

namespace confstate::tools {

// How reports of a tool look, by its options and where they go.
[[nodiscard]] report::Style report_style(std::string_view tool, const OutputOptions& output, const Io& io);

// --list-rules or --explain RULE, as text or JSON, to standard output or -o.
[[nodiscard]] Exit tell_rules(std::string_view tool, const JudgingOptions& judging, const ReportOptions& reports,
                              const OutputOptions& output, const report::Cards& cards, const report::Style& style,
                              Io& io);

// --print-config: each setting with where it comes from, a paragraph per configuration.
[[nodiscard]] std::string print_config(std::span<const std::shared_ptr<const config::Configuration>> configurations);

}  // namespace confstate::tools
