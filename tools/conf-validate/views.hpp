// What conf-validate says about itself: its rules and the configuration in effect.
#pragma once

#include <memory>
#include <span>

#include "base/result.hpp"
#include "conf-validate/options.hpp"
#include "config/apply.hpp"
#include "report/printer.hpp"

namespace confstate::tools {

// --list-rules, as text or JSON.
[[nodiscard]] base::Result<std::string> list_rules(const ValidateOptions& options, const report::Cards& cards,
                                                   const report::Style& style);
// --explain RULE, as text or JSON.
[[nodiscard]] base::Result<std::string> explain_rule(const ValidateOptions& options, const report::Cards& cards,
                                                     const report::Style& style);
// --print-config: each setting with where it comes from, a paragraph per configuration.
[[nodiscard]] std::string print_config(std::span<const std::shared_ptr<const config::Configuration>> configurations);

}  // namespace confstate::tools
