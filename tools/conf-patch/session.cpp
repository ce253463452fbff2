#include "conf-patch/session.hpp"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "bytes/output.hpp"
#include "bytes/paths.hpp"
#include "change/subscriber.hpp"
#include "change/words.hpp"
#include "common/layer.hpp"
#include "common/load.hpp"
#include "conf-patch/states.hpp"
#include "config/search.hpp"
#include "info/values.hpp"
#include "report/event.hpp"
#include "report/words.hpp"
#include "rules/judge.hpp"
#include "rules/notify/notify.hpp"

namespace confstate::tools {
namespace {

using change::Action;
using change::Reason;
using diag::Severity;

// What one input came to.
struct Fed {
  change::Step step;
  std::vector<change::Remark> reasons;
  std::vector<change::Remark> notes;
  bool left_out = false;  // by --until-version
  base::Result<void> bounded;
};

class Session {
 public:
  Session(const PatchOptions& options, config::Finder finder, Io& io)
      : options_(options), io_(io), finder_(std::move(finder)), states_(options, io) {}

  Exit run(const Inputs& inputs);

 private:
  void say(const base::Failure& failure);
  void feed_all(const std::vector<Input>& inputs);
  [[nodiscard]] bool feed(const Input& input, bool is_base);
  [[nodiscard]] std::optional<rules::Judged> judge(const Input& input, Fed& fed);
  void witness(const info::Document& document, const std::string& name, const base::Limits& limits, diag::Findings& out,
               Fed& fed);
  void refuse_base(const Input& input, const Fed& fed);
  void report(const rules::Judged& judged, const Fed& fed);
  void write_end();
  [[nodiscard]] bool is_past_end(const info::Document& document) const;

