// conf-lint check: what is wrong with policies, and its repair.
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bytes/input.hpp"
#include "bytes/output.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/judging_run.hpp"
#include "common/rules_told.hpp"
#include "conf-lint/policies.hpp"
#include "conf-lint/views.hpp"
#include "report/line_diff.hpp"
#include "report/patch.hpp"
#include "report/words.hpp"
#include "rules/config/config_rules.hpp"
#include "rules/fix_policy.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-lint check";

struct CheckOptions {
  InputOptions input;
  PolicyOptions policy;
  JudgingOptions judging;
  bool fix = false;
  bool diff = false;
  OutputOptions output;
  ReportOptions reports;
};

void declare(CLI::App& app, CheckOptions& options) {
  declare_list(app, options.input, "also take folders: every policy in them");
  declare_policy(app, options.policy);
  declare_limits(app, options.input, "a limit, as in input=1M");
  declare_judging(app, options.judging);
  OptionGroup group(app, std::string(kMaking));
  group.flag("--fix", options.fix, "make the safe repairs in the files, then report what is left");
  group.flag("--diff", options.diff, "print the safe repairs as a unified diff and nothing else");
  declare_reports(app, options.reports);
  declare_output(app, options.output);
  declare_jobs(app, options.input);
}

report::Cards lint_cards() {
  report::Cards cards = rules::policy_cards();
  for (const diag::Card& card : rules::config_cards()) {
    cards.push_back(&card);
  }
  return cards;
}

// Judges one policy at a time, on any thread.
class Check {
 public:
  Check(const CheckOptions& options, const JudgingPlan& plan, const policy::Templates& templates, Io& io)
      : options_(options), plan_(plan), templates_(templates), io_(io) {}

  [[nodiscard]] JudgedPart make(std::size_t index, const JudgingRun& run) const;
  // The repairs of one input as a diff; of YAML as JSON Patch.
  [[nodiscard]] base::Result<std::string> difference(std::size_t index) const;

 private:
  [[nodiscard]] base::Result<std::string> read(std::size_t index) const;
  [[nodiscard]] rules::JudgedPolicy judge(std::size_t index, std::string bytes) const;
  [[nodiscard]] rules::FixedPolicy fix(std::size_t index, std::string bytes) const;
  [[nodiscard]] rules::Judged repair(std::size_t index, std::string bytes, JudgedPart& part) const;

  [[nodiscard]] policy::Form form() const { return options_.policy.form.value_or(policy::Form::automatic); }

  const CheckOptions& options_;
  const JudgingPlan& plan_;
  const policy::Templates& templates_;
  Io& io_;
};

base::Result<std::string> Check::read(std::size_t index) const {
  return bytes::read_input(plan_.inputs.list[index].path, io_.in, plan_.by_input[index]->settings.limits);
}

rules::JudgedPolicy Check::judge(std::size_t index, std::string bytes) const {
  return rules::judge_policy(plan_.inputs.list[index].name, std::move(bytes), templates_, form(),
                             *plan_.by_input[index], plan_.today);
}

rules::FixedPolicy Check::fix(std::size_t index, std::string bytes) const {
  return rules::fix_policy(plan_.inputs.list[index].name, std::move(bytes), templates_, form(), *plan_.by_input[index],
                           plan_.today);
}

// Standard input cannot be written back, and the layout of YAML would be lost.
rules::Judged Check::repair(std::size_t index, std::string bytes, JudgedPart& part) const {
  const Input& input = plan_.inputs.list[index];
  const std::string before = bytes;
  rules::FixedPolicy fixed = fix(index, std::move(bytes));
  const diag::Outcome& outcome = fixed.judged.judged.outcome;
  if (fixed.judged.document->is_yaml() && !rules::repairs_of(outcome).empty()) {
    part.remark = fmt::format("{} is YAML and stays as it is; its repairs are {}", report::harmless(input.name),
                              report::json_patch(rules::repairs_of(outcome)));
  } else if (fixed.text != before) {
    const base::Result<void> written = input.path == "-"
                                           ? base::fail("--fix cannot write back to standard input", "use --diff")
                                           : bytes::write_file(input.path, fixed.text);
    if (!written) {
      return unreadable(input, written.error());
    }
    part.remark = fmt::format("{}: {} made", report::harmless(input.name), report::counted(fixed.repairs, "repair"));
  }
  return std::move(fixed.judged.judged);
}

