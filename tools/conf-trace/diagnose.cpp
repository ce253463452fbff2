// conf-trace diagnose: everything that is wrong in a trace.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "bytes/paths.hpp"
#include "common/exit_of.hpp"
#include "common/layer.hpp"
#include "common/output_options.hpp"
#include "common/recorder.hpp"
#include "common/report_set.hpp"
#include "common/rules_told.hpp"
#include "conf-trace/cards.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "config/search.hpp"
#include "report/words.hpp"
#include "rules/diagnose.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-trace diagnose";

struct DiagnoseOptions {
  TraceOptions traces;
  JudgingOptions judging;
  RoomOptions rooms;
  OutputOptions output;
  ReportOptions reports;
};

void declare(CLI::App& app, DiagnoseOptions& options) {
  declare_traces(app, options.traces);
  declare_judging(app, options.judging);
  declare_rooms(app, options.rooms);
  declare_reports(app, options.reports);
  declare_output(app, options.output);
}

using Configured = std::shared_ptr<const config::Configuration>;

// One configuration judges all traces of a run, as dialogs go on from one to the next: that of the first.
base::Result<Configured> configure(const DiagnoseOptions& options, const report::Cards& cards) {
  base::Result<config::Layer> layer = make_layer(options.judging, options.rooms, options.traces);
  if (!layer) {
    return tl::unexpected<base::Failure>(std::move(layer.error()));
  }
  config::Finder finder(cards, std::move(*layer), !options.judging.no_config, bytes::current_directory());
  return finder.find(options.traces.arguments.empty() ? "-" : options.traces.arguments.front());
}

// One run over all traces.
class Session {
 public:
  Session(const DiagnoseOptions& options, Configured configuration, Traces& traces, ReportSet& reports, Io& io)
      : options_(options), configuration_(std::move(configuration)), traces_(traces), reports_(reports), io_(io) {}

  Exit run();

 private:
  void take(std::vector<diag::Outcome>&& outcomes);
  [[nodiscard]] std::string subject(const rules::Diagnosis& diagnosis) const;
  void say(const base::Failure& failure);
  void write_baseline();

  const DiagnoseOptions& options_;
  Configured configuration_;
  Traces& traces_;
  ReportSet& reports_;
  Io& io_;
  report::Totals totals_;
  Exit exit_ = Exit::yes;
  std::map<std::string, std::vector<diag::Finding>> recorded_;  // by trace, for a baseline that is to be written
};

void Session::say(const base::Failure& failure) {
  exit_ = give_up(io_, kName, failure);
}

void Session::take(std::vector<diag::Outcome>&& outcomes) {
  for (diag::Outcome& outcome : outcomes) {
    if (options_.judging.write_baseline) {
      Recorder::accept(outcome.findings);
    }
    report::count(totals_, outcome);
    exit_ = worst(exit_, exit_of(outcome, configuration_->settings.fail_on.value));
    if (outcome.failure) {
      print_failure(io_.err, kName, outcome.failure->message, outcome.failure->hint);
    }
    reports_.add(reports_.print(outcome, configuration_->settings.max_findings.value));
    if (options_.judging.write_baseline) {
      std::vector<diag::Finding>& all = recorded_[outcome.source.name()];
      std::ranges::move(outcome.findings, std::back_inserter(all));
    }
  }
}

// "1 trace: 1,204 frames, 1,100 messages, 12 subscriptions"
std::string Session::subject(const rules::Diagnosis& diagnosis) const {
  const TraceTotals& totals = traces_.totals();
  std::string out = fmt::format("{}: {}, {}, {}", report::counted(totals.inputs, "trace"),
                                report::counted(totals.frames, "frame"), report::counted(totals.messages, "message"),
                                report::counted(diagnosis.subscriptions(), "subscription"));
  return totals.tls == 0 ? out : out + fmt::format(", {} in TLS", report::counted(totals.tls, "connection"));
}

void Session::write_baseline() {
  base::Result<Recorder> recorder = Recorder::open(*options_.judging.write_baseline);
  if (!recorder) {
    say(recorder.error());
    return;
  }
  for (const Input& input : traces_.inputs()) {
    recorder->record(input.name, recorded_[input.name]);
  }
  if (const base::Result<void> written = recorder->write(); !written) {
    say(written.error());
  }
}

Exit Session::run() {
  rules::DiagnosisSettings settings;
  settings.configuration = configuration_;
  settings.today = io_.world.today();
  settings.names = traces_.names();
  settings.tell = [this](std::vector<diag::Outcome>&& outcomes) { take(std::move(outcomes)); };
  rules::Diagnosis diagnosis(std::move(settings));
  const Exit read = traces_.follow(kName, diagnosis.followers(), io_);
  diagnosis.finish();
  totals_.uncollected = diagnosis.uncollected();
  totals_.subject = subject(diagnosis);
  totals_.failures = traces_.totals().failures;
  const diag::Severity fail_on = configuration_->settings.fail_on.value;
  if (fail_on != diag::Severity::off && diagnosis.uncollected() > 0 && diagnosis.worst_uncollected() >= fail_on) {
    exit_ = worst(exit_, Exit::no);
  }
  if (const base::Result<void> finished = reports_.finish(totals_); !finished) {
    say(finished.error());
  }
  if (options_.judging.write_baseline && read != Exit::trouble) {
    write_baseline();
  }
  exit_ = exit_ == Exit::no && options_.judging.exit_zero ? Exit::yes : exit_;
  return worst(exit_, read);
}

Exit diagnose(const DiagnoseOptions& options, const report::Cards& cards, Configured configuration, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  base::Result<ReportSet> reports =
      ReportSet::make(options.output, options.reports, report_style(kName, options.output, io), cards,
                      {0, configuration->settings.max_findings.value}, io);
  if (!reports) {
    return give_up(io, kName, reports.error());
  }
  return Session(options, std::move(configuration), *traces, *reports, io).run();
}

Exit run(const DiagnoseOptions& options, Io& io) {
  const report::Cards cards = trace_cards();
  if (options.judging.list_rules || options.judging.explain) {
    return tell_rules(kName, options.judging, options.reports, options.output, cards,
                      report_style(kName, options.output, io), io);
  }
  base::Result<Configured> configuration = configure(options, cards);
  if (!configuration) {
    return give_up(io, kName, configuration.error());
  }
  if (options.judging.print_config) {
    const auto written = write_result(options.output, io, print_config({&*configuration, 1}));
    return written ? Exit::yes : give_up(io, kName, written.error());
  }
  return diagnose(options, cards, std::move(*configuration), io);
}

}  // namespace

const Tool& trace_diagnose_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Says what is wrong in a trace: captures, messages, subscriptions, documents.",
      .examples =
          "conf-trace diagnose focus.pcapng\n"
          "conf-trace diagnose *.pcap.gz --format sarif -o findings.sarif\n"
          "conf-trace diagnose focus.log --tz +02:00 --fail-on warning\n"
          "conf-trace diagnose --explain notify/version-gap\n",
      .declare = bind_options<DiagnoseOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