  const PatchOptions& options_;
  Io& io_;
  config::Finder finder_;
  States states_;
  change::Subscriber subscriber_;
  std::string events_;
  Exit exit_ = Exit::yes;
};

void Session::say(const base::Failure& failure) {
  print_failure(io_.err, kPatch, failure.message, failure.hint);
  exit_ = Exit::trouble;
}

bool Session::is_past_end(const info::Document& document) const {
  const xml::Attribute version = document.root().attribute(info::AttributeName::version);
  const auto number = version ? info::read_unsigned(version.value()) : std::nullopt;
  return options_.until_version && number && *number > *options_.until_version;
}

bool has_error(const diag::Findings& found) {
  return found.worst_uncollected() == Severity::error ||
         std::ranges::any_of(found.all(), [](const diag::Diagnostic& one) { return one.severity == Severity::error; });
}

// Feeds a document that all rules about documents have seen.
void Session::witness(const info::Document& document, const std::string& name, const base::Limits& limits,
                      diag::Findings& out, Fed& fed) {
  if (document.tree().truncated()) {
    fed.reasons.front().message = "it refers to an entity, which is never looked up";
    return;
  }
  fed.bounded = require_bounded(document, name, limits);
  if (!fed.bounded) {
    return;
  }
  fed.left_out = is_past_end(document);
  if (fed.left_out) {
    return;
  }
  if (out.profile() == diag::Profile::strict && has_error(out)) {
    fed.step = subscriber_.reject(Reason::judged_wrong);
    fed.reasons = {change::reason_of(Reason::judged_wrong)};
    return;
  }
  fed.step = subscriber_.feed(document);
  for (const auto group : rules::step_rules()) {
    rules::run(group, rules::StepCase{document, fed.step}, out);
  }
  const std::size_t limit = base::Limits().findings;
  fed.reasons = change::reasons_of(fed.step, document, limit);
  fed.notes = change::notes_of(fed.step, document, limit);
}

// Nothing where the input cannot be read: that has been said then.
std::optional<rules::Judged> Session::judge(const Input& input, Fed& fed) {
  auto configuration = finder_.find(input.path);
  if (!configuration) {
    say(configuration.error());
    return std::nullopt;
  }
  auto bytes = read_document(input, options_.input.format.value_or(InputFormat::automatic), io_.in,
                             (*configuration)->settings.limits);
  if (!bytes) {
    say(bytes.error());
    return std::nullopt;
  }
  fed.step = subscriber_.reject(Reason::unreadable);
  fed.reasons = {change::reason_of(Reason::unreadable)};
  rules::Judged judged =
      rules::judge(input.name, std::move(*bytes), **configuration, io_.world.today(),
                   [&](const change::Update& update, diag::Findings& out) {
                     witness(update.document(), input.name, (*configuration)->settings.limits, out, fed);
                   });
  if (judged.outcome.failure || !fed.bounded) {
    say(judged.outcome.failure ? *judged.outcome.failure : fed.bounded.error());
    return std::nullopt;
  }
  return judged;
}

void Session::report(const rules::Judged& judged, const Fed& fed) {
  const report::Event event{.outcome = judged.outcome,
                            .step = fed.step,
                            .reasons = fed.reasons,
                            .notes = fed.notes,
                            .held = subscriber_.version(),
                            .needs_resync = subscriber_.needs_resync(),
                            .ended = subscriber_.has_ended()};
  io_.err << report::print_event(event);
  if (options_.events) {
    events_ += report::event_record(event);
  }
}

void Session::refuse_base(const Input& input, const Fed& fed) {
  const bool is_full = fed.step.state == info::State::full;
  say({fmt::format("{} cannot be the base", input.name),
       is_full ? "" : "the first document must be full; else say --from-empty"});
  subscriber_ = {};
}

// False where there is no sense in going on.
bool Session::feed(const Input& input, bool is_base) {
  Fed fed;
  const std::optional<rules::Judged> judged = judge(input, fed);
  if (!judged) {
    return !is_base;
  }
  if (fed.left_out) {
    io_.err << fmt::format("{}: left out: its version is over {}\n", report::harmless_start(input.name),
                           *options_.until_version);
    if (is_base) {
      refuse_base(input, fed);
    }
    return !is_base;
  }
  report(*judged, fed);
  if (is_base && fed.step.action != Action::replaced) {
    refuse_base(input, fed);
    return false;
  }
  if (fed.step.action == Action::rejected) {
    exit_ = worst(exit_, Exit::no);
  }
  const Action action = fed.step.action;
  const bool applied = action == Action::replaced || action == Action::merged || action == Action::ended;
  if (auto written = applied ? states_.changed(subscriber_) : base::Result<void>(); !written) {
    say(written.error());
    return false;
  }
  return true;
}

void Session::feed_all(const std::vector<Input>& inputs) {
  bool is_base = !options_.from_empty;
  for (const Input& input : inputs) {
    if (!feed(input, is_base)) {
      return;
    }
    is_base = false;
  }
}

void Session::write_end() {
  if (!subscriber_.version() || subscriber_.needs_resync()) {
    exit_ = worst(exit_, Exit::no);
  }
  if (subscriber_.version() && !subscriber_.has_ended() && subscriber_.held().lacks_users()) {
    io_.err << kPatch << ": no users are held: an empty list is written, as a full document must have one\n";
  }
  if (auto written = options_.events ? bytes::write_file(*options_.events, events_) : base::Result<void>(); !written) {
    say(written.error());
  }
  if (auto written = states_.end(subscriber_, exit_ == Exit::yes); !written) {
    say(written.error());
  }
}

Exit Session::run(const Inputs& inputs) {
  if (auto begun = states_.begin(); !begun) {
    say(begun.error());
    return exit_;
  }
  for (const base::Failure& failure : inputs.failures) {
    say(failure);
  }
  feed_all(inputs.list);
  write_end();
  return exit_ == Exit::no && options_.judging.exit_zero ? Exit::yes : exit_;
}

base::Result<void> check_options(const PatchOptions& options) {
  if (options.events && *options.events == "-") {
    return base::fail("--events needs a file", "the state goes to standard output");
  }
  if (options.events && options.events == options.out) {
    return base::fail("--events and -o name the same file");
  }
  if (options.until_version.value_or(0) > std::numeric_limits<std::uint32_t>::max()) {
    return base::fail("--until-version is over 4294967295, the highest version there is");
  }
  return {};
}

}  // namespace

Exit feed_inputs(const PatchOptions& options, const report::Cards& cards, Io& io) {
  const base::Result<void> checked = check_options(options);
  base::Result<config::Layer> layer = make_layer(options.judging, {}, options.input);
  const base::Result<Inputs> inputs = list_inputs(options.input, io.in);
  if (!checked || !layer || !inputs) {
    return give_up(io, kPatch, !checked ? checked.error() : !layer ? layer.error() : inputs.error());
  }
  config::Finder finder(cards, std::move(*layer), !options.judging.no_config, bytes::current_directory());
  return Session(options, std::move(finder), io).run(*inputs);
}

}  // namespace confstate::tools
