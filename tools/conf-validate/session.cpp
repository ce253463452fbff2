#include "conf-validate/session.hpp"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "bytes/output.hpp"
#include "bytes/paths.hpp"
#include "bytes/stream.hpp"
#include "common/exit_of.hpp"
#include "common/ordered.hpp"
#include "common/progress.hpp"
#include "common/recorder.hpp"
#include "rules/config/config_rules.hpp"
#include "rules/judge.hpp"
#include "rules/judge_trace.hpp"

namespace confstate::tools {
namespace {

// What came of one input, or of what it was merged into.
struct Sheet {
  std::string name;
  ReportSet::Parts texts;
  report::Totals totals;
  Exit exit = Exit::yes;
  std::optional<base::Failure> failure;
  config::Uses uses;
  std::vector<diag::Finding> findings;  // only for a baseline that is to be written
};

// What one thread hands over: the input itself is gone by then.
struct Part {
  std::vector<Sheet> sheets;
  std::string refusal;  // why the input was not merged into the base
};

void add(report::Totals& sum, const report::Totals& part) {
  sum.inputs += part.inputs;
  sum.failures += part.failures;
  sum.errors += part.errors;
  sum.warnings += part.warnings;
  sum.infos += part.infos;
  sum.suppressed += part.suppressed;
  sum.uncollected += part.uncollected;
  if (sum.example_rule.empty()) {
    sum.example_rule = part.example_rule;
  }
}

// What comes of an input that could not be read.
rules::Judged failed(const Input& input, base::Failure failure) {
  rules::Judged judged;
  judged.outcome.source = bytes::Source(input.name, {});
  judged.outcome.failure = std::move(failure);
  return judged;
}

class Session {
 public:
  Session(const Plan& plan, ReportSet& reports, Io& io)
      : plan_(plan), reports_(reports), io_(io), progress_(io.err, io.err_is_terminal, plan.inputs.list.size()) {}

  Exit run();

 private:
  [[nodiscard]] JudgedUpdate judge(std::size_t index, base::Result<ReadInput>&& read) const;
  void judge_trace(std::size_t index, const ReadInput& read, Part& part) const;
  [[nodiscard]] Part make(std::size_t index) const;
  [[nodiscard]] Sheet sheet_of(rules::Judged&& judged, const config::Settings& settings) const;
  bool take(std::size_t index, Part&& part);
  void take_sheet(const config::Configuration* configuration, Sheet&& sheet);
  void report(Sheet&& sheet);
  void tell(const std::string& refusal);
  void judge_configurations();
  void say(const base::Failure& failure);

