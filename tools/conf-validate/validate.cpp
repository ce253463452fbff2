#include "conf-validate/validate.hpp"

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/rules_told.hpp"
#include "conf-validate/cards.hpp"
#include "conf-validate/options.hpp"
#include "conf-validate/session.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kExamples =
    "conf-validate board.xml\n"
    "conf-validate -r rooms/ --format short\n"
    "conf-validate - --stdin-name board.xml < board.xml\n"
    "conf-validate -r rooms/ --format github --report sarif=findings.sarif\n"
    "conf-validate -r rooms/ --write-baseline known.json\n"
    "conf-validate --explain user-entity-unique";

void declare(CLI::App& app, ValidateOptions& options) {
  declare_input(app, options.input, true);
  OptionGroup(app, std::string(kInput))
      .value("--base", "FULL", options.base,
             "judge each input as the notification after FULL, and the merged state too");
  declare_judging(app, options.judging);
  declare_rooms(app, options.rooms);
  declare_reports(app, options.reports);
  declare_output(app, options.output);
  declare_jobs(app, options.input);
}

// --print-config.
Exit show_configuration(const ValidateOptions& options, const Plan& plan, Io& io) {
  const base::Result<void> written = write_result(options.output, io, print_config(plan.all));
  return written ? Exit::yes : give_up(io, kValidate, written.error());
}

Exit judge(const ValidateOptions& options, const report::Cards& cards, const Plan& plan, Io& io) {
  base::Result<ReportSet> reports = ReportSet::make(
      options.output, options.reports, report_style(kValidate, options.output, io), cards, most_findings(plan), io);
  return reports ? judge_inputs(plan, *reports, io) : give_up(io, kValidate, reports.error());
}

Exit run(const ValidateOptions& options, Io& io) {
  const report::Cards cards = validate_cards();
  if (options.judging.list_rules || options.judging.explain) {
    return tell_rules(kValidate, options.judging, options.reports, options.output, cards,
                      report_style(kValidate, options.output, io), io);
  }
  const base::Result<Plan> plan = make_plan(options, cards, io);
  if (!plan) {
    return give_up(io, kValidate, plan.error());
  }
  return options.judging.print_config ? show_configuration(options, *plan, io) : judge(options, cards, *plan, io);
}

}  // namespace

const Tool& validate_tool() {
  static const Tool tool{kValidate, "Judges conference-info documents (RFC 4575, RFC 7106).", kExamples,
                         bind_options<ValidateOptions>(declare, run)};
  return tool;
}

}  // namespace confstate::tools
