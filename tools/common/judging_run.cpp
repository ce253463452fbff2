#include "common/judging_run.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

#include "bytes/paths.hpp"
#include "common/exit_of.hpp"
#include "common/layer.hpp"
#include "common/ordered.hpp"
#include "config/search.hpp"
#include "rules/config/config_rules.hpp"

namespace confstate::tools {
namespace {

void add(report::Totals& sum, const report::Totals& part) {
  sum.inputs += part.inputs;
  sum.failures += part.failures;
  sum.errors += part.errors;
  sum.warnings += part.warnings;
  sum.infos += part.infos;
  sum.suppressed += part.suppressed;
  sum.uncollected += part.uncollected;
  sum.records += part.records;
  if (sum.example_rule.empty()) {
    sum.example_rule = part.example_rule;
  }
}

bool names_inputs(const ListOptions& input) {
  return !input.arguments.empty() || !input.files_from.empty() || !input.files0_from.empty();
}

// --print-config needs no input: what holds in the current directory is asked for then.
base::Result<Inputs> inputs_of(const JudgingOptions& judging, const ListOptions& input, Io& io, const Wanted& wanted) {
  if (judging.print_config && !names_inputs(input)) {
    return Inputs{{{"-", "<stdin>"}}, {}};
  }
  return list_inputs(input, io.in, wanted);
}

base::Result<void> find_configurations(JudgingPlan& plan, config::Finder& finder) {
  plan.by_input.reserve(plan.inputs.list.size());
  for (const Input& input : plan.inputs.list) {
    base::Result<std::shared_ptr<const config::Configuration>> found = finder.find(input.path);
    if (!found) {
      return tl::unexpected<base::Failure>(std::move(found.error()));
    }
    plan.by_input.push_back(std::move(*found));
  }
  plan.all = finder.all();
  return {};
}

}  // namespace

base::Result<JudgingPlan> make_judging_plan(const JudgingOptions& judging, const RoomOptions& rooms,
                                            const InputOptions& input, const report::Cards& cards, Io& io,
                                            const Wanted& wanted) {
  base::Result<config::Layer> layer = make_layer(judging, rooms, input);
  if (!layer) {
    return tl::unexpected<base::Failure>(std::move(layer.error()));
  }
  base::Result<Inputs> inputs = inputs_of(judging, input, io, wanted);
  if (!inputs) {
    return tl::unexpected<base::Failure>(std::move(inputs.error()));
  }
  JudgingPlan plan;
  plan.inputs = std::move(*inputs);
  plan.jobs = jobs_for(input, plan.inputs.list.size());
  plan.today = io.world.today();
  plan.exit_zero = judging.exit_zero;
  plan.write_baseline = judging.write_baseline;
  config::Finder finder(cards, std::move(*layer), !judging.no_config, bytes::current_directory());
  if (base::Result<void> found = find_configurations(plan, finder); !found) {
    return tl::unexpected<base::Failure>(std::move(found.error()));
  }
  return plan;
}

std::set<std::uint64_t> most_findings(const JudgingPlan& plan) {
  std::set<std::uint64_t> most = {0};
  for (const auto& configuration : plan.all) {
    most.insert(configuration->settings.max_findings.value);
  }
  return most;
}

rules::Judged unreadable(const Input& input, base::Failure failure) {
  rules::Judged judged;
  judged.outcome.source = bytes::Source(input.name, {});
  judged.outcome.failure = std::move(failure);
  return judged;
}

JudgingRun::JudgingRun(std::string_view tool, const JudgingPlan& plan, ReportSet& reports, Io& io)
    : tool_(tool),
      plan_(plan),
      reports_(reports),
      io_(io),
      progress_(io.err, io.err_is_terminal, plan.inputs.list.size()) {}

Sheet JudgingRun::sheet_of(rules::Judged&& judged, const config::Settings& settings, const report::Extra* extra) const {
  if (recorder_) {
    Recorder::accept(judged.outcome.findings);
  }
  Sheet sheet;
  sheet.name = judged.outcome.source.name();
  sheet.texts = reports_.print(judged.outcome, settings.max_findings.value, extra);
  sheet.exit = exit_of(judged.outcome, settings.fail_on.value);
  report::count(sheet.totals, judged.outcome);
  sheet.failure = std::move(judged.outcome.failure);
  sheet.uses = std::move(judged.uses);
  if (recorder_) {
    sheet.findings = std::move(judged.outcome.findings);
  }
  return sheet;
}

void JudgingRun::say(const base::Failure& failure) {
  const auto pause = progress_.pause();
  print_failure(io_.err, tool_, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

void JudgingRun::tell(const std::string& remark) {
  const auto pause = progress_.pause();
  print_failure(io_.err, tool_, remark, {});
}

void JudgingRun::report(Sheet&& sheet) {
  // The progress line gives way only to what appears beside it.
  std::unique_lock<std::mutex> pause;
  if (io_.out_is_terminal && std::ranges::any_of(sheet.texts, [](const std::string& text) { return !text.empty(); })) {
    pause = progress_.pause();
  }
  exit_ = worst(exit_, sheet.exit);
  add(totals_, sheet.totals);
  reports_.add(std::move(sheet.texts));
}

void JudgingRun::take_sheet(const config::Configuration* configuration, Sheet&& sheet) {
  if (sheet.failure) {
    say(*sheet.failure);
  }
  config::merge(uses_[configuration], sheet.uses);
  report(std::move(sheet));
}

// The documents of a trace are one input.
void JudgingRun::record(const JudgedPart& part) {
  std::map<std::string, std::vector<diag::Finding>> by_name;
  for (const Sheet& sheet : part.sheets) {
    if (!sheet.failure) {
      std::vector<diag::Finding>& all = by_name[sheet.name];
      all.insert(all.end(), sheet.findings.begin(), sheet.findings.end());
    }
  }
  for (const auto& [name, findings] : by_name) {
    recorder_->record(name, findings);
  }
}

bool JudgingRun::take(std::size_t index, JudgedPart&& part) {
  progress_.advance();
  if (recorder_) {
    record(part);
  }
  if (!part.remark.empty()) {
    tell(part.remark);
  }
  for (Sheet& sheet : part.sheets) {
    take_sheet(plan_.by_input[index].get(), std::move(sheet));
  }
  return io_.out.good();
}

// What the owner of a configuration file should know comes last, after all that it was for. It is no input.
void JudgingRun::judge_configurations() {
  for (const auto& configuration : plan_.all) {
    const diag::Outcome outcome = rules::judge_configuration(*configuration, uses_[configuration.get()], plan_.today);
    if (outcome.findings.empty()) {
      continue;
    }
    Sheet sheet;
    sheet.texts = reports_.print(outcome, configuration->settings.max_findings.value);
    sheet.exit = exit_of(outcome, configuration->settings.fail_on.value);
    report::count(sheet.totals, outcome);
    sheet.totals.inputs = 0;
    report(std::move(sheet));
  }
}

Exit JudgingRun::run(const Make& make) {
  if (plan_.write_baseline) {
    base::Result<Recorder> recorder = Recorder::open(*plan_.write_baseline);
    if (!recorder) {
      say(recorder.error());
      return exit_;
    }
    recorder_ = std::move(*recorder);
  }
  for (const base::Failure& failure : plan_.inputs.failures) {
    say(failure);
  }
  Ordered<JudgedPart>::run(plan_.inputs.list.size(), plan_.jobs, make,
                           [this](std::size_t index, JudgedPart&& part) { return take(index, std::move(part)); });
  judge_configurations();
  totals_.subject = subject_ ? subject_(totals_) : std::string();
  if (const base::Result<void> finished = reports_.finish(totals_); !finished) {
    say(finished.error());
  }
  if (const base::Result<void> written = recorder_ ? recorder_->write() : base::Result<void>(); !written) {
    say(written.error());
  }
  return exit_ == Exit::no && plan_.exit_zero ? Exit::yes : exit_;
}

}  // namespace confstate::tools
