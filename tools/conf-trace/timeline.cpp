// conf-trace timeline: one row per participant over time.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-trace/chosen.hpp"
#include "conf-trace/subscriptions.hpp"
#include "conf-trace/traces.hpp"
#include "conf-trace/views.hpp"
#include "draw/timeline.hpp"
#include "notify/people.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-trace timeline";

enum class Form : std::uint8_t { text, svg };
constexpr std::array<Choice<Form>, 2> kForms{{{"text", Form::text}, {"svg", Form::svg}}};

struct TimelineOptions {
  TraceOptions traces;
  ChoiceOptions choice;
  std::optional<Form> form;
  std::optional<std::uint64_t> width;
  OutputOptions output;
};

void declare(CLI::App& app, TimelineOptions& options) {
  declare_traces(app, options.traces);
  declare_choice(app, options.choice);
  OptionGroup group(app, std::string(kOutput));
  group.choice<Form>("--format", "FORMAT", kForms, options.form, "text or svg (default text)");
  group.number("--width", "N", options.width, "columns of the text (default: those of the terminal, else 80)");
  declare_output(app, options.output);
}

draw::TimelineSpan::Kind kind_of(notify::Presence presence) {
  using Kind = draw::TimelineSpan::Kind;
  constexpr std::array<Kind, 6> kKinds{Kind::gone,      Kind::pending, Kind::alerting,
                                       Kind::connected, Kind::on_hold, Kind::muted};
  return kKinds[static_cast<std::size_t>(presence)];
}

draw::TimelineTick::Kind kind_of(const notify::Delivered& delivered) {
  using Kind = draw::TimelineTick::Kind;
  if (delivered.step.action == change::Action::rejected || delivered.step.action == change::Action::resync) {
    return Kind::rejected;
  }
  switch (delivered.step.state) {
    case info::State::partial:
      return Kind::partial;
    case info::State::deleted:
      return Kind::deleted;
    case info::State::full:
      break;
  }
  return Kind::full;
}

// The timeline of what one subscriber saw.
class View {
 public:
  void take(const notify::Occasion& occasion, const base::Limits& limits);
  // The subscription is over, or the trace.
  void end(std::int64_t time);
  [[nodiscard]] draw::Timeline timeline(const notify::Subscription& subscription);
  [[nodiscard]] std::uint64_t notifies() const { return notifies_; }

 private:
  struct Row {
    draw::TimelineRow row;
    std::optional<draw::TimelineSpan> open;
    bool seen = false;  // in the state that is looked at
  };

  void set(Row& row, std::optional<notify::Presence> presence, std::int64_t time);
  void look_at(const std::vector<notify::Person>& people, std::int64_t time);

  std::vector<Row> rows_;
  std::unordered_map<std::string, std::size_t> by_entity_;
  std::vector<draw::TimelineTick> ticks_;
  std::vector<draw::StaleSpan> stale_;
  std::vector<notify::Person> people_;
  bool is_stale_ = false;
  std::uint64_t notifies_ = 0;
};

void View::set(Row& row, std::optional<notify::Presence> presence, std::int64_t time) {
  if (row.open && presence && row.open->kind == kind_of(*presence)) {
    return;
  }
  if (row.open) {
    row.open->to = time;
    row.row.spans.push_back(*row.open);
    row.open.reset();
  }
  if (presence) {
    row.open = draw::TimelineSpan{time, time, kind_of(*presence), {}};
  }
}

void View::look_at(const std::vector<notify::Person>& people, std::int64_t time) {
  for (const notify::Person& person : people) {
    const auto [entry, is_new] = by_entity_.try_emplace(person.entity, rows_.size());
    if (is_new) {
      rows_.push_back({{person.name, person.entity, {}}, std::nullopt, false});
    }
    Row& row = rows_[entry->second];
    row.seen = true;
    set(row, person.presence, time);
  }
  for (Row& row : rows_) {
    if (!row.seen) {
      set(row, std::nullopt, time);
    }
    row.seen = false;
  }
}