JudgedPart Check::make(std::size_t index, const JudgingRun& run) const {
  JudgedPart part;
  base::Result<std::string> bytes = read(index);
  rules::Judged judged;
  if (!bytes) {
    judged = unreadable(plan_.inputs.list[index], std::move(bytes.error()));
  } else {
    judged = options_.fix ? repair(index, std::move(*bytes), part) : judge(index, std::move(*bytes)).judged;
  }
  part.sheets.push_back(run.sheet_of(std::move(judged), plan_.by_input[index]->settings));
  return part;
}

base::Result<std::string> Check::difference(std::size_t index) const {
  base::Result<std::string> bytes = read(index);
  if (!bytes) {
    return bytes;
  }
  const std::string before = *bytes;
  const rules::FixedPolicy fixed = fix(index, std::move(*bytes));
  const std::vector<diag::PatchOperation> left = rules::repairs_of(fixed.judged.judged.outcome);
  if (fixed.judged.document->is_yaml()) {
    return left.empty() ? std::string() : report::json_patch(left) + "\n";
  }
  return report::unified_diff(plan_.inputs.list[index].name, before, fixed.text);
}

// --diff: the exit code says whether there is something to repair.
Exit show_differences(const CheckOptions& options, const JudgingPlan& plan, const Check& check, Io& io) {
  std::string text;
  Exit exit = Exit::yes;
  for (const base::Failure& failure : plan.inputs.failures) {
    exit = give_up(io, kName, failure);
  }
  for (std::size_t i = 0; i < plan.inputs.list.size(); ++i) {
    const base::Result<std::string> one = check.difference(i);
    if (!one) {
      exit = give_up(io, kName, one.error());
      continue;
    }
    exit = worst(exit, one->empty() ? Exit::yes : Exit::no);
    text += *one;
  }
  const base::Result<void> written = write_result(options.output, io, text);
  exit = exit == Exit::no && plan.exit_zero ? Exit::yes : exit;
  return written ? exit : give_up(io, kName, written.error());
}

Exit check_policies(const CheckOptions& options, const JudgingPlan& plan, const report::Cards& cards, Io& io) {
  const base::Limits limits = plan.all.empty() ? base::Limits() : plan.all.front()->settings.limits;
  const base::Result<policy::Templates> templates = read_templates(options.policy, limits);
  if (!templates) {
    return give_up(io, kName, templates.error());
  }
  const Check check(options, plan, *templates, io);
  if (options.diff) {
    return show_differences(options, plan, check, io);
  }
  base::Result<ReportSet> reports = ReportSet::make(
      options.output, options.reports, report_style(kName, options.output, io), cards, most_findings(plan), io);
  if (!reports) {
    return give_up(io, kName, reports.error());
  }
  JudgingRun run(kName, plan, *reports, io);
  return run.run([&](std::size_t index) { return check.make(index, run); });
}

Exit run(const CheckOptions& options, Io& io) {
  const report::Cards cards = lint_cards();
  if (options.judging.list_rules || options.judging.explain) {
    return tell_rules(kName, options.judging, options.reports, options.output, cards,
                      report_style(kName, options.output, io), io);
  }
  if (options.fix && options.diff) {
    return give_up(io, kName, {"--fix writes the repairs and --diff only shows them", "choose one"});
  }
  const base::Result<JudgingPlan> plan =
      make_judging_plan(options.judging, {}, options.input, cards, io, wanted_policies());
  if (!plan) {
    return give_up(io, kName, plan.error());
  }
  if (options.judging.print_config) {
    const auto written = write_result(options.output, io, print_config(plan->all));
    return written ? Exit::yes : give_up(io, kName, written.error());
  }
  return check_policies(options, *plan, cards, io);
}

}  // namespace

const Tool& lint_check_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Judges conference security policies.",
      .examples =
          "conf-lint check board.json\n"
          "conf-lint check -r policies/ --templates templates/ --format sarif -o findings.sarif\n"
          "conf-lint check board.json --diff\n"
          "conf-lint check --explain policy/asserted-identity-untrusted\n",
      .declare = bind_options<CheckOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