  const Plan& plan_;
  ReportSet& reports_;
  Io& io_;
  Progress progress_;
  report::Totals totals_;
  Exit exit_ = Exit::yes;
  std::map<const config::Configuration*, config::Uses> uses_;
  std::optional<Recorder> recorder_;
};

JudgedUpdate Session::judge(std::size_t index, base::Result<ReadInput>&& read) const {
  const Input& input = plan_.inputs.list[index];
  const config::Configuration& configuration = *plan_.by_input[index];
  JudgedUpdate judged;
  if (!read) {
    judged.update = failed(input, std::move(read.error()));
  } else if (plan_.base != nullptr) {
    judged = judge_update(*plan_.base, input.name, std::move(read->bytes), configuration, plan_.today);
  } else {
    judged.update = rules::judge(input.name, std::move(read->bytes), configuration, plan_.today);
  }
  return judged;
}

// A sheet for every document in a trace; the first one counts as the input.
void Session::judge_trace(std::size_t index, const ReadInput& read, Part& part) const {
  const Input& input = plan_.inputs.list[index];
  const config::Configuration& configuration = *plan_.by_input[index];
  if (plan_.base != nullptr) {
    part.sheets.push_back(sheet_of(failed(input, {fmt::format("{} is a trace; --base needs a document", input.name),
                                                  "conf-trace diagnose judges notifications in their order"}),
                                   configuration.settings));
    return;
  }
  base::Result<bytes::Stream> stream =
      read.is_whole ? bytes::Stream(std::string_view(read.bytes)) : bytes::Stream::open(input.path, io_.in);
  capture::Settings reading;
  reading.limits = configuration.settings.limits;
  reading.format = trace_format(plan_.format);
  const auto take = [&](rules::Judged&& judged) {
    part.sheets.push_back(sheet_of(std::move(judged), configuration.settings));
    part.sheets.back().totals.inputs = part.sheets.size() == 1 ? 1 : 0;
  };
  base::Result<void> done = stream ? rules::judge_trace(*stream, input.name, reading, configuration, plan_.today, take)
                                   : tl::unexpected<base::Failure>(stream.error());
  if (done && part.sheets.empty()) {
    done = base::fail("no conference-info document in it", "conf-trace list shows what is");
  }
  if (!done) {
    take(failed(input, {fmt::format("{}: {}", input.name, done.error().message), done.error().hint}));
  }
}

Sheet Session::sheet_of(rules::Judged&& judged, const config::Settings& settings) const {
  if (recorder_) {
    Recorder::accept(judged.outcome.findings);
  }
  Sheet sheet;
  sheet.name = judged.outcome.source.name();
  sheet.texts = reports_.print(judged.outcome, settings.max_findings.value);
  sheet.exit = exit_of(judged.outcome, settings.fail_on.value);
  report::count(sheet.totals, judged.outcome);
  sheet.failure = std::move(judged.outcome.failure);
  sheet.uses = std::move(judged.uses);
  if (recorder_) {
    sheet.findings = std::move(judged.outcome.findings);
  }
  return sheet;
}

Part Session::make(std::size_t index) const {
  const config::Settings& settings = plan_.by_input[index]->settings;
  base::Result<ReadInput> read = read_any(plan_.inputs.list[index], plan_.format, io_.in, settings.limits);
  Part part;
  if (read && read->is_trace) {
    judge_trace(index, *read, part);
    return part;
  }
  JudgedUpdate judged = judge(index, std::move(read));
  part.sheets.push_back(sheet_of(std::move(judged.update), settings));
  if (judged.result) {
    part.sheets.push_back(sheet_of(std::move(*judged.result), settings));
    part.sheets.back().totals.inputs = 0;
  }
  if (!judged.refusal.empty()) {
    part.refusal = plan_.inputs.list[index].name + " is not merged: " + judged.refusal;
  }
  return part;
}

void Session::say(const base::Failure& failure) {
  const auto pause = progress_.pause();
  print_failure(io_.err, kValidate, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

// Why there is no merged state to judge; the exit code is about findings.
void Session::tell(const std::string& refusal) {
  const auto pause = progress_.pause();
  print_failure(io_.err, kValidate, refusal, {});
}

void Session::report(Sheet&& sheet) {
  // The progress line gives way only to what appears beside it.
  std::unique_lock<std::mutex> pause;
  if (io_.out_is_terminal && std::ranges::any_of(sheet.texts, [](const std::string& text) { return !text.empty(); })) {
    pause = progress_.pause();
  }
  exit_ = worst(exit_, sheet.exit);
  add(totals_, sheet.totals);
  reports_.add(std::move(sheet.texts));
}

void Session::take_sheet(const config::Configuration* configuration, Sheet&& sheet) {
  if (sheet.failure) {
    say(*sheet.failure);
  } else if (recorder_) {
    recorder_->record(sheet.name, sheet.findings);
  }
  config::merge(uses_[configuration], sheet.uses);
  report(std::move(sheet));
}

bool Session::take(std::size_t index, Part&& part) {
  progress_.advance();
  if (!part.refusal.empty()) {
    tell(part.refusal);
  }
  for (Sheet& sheet : part.sheets) {
    take_sheet(plan_.by_input[index].get(), std::move(sheet));
  }
  return io_.out.good();
}

// What the owner of a configuration file should know comes last, after all that it was for. It is no input.
void Session::judge_configurations() {
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

Exit Session::run() {
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
  Ordered<Part>::run(
      plan_.inputs.list.size(), plan_.jobs, [this](std::size_t index) { return make(index); },
      [this](std::size_t index, Part&& part) { return take(index, std::move(part)); });
  judge_configurations();
  if (const base::Result<void> finished = reports_.finish(totals_); !finished) {
    say(finished.error());
  }
  if (const base::Result<void> written = recorder_ ? recorder_->write() : base::Result<void>(); !written) {
    say(written.error());
  }
  return exit_ == Exit::no && plan_.exit_zero ? Exit::yes : exit_;
}

}  // namespace

Exit judge_inputs(const Plan& plan, ReportSet& reports, Io& io) {
  return Session(plan, reports, io).run();
}

}  // namespace confstate::tools
