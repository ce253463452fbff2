#include "conf-validate/views.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "config/selection.hpp"
#include "report/rules_text.hpp"

namespace confstate::tools {
namespace {

// Rules are told as text or JSON; the other formats have no form for them.
base::Result<bool> wants_json(const ValidateOptions& options, std::string_view option) {
  const ReportFormat format = options.reports.format.value_or(ReportFormat::text);
  if (format != ReportFormat::text && format != ReportFormat::json) {
    return base::fail(fmt::format("{} writes text or json only", option));
  }
  return format == ReportFormat::json;
}

diag::Profile profile_of(const JudgingOptions& options) {
  return options.strict ? diag::Profile::strict : options.profile.value_or(diag::Profile::rfc4575);
}

std::string print_one(const config::Configuration& configuration) {
  const std::vector<config::SettingRow> rows = config::rows_of(configuration.settings);
  std::size_t names = 0;
  std::size_t values = 0;
  for (const config::SettingRow& row : rows) {
    names = std::max(names, base::display_width(base::escape_hostile(row.name)));
    values = std::max(values, std::min<std::size_t>(base::display_width(base::escape_hostile(row.value)), 32));
  }
  std::string out;
  for (const config::SettingRow& row : rows) {
    out += fmt::format("{:<{}}  {:<{}}  {}\n", base::escape_hostile(row.name), names, base::escape_hostile(row.value),
                       values, base::escape_hostile(row.origin));
  }
  return out;
}

}  // namespace

base::Result<std::string> list_rules(const ValidateOptions& options, const report::Cards& cards,
                                     const report::Style& style) {
  const base::Result<bool> json = wants_json(options, "--list-rules");
  if (!json) {
    return tl::unexpected<base::Failure>(json.error());
  }
  return *json ? report::list_rules_json(cards) : report::list_rules(cards, profile_of(options.judging), style);
}

base::Result<std::string> explain_rule(const ValidateOptions& options, const report::Cards& cards,
                                       const report::Style& style) {
  const base::Result<bool> json = wants_json(options, "--explain");
  if (!json) {
    return tl::unexpected<base::Failure>(json.error());
  }
  const base::Result<const diag::Card*> card = config::find_rule(*options.judging.explain, cards);
  if (!card) {
    return tl::unexpected<base::Failure>(card.error());
  }
  return *json ? report::explain_rule_json(**card) : report::explain_rule(**card, style);
}

std::string print_config(std::span<const std::shared_ptr<const config::Configuration>> configurations) {
  std::string out;
  for (const auto& configuration : configurations) {
    out += out.empty() ? "" : "\n";
    out += print_one(*configuration);
  }
  return out;
}

}  // namespace confstate::tools
