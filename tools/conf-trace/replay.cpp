// conf-trace replay: the state that a subscriber held at a moment.
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "change/layout.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-show/view.hpp"
#include "conf-trace/chosen.hpp"
#include "conf-trace/subscriptions.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-trace replay";

enum class Form : std::uint8_t { text, json, ndjson, csv, xml };
constexpr std::array<Choice<Form>, 5> kForms{
    {{"text", Form::text}, {"json", Form::json}, {"ndjson", Form::ndjson}, {"csv", Form::csv}, {"xml", Form::xml}}};
constexpr std::array<Choice<info::RowKind>, 3> kRowKinds{
    {{"users", info::RowKind::users}, {"endpoints", info::RowKind::endpoints}, {"media", info::RowKind::media}}};

struct ReplayOptions {
  TraceOptions traces;
  ChoiceOptions choice;
  std::optional<std::string> at;
  std::optional<std::uint64_t> at_version;
  bool each = false;
  std::optional<Form> form;
  std::optional<info::RowKind> rows;
  OutputOptions output;
};

void declare(CLI::App& app, ReplayOptions& options) {
  declare_traces(app, options.traces);
  declare_choice(app, options.choice);
  OptionGroup group(app, std::string(kChoosing));
  group.value("--at", "TIME", options.at,
              "the state at 2026-11-21T20:03:00Z, or at 20:03 on the day when the trace begins");
  group.number("--at-version", "N", options.at_version, "the state when version N was held");
  group.flag("--each", options.each, "every state, not only the last one");
  OptionGroup output(app, std::string(kOutput));
  output.choice<Form>("--format", "FORMAT", kForms, options.form, "text, json, ndjson, csv or xml (default text)");
  output.choice<info::RowKind>("--rows", "WHAT", kRowKinds, options.rows,
                               "what a row of ndjson and csv is: users, endpoints or media (default endpoints)");
  declare_output(app, options.output);
}

// A moment, perhaps without its day.
struct Asked {
  std::int64_t instant = 0;
  bool of_day = false;
};

// "20:03", "20:03:07.5" or a whole instant.
base::Result<Asked> read_asked(const std::string& text) {
  if (const auto instant = base::read_instant(text)) {
    return Asked{*instant, false};
  }
  const std::string time = text + (text.size() == 5 ? ":00" : "") + "Z";
  if (const auto instant = base::read_instant("1970-01-01T" + time)) {
    return Asked{*instant, true};
  }
  return base::fail(fmt::format("--at needs a time like 20:03 or 2026-11-21T20:03:00Z, not `{}`", text));
}

// A state to be shown.
struct State {
  std::string name;  // what it is called above its roster
  std::string text;  // compact
};

// Keeps the states asked for, of each subscription chosen.
class Recall {
 public:
  Recall(const ReplayOptions& options, std::optional<Asked> asked) : options_(options), asked_(asked) {}

  void take(const notify::Occasion& occasion);
  // In the order of the subscriptions; with --each as they came.
  [[nodiscard]] std::vector<State> states() &&;
  [[nodiscard]] bool has_several() const { return last_.size() > 1; }

 private:
  [[nodiscard]] bool is_too_late(std::int64_t time);

  const ReplayOptions& options_;
  std::optional<Asked> asked_;
  std::vector<State> each_;
  std::map<std::uint64_t, State> last_;  // by the number of the subscription
};

bool Recall::is_too_late(std::int64_t time) {
  if (asked_ && asked_->of_day) {
    asked_->instant += base::seconds_of(base::day_of(time)) * base::kNanoseconds;
    asked_->of_day = false;
  }
  return asked_ && time > asked_->instant;
}