void View::take(const notify::Occasion& occasion, const base::Limits& limits) {
  const std::int64_t time = occasion.seen->moment.time;
  const change::Subscriber* held = occasion.subscription->state();
  for (const notify::Delivered& delivered : occasion.documents) {
    ticks_.push_back({time, kind_of(delivered), std::nullopt, notify::words_of({&delivered, 1})});
  }
  ++notifies_;
  std::string state;
  if (held != nullptr) {
    held->write(state);
  }
  std::vector<notify::Person> now = notify::people_of(state, limits);
  if (!ticks_.empty() && !people_.empty()) {
    const std::string changes = notify::changes_between(people_, now, 4);
    ticks_.back().note += changes.empty() ? "" : " · " + changes;
  }
  people_ = std::move(now);
  look_at(people_, time);
  const notify::Log& log = occasion.subscription->log;
  if (log.stale && !is_stale_) {
    stale_.push_back({time, time, "a notification is missing", std::nullopt});
  } else if (!log.stale && is_stale_) {
    stale_.back().to = time;
  }
  is_stale_ = static_cast<bool>(log.stale);
}

void View::end(std::int64_t time) {
  for (Row& row : rows_) {
    set(row, std::nullopt, time);
  }
  if (is_stale_) {
    stale_.back().to = time;
  }
}

draw::Timeline View::timeline(const notify::Subscription& subscription) {
  draw::Timeline timeline;
  timeline.title = fmt::format("{} as {} saw it", subscription.conference, subscription.subscriber);
  timeline.from = subscription.log.first_notify.time;
  timeline.to = subscription.last.time;
  end(timeline.to);
  for (Row& row : rows_) {
    timeline.rows.push_back(std::move(row.row));
  }
  timeline.ticks = std::move(ticks_);
  timeline.stale = std::move(stale_);
  return timeline;
}

// All timelines of the subscriptions chosen, by the number of the subscription.
using Timelines = std::map<std::uint64_t, draw::Timeline>;

Exit gather(const TimelineOptions& options, Traces& traces, Timelines& timelines, Io& io) {
  std::map<std::uint64_t, View> views;
  Listeners listeners;
  listeners.occasion = [&](const notify::Occasion& occasion) {
    const notify::Subscription& subscription = *occasion.subscription;
    if (!occasion.documents.empty()) {
      views[subscription.number].take(occasion, traces.limits());
    } else if (occasion.kind == notify::OccasionKind::closed && views.contains(subscription.number)) {
      if (is_chosen(options.choice, subscription)) {
        timelines.emplace(subscription.number, views[subscription.number].timeline(subscription));
      }
      views.erase(subscription.number);
    }
  };
  return follow_subscriptions(traces, kName, std::move(listeners), io);
}

void draw(const TimelineOptions& options, const Timelines& timelines, Io& io, const base::Sink& sink) {
  bool first = true;
  for (const auto& [number, timeline] : timelines) {
    if (options.form == Form::svg) {
      draw::draw_timeline_svg(timeline, sink);
      continue;
    }
    sink(first ? "" : "\n");
    first = false;
    draw::draw_timeline(timeline,
                        {.color = wants_color(options.output, io),
                         .unicode = has_utf8(io.world),
                         .width = static_cast<std::size_t>(options.width.value_or(io.width))},
                        sink);
  }
}

Exit run(const TimelineOptions& options, Io& io) {
  base::Result<Traces> traces = Traces::open(options.traces, io);
  if (!traces) {
    return give_up(io, kName, traces.error());
  }
  Timelines timelines;
  const Exit exit = gather(options, *traces, timelines, io);
  if (timelines.empty() && exit == Exit::yes) {
    return give_up(io, kName, {"no subscription is chosen", "conf-trace list --rows subscriptions shows them"});
  }
  if (options.form == Form::svg && timelines.size() > 1) {
    return give_up(
        io, kName,
        {"several subscriptions are chosen, and a picture shows one", "name one with --subscriber and --conference"});
  }
  const auto written = produce_result(options.output, io, [&](const base::Sink& sink) {
    draw(options, timelines, io, sink);
    return exit != Exit::trouble;
  });
  return written ? exit : give_up(io, kName, written.error());
}

}  // namespace

const Tool& trace_timeline_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Draws one row per participant over time, as a subscriber saw it.",
      .examples =
          "conf-trace timeline focus.pcapng --conference sips:board@example.com\n"
          "conf-trace timeline focus.pcapng --subscriber sip:alice@example.com --format svg -o alice.svg\n",
      .declare = bind_options<TimelineOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
