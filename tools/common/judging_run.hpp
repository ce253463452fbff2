// Judging many inputs: who judges is the tool's; reading on several threads, reports in order, baselines and what is
// said of configurations are the same everywhere.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "common/input_options.hpp"
#include "common/judging_options.hpp"
#include "common/progress.hpp"
#include "common/recorder.hpp"
#include "common/report_set.hpp"
#include "common/tool.hpp"
#include "config/apply.hpp"
#include "rules/judge.hpp"

namespace confstate::tools {

// All that is decided before the first input is judged; constant while threads judge.
struct JudgingPlan {
  Inputs inputs;
  std::vector<std::shared_ptr<const config::Configuration>> by_input;
  std::vector<std::shared_ptr<const config::Configuration>> all;  // each once
  unsigned jobs = 1;
  base::Date today;
  bool exit_zero = false;
  std::optional<std::string> write_baseline;
};

// Lists the inputs and finds the configuration of each; fails on bad options, lists and configurations. `wanted` is
// what -r takes.
[[nodiscard]] base::Result<JudgingPlan> make_judging_plan(const JudgingOptions& judging, const RoomOptions& rooms,
                                                          const InputOptions& input, const report::Cards& cards, Io& io,
                                                          const Wanted& wanted = wanted_documents());

// The most findings that any configuration of the plan shows, for ReportSet.
[[nodiscard]] std::set<std::uint64_t> most_findings(const JudgingPlan& plan);

// What came of one input, or of a part of it.
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
struct JudgedPart {
  std::vector<Sheet> sheets;
  std::string remark;  // for stderr; the exit code is about findings
};

// What comes of an input that could not be read.
[[nodiscard]] rules::Judged unreadable(const Input& input, base::Failure failure);

class JudgingRun {
 public:
  // Judges the input of that index; is called on several threads.
  using Make = std::function<JudgedPart(std::size_t index)>;

  JudgingRun(std::string_view tool, const JudgingPlan& plan, ReportSet& reports, Io& io);

  // What reports say of a judged input, and of what the tool shows besides.
  [[nodiscard]] Sheet sheet_of(rules::Judged&& judged, const config::Settings& settings,
                               const report::Extra* extra = nullptr) const;
  // Asked after the last input: what was read, in the words of report::Totals.
  void set_subject(std::function<std::string(const report::Totals&)> subject) { subject_ = std::move(subject); }
  // Judges every input, reports in their order, and says how it went.
  [[nodiscard]] Exit run(const Make& make);

 private:
  bool take(std::size_t index, JudgedPart&& part);
  void record(const JudgedPart& part);
  void take_sheet(const config::Configuration* configuration, Sheet&& sheet);
  void report(Sheet&& sheet);
  void tell(const std::string& remark);
  void judge_configurations();
  void say(const base::Failure& failure);

  std::string_view tool_;
  const JudgingPlan& plan_;
  ReportSet& reports_;
  Io& io_;
  Progress progress_;
  report::Totals totals_;
  std::function<std::string(const report::Totals&)> subject_;
  Exit exit_ = Exit::yes;
  std::map<const config::Configuration*, config::Uses> uses_;
  std::optional<Recorder> recorder_;
};

}  // namespace confstate::tools
