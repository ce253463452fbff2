#include "conf-validate/session.hpp"

#include <utility>

#include <fmt/format.h>

#include "bytes/stream.hpp"
#include "rules/judge.hpp"
#include "rules/judge_trace.hpp"

namespace confstate::tools {
namespace {

// Judges one input at a time, on any thread.
class Judge {
 public:
  Judge(const Plan& plan, const JudgingRun& run, Io& io) : plan_(plan), run_(run), io_(io) {}

  [[nodiscard]] JudgedPart make(std::size_t index) const;

 private:
  [[nodiscard]] JudgedUpdate judge(std::size_t index, base::Result<ReadInput>&& read) const;
  void judge_trace(std::size_t index, const ReadInput& read, JudgedPart& part) const;

  const Plan& plan_;
  const JudgingRun& run_;
  Io& io_;
};

JudgedUpdate Judge::judge(std::size_t index, base::Result<ReadInput>&& read) const {
  const Input& input = plan_.inputs.list[index];
  const config::Configuration& configuration = *plan_.by_input[index];
  JudgedUpdate judged;
  if (!read) {
    judged.update = unreadable(input, std::move(read.error()));
  } else if (plan_.base != nullptr) {
    judged = judge_update(*plan_.base, input.name, std::move(read->bytes), configuration, plan_.today);
  } else {
    judged.update = rules::judge(input.name, std::move(read->bytes), configuration, plan_.today);
  }
  return judged;
}

// A sheet for every document in a trace; the first one counts as the input.
void Judge::judge_trace(std::size_t index, const ReadInput& read, JudgedPart& part) const {
  const Input& input = plan_.inputs.list[index];
  const config::Configuration& configuration = *plan_.by_input[index];
  if (plan_.base != nullptr) {
    part.sheets.push_back(
        run_.sheet_of(unreadable(input, {fmt::format("{} is a trace; --base needs a document", input.name),
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
    part.sheets.push_back(run_.sheet_of(std::move(judged), configuration.settings));
    part.sheets.back().totals.inputs = part.sheets.size() == 1 ? 1 : 0;
  };
  base::Result<void> done = stream ? rules::judge_trace(*stream, input.name, reading, configuration, plan_.today, take)
                                   : tl::unexpected<base::Failure>(stream.error());
  if (done && part.sheets.empty()) {
    done = base::fail("no conference-info document in it", "conf-trace list shows what is");
  }
  if (!done) {
    take(unreadable(input, {fmt::format("{}: {}", input.name, done.error().message), done.error().hint}));
  }
}

JudgedPart Judge::make(std::size_t index) const {
  const config::Settings& settings = plan_.by_input[index]->settings;
  base::Result<ReadInput> read = read_any(plan_.inputs.list[index], plan_.format, io_.in, settings.limits);
  JudgedPart part;
  if (read && read->is_trace) {
    judge_trace(index, *read, part);
    return part;
  }
  JudgedUpdate judged = judge(index, std::move(read));
  part.sheets.push_back(run_.sheet_of(std::move(judged.update), settings));
  if (judged.result) {
    part.sheets.push_back(run_.sheet_of(std::move(*judged.result), settings));
    part.sheets.back().totals.inputs = 0;
  }
  if (!judged.refusal.empty()) {
    part.remark = plan_.inputs.list[index].name + " is not merged: " + judged.refusal;
  }
  return part;
}

}  // namespace

Exit judge_inputs(const Plan& plan, ReportSet& reports, Io& io) {
  JudgingRun run(kValidate, plan, reports, io);
  const Judge judge(plan, run, io);
  return run.run([&](std::size_t index) { return judge.make(index); });
}

}  // namespace confstate::tools
