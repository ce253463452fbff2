#include "common/rules_told.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/utf8.hpp"
#include "config/selection.hpp"
#include "report/rules_text.hpp"

namespace confstate::tools {
namespace {

// Rules are told as text or JSON; the other formats have no form for them.
base::Result<bool> wants_json(const ReportOptions& reports, std::string_view option) {
  const ReportFormat format = reports.format.value_or(ReportFormat::text);
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

base::Result<std::string> list_rules(const JudgingOptions& judging, const ReportOptions& reports,
                                     const report::Cards& cards, const report::Style& style) {
  const base::Result<bool> json = wants_json(reports, "--list-rules");
  if (!json) {
    return tl::unexpected<base::Failure>(json.error());
  }
  return *json ? report::list_rules_json(cards) : report::list_rules(cards, profile_of(judging), style);
}

base::Result<std::string> explain_rule(const std::string& rule, const ReportOptions& reports,
                                       const report::Cards& cards, const report::Style& style) {
  const base::Result<bool> json = wants_json(reports, "--explain");
  if (!json) {
    return tl::unexpected<base::Failure>(json.error());
  }
  const base::Result<const diag::Card*> card = config::find_rule(rule, cards);
  if (!card) {
    return tl::unexpected<base::Failure>(card.error());
  }
  return *json ? report::explain_rule_json(**card) : report::explain_rule(**card, style);
}

}  // namespace

report::Style report_style(std::string_view tool, const OutputOptions& output, const Io& io) {
  report::Style style;
  style.tool = tool;
  style.version = version();
  style.color = wants_color(output, io);
  style.unicode = has_utf8(io.world);
  return style;
}

Exit tell_rules(std::string_view tool, const JudgingOptions& judging, const ReportOptions& reports,
                const OutputOptions& output, const report::Cards& cards, const report::Style& style, Io& io) {
  const base::Result<std::string> text = judging.explain ? explain_rule(*judging.explain, reports, cards, style)
                                                         : list_rules(judging, reports, cards, style);
  if (!text) {
    return give_up(io, tool, text.error());
  }
  const base::Result<void> written = write_result(output, io, *text);
  return written ? Exit::yes : give_up(io, tool, written.error());
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
