// conf-trace flow: who sent what to whom.
#include <array>
#include <memory>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-trace/arrows.hpp"
#include "conf-trace/cards.hpp"
#include "conf-trace/subscriptions.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "config/search.hpp"
#include "rules/diagnose.hpp"

namespace confstate::tools {
namespace {

using Times = draw::LadderOptions::Times;

constexpr std::string_view kName = "conf-trace flow";
constexpr std::uint64_t kBytesOfArrow = 512;  // roughly

enum class Form : std::uint8_t { text, svg, mermaid };
constexpr std::array<Choice<Form>, 3> kForms{{{"text", Form::text}, {"svg", Form::svg}, {"mermaid", Form::mermaid}}};
constexpr std::array<Choice<Times>, 4> kTimes{{{"absolute", Times::absolute},
                                               {"delta", Times::since_last},
                                               {"first", Times::since_first},
                                               {"none", Times::none}}};

struct FlowOptions {
  TraceOptions traces;
  std::optional<std::string> call_id;
  std::optional<std::string> conference;
  bool plain = false;
  std::optional<Form> form;
  std::optional<Times> times;
  bool frames = false;
  std::optional<std::uint64_t> width;
  OutputOptions output;
};

void declare(CLI::App& app, FlowOptions& options) {
  declare_traces(app, options.traces);
  OptionGroup chosen(app, std::string(kChoosing));
  chosen.value("--call-id", "ID", options.call_id, "only messages with this Call-ID");
  chosen.value("--conference", "URI", options.conference,
               "only what belongs to this conference, under any of its names");
  OptionGroup group(app, std::string(kOutput));
  group.choice<Form>("--format", "FORMAT", kForms, options.form, "text, svg or mermaid (default text)");
  group.choice<Times>("--times", "HOW", kTimes, options.times,
                      "absolute, delta (since the row before), first (since the first row) or none");
  group.flag("--frames", options.frames, "show the numbers of the frames");
  group.flag("--plain", options.plain, "show no findings");
  group.number("--width", "N", options.width, "columns of the text (default: those of the terminal, else 80)");
  declare_output(app, options.output);
}

void draw(const FlowOptions& options, const draw::Ladder& ladder, Io& io, const base::Sink& sink) {
  const draw::LadderOptions how{.times = options.times.value_or(Times::absolute), .frames = options.frames};
  switch (options.form.value_or(Form::text)) {
    case Form::svg:
      draw::draw_ladder_svg(ladder, how, sink);
      break;
    case Form::mermaid:
      draw::draw_ladder_mermaid(ladder, how, sink);
      break;
    case Form::text:
      draw::draw_ladder(ladder, how,
                        {.color = wants_color(options.output, io),
                         .unicode = has_utf8(io.world),
                         .width = static_cast<std::size_t>(options.width.value_or(io.width))},
                        sink);
  }
}

// Everything hears of every message: the findings are those of conf-trace diagnose, with its defaults.
Exit gather(const FlowOptions& options, Traces& traces, Arrows& arrows, Io& io) {
  const report::Cards cards = trace_cards();
  auto configuration = std::make_shared<config::Configuration>(*config::configure({}, {}, cards));
  configuration->settings.limits = traces.limits();
  rules::DiagnosisSettings settings;
  settings.configuration = configuration;
  settings.today = io.world.today();
  settings.names = traces.names();
  settings.tell = [&arrows](std::vector<diag::Outcome>&& outcomes) { arrows.take(outcomes); };
  rules::Diagnosis diagnosis(std::move(settings));
  const dialog::Followers judge = diagnosis.followers();
  Listeners listeners;
  listeners.keep_states = true;
  listeners.occasion = [&](const notify::Occasion& occasion) { arrows.take(occasion, traces.limits()); };
  listeners.message = [&](const dialog::Followed& followed) {
    arrows.take(followed);
    if (!options.plain) {
      judge.message(followed);
    }
  };
  listeners.closed = [&](const dialog::Dialog& dialog) {
    arrows.close(dialog);
    judge.closed(dialog);
  };
  const Exit exit = follow_subscriptions(traces, kName, std::move(listeners), io);
  diagnosis.finish();
  return exit;
}

Exit run(const FlowOptions& options, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  Arrows arrows({options.call_id.value_or(""), options.conference.value_or("")},
                traces->limits().memory / 4 / kBytesOfArrow);
  Exit exit = gather(options, *traces, arrows, io);
  const draw::Ladder ladder = arrows.ladder(traces->names());
  if (ladder.rows.empty() && exit == Exit::yes) {
    exit = give_up(io, kName, {"no message is chosen", "conf-trace list shows conferences and dialogs"});
  }
  const auto written = produce_result(options.output, io, [&](const base::Sink& sink) {
    draw(options, ladder, io, sink);
    return exit != Exit::trouble;
  });
  if (arrows.left_out() > 0) {
    print_failure(io.err, kName, fmt::format("{} messages did not fit in memory", arrows.left_out()),
                  "choose with --call-id or --conference, or raise --limit memory=N");
  }
  return written ? exit : give_up(io, kName, written.error());
}

}  // namespace

const Tool& trace_flow_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Draws who sent what to whom: a ladder, with findings on their arrows.",
      .examples =
          "conf-trace flow focus.pcapng --conference sips:board@example.com\n"
          "conf-trace flow focus.pcapng --call-id a84b4c76e66710 --times delta\n"
          "conf-trace flow focus.pcapng --format svg -o flow.svg\n",
      .declare = bind_options<FlowOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