void Recall::take(const notify::Occasion& occasion) {
  if (occasion.documents.empty() || is_too_late(occasion.seen->moment.time) ||
      !is_chosen(options_.choice, *occasion.subscription)) {
    return;
  }
  for (const auto& [key, subscriber] : occasion.subscription->held) {
    const bool is_asked = !options_.at_version || subscriber.version() == *options_.at_version;
    State state;
    subscriber.write(state.text);
    if (!is_asked || state.text.empty()) {
      continue;
    }
    state.name = fmt::format("{} · held by {} from {}", occasion.subscription->conference,
                             occasion.subscription->subscriber, base::write_instant(occasion.seen->moment.time, 3));
    if (options_.each) {
      each_.push_back(state);
    }
    last_[occasion.subscription->number] = std::move(state);
  }
}

std::vector<State> Recall::states() && {
  if (options_.each) {
    return std::move(each_);
  }
  std::vector<State> states;
  for (auto& [number, state] : last_) {
    states.push_back(std::move(state));
  }
  return states;
}

std::unique_ptr<View> make_view(const ReplayOptions& options, const Io& io, bool several) {
  const info::RowKind rows = options.rows.value_or(info::RowKind::endpoints);
  switch (options.form.value_or(Form::text)) {
    case Form::json:
      return make_json_view(several);
    case Form::ndjson:
      return make_rows_view(RowForm::ndjson, rows);
    case Form::csv:
      return make_rows_view(RowForm::csv, rows);
    default:
      break;
  }
  return make_text_view({.color = wants_color(options.output, io), .unicode = has_utf8(io.world), .width = io.width},
                        true);
}

base::Result<void> show(const ReplayOptions& options, const std::vector<State>& states, const base::Limits& limits,
                        const Io& io, const base::Sink& sink) {
  if (options.form == Form::xml) {
    for (const State& state : states) {
      sink(change::indented(state.text));
    }
    return {};
  }
  const std::unique_ptr<View> view = make_view(options, io, states.size() > 1);
  for (const State& state : states) {
    auto loaded = load_bytes(kName, state.name, state.text, limits);
    auto shown =
        loaded ? view->show(**loaded, sink) : base::Result<void>(tl::unexpected<base::Failure>(loaded.error()));
    if (!shown) {
      return shown;
    }
  }
  view->end(sink);
  return {};
}

Exit replay(const ReplayOptions& options, Traces& traces, std::optional<Asked> asked, Io& io) {
  Recall recall(options, asked);
  Listeners listeners;
  listeners.occasion = [&recall](const notify::Occasion& occasion) { recall.take(occasion); };
  const Exit exit = follow_subscriptions(traces, kName, std::move(listeners), io);
  if (options.form == Form::xml && recall.has_several()) {
    return give_up(io, kName,
                   {"several subscriptions are chosen, and a document can say one state only",
                    "name one with --subscriber, or --conference"});
  }
  const std::vector<State> states = std::move(recall).states();
  if (states.empty() && exit == Exit::yes) {
    return give_up(io, kName, {"no subscriber held a state then", "conf-trace list --rows subscriptions shows them"});
  }
  base::Result<void> shown;
  const auto written = produce_result(options.output, io, [&](const base::Sink& sink) {
    shown = show(options, states, traces.limits(), io, sink);
    return shown && exit != Exit::trouble;
  });
  if (!shown || !written) {
    return give_up(io, kName, shown ? written.error() : shown.error());
  }
  return exit;
}

Exit run(const ReplayOptions& options, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  std::optional<Asked> asked;
  if (options.at) {
    const base::Result<Asked> read = read_asked(*options.at);
    if (!read) {
      return give_up(io, kName, read.error());
    }
    asked = *read;
  }
  return replay(options, *traces, asked, io);
}

}  // namespace

const Tool& trace_replay_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Shows the state that a subscriber held: who was in the room?",
      .examples =
          "conf-trace replay focus.pcapng --conference sips:board@example.com --at 20:03\n"
          "conf-trace replay focus.pcapng --subscriber sip:alice@example.com --format xml\n"
          "conf-trace replay focus.pcapng --each --format csv --rows users\n",
      .declare = bind_options<ReplayOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
