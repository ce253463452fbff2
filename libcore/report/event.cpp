#include "report/event.hpp"

#include <fmt/format.h>

#include "report/json_line.hpp"
#include "report/place.hpp"
#include "report/record.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

using change::Action;
using change::Remark;
using change::Step;

std::string applied(const Step& step) {
  return step.action == Action::merged ? fmt::format("applied: version {} to {}", *step.before, *step.version)
                                       : fmt::format("applied: full state, version {}", *step.version);
}

// What happened, where the reasons do not say it.
std::string what_happened(const Step& step) {
  switch (step.action) {
    case Action::replaced:
    case Action::merged:
      return applied(step);
    case Action::ended:
      return fmt::format("ended: version {}", *step.version);
    case Action::discarded:
      return *step.version == *step.before
                 ? fmt::format("discarded: version {} is held already", *step.version)
                 : fmt::format("discarded: version {} is older than {}", *step.version, *step.before);
    case Action::resync:
    case Action::rejected:
      break;
  }
  return {};
}

// "board.xml:3:7: word: message", or without a place for what has none.
std::string line_of(const Event& event, std::string_view word, const Remark& remark) {
  const bytes::Source& source = event.outcome.source;
  std::string place = harmless_start(source.name());
  if (!remark.path.empty()) {
    const base::Location at = source.location(remark.span.begin);
    place += fmt::format(":{}:{}", at.line, at.column);
  }
  return fmt::format("{}: {}: {}\n", place, word, harmless(remark.message));
}

Json remark_record(std::string_view key, const Remark& remark, const bytes::Source& source) {
  Json out{{key, remark.word}, {"message", remark.message}};
  const bool placed = !remark.path.empty();
  const base::Location at = placed ? source.location(remark.span.begin) : base::Location();
  out["line"] = placed ? Json(at.line) : Json(nullptr);
  out["column"] = placed ? Json(at.column) : Json(nullptr);
  out["byte"] = placed ? Json(at.byte) : Json(nullptr);
  out["path"] = text_or_null(remark.path);
  return out;
}

Json remark_records(std::string_view key, const std::vector<Remark>& remarks, const bytes::Source& source) {
  Json out = Json::array();
  for (const Remark& remark : remarks) {
    out.push_back(remark_record(key, remark, source));
  }
  return out;
}

Json number_or_null(const std::optional<std::uint32_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

// The document was read so far as to know its state.
Json state_record(const Step& step) {
  if (!step.version) {
    return nullptr;
  }
  return info::values_of(info::Type::state)[static_cast<std::size_t>(step.state)];
}

}  // namespace

std::string print_event(const Event& event) {
  std::string out;
  if (const std::string what = what_happened(event.step); !what.empty()) {
    out += fmt::format("{}: {}\n", harmless_start(event.outcome.source.name()), what);
  }
  const bool rejected = event.step.action == Action::rejected;
  for (const Remark& reason : event.reasons) {
    out += line_of(event, rejected ? "rejected" : "resync needed", reason);
  }
  for (const Remark& note : event.notes) {
    out += note.told.empty() ? std::string() : line_of(event, note.told, note);
  }
  for (const diag::Finding& finding : event.outcome.findings) {
    if (!finding.suppressed) {
      out += short_line(finding.diagnostic, event.outcome) + '\n';
    }
  }
  if (event.outcome.uncollected > 0) {
    out += fmt::format("and {} more\n", with_commas(event.outcome.uncollected));
  }
  return out;
}

std::string event_record(const Event& event) {
  const bytes::Source& source = event.outcome.source;
  const Step& step = event.step;
  Json out{{"schema", "confstate.event/1"},
           {"file", source.name()},
           {"event", change::word_of(step.action)},
           {"conference", text_or_null(event.outcome.conference)},
           {"state", state_record(step)},
           {"version", number_or_null(step.version)},
           {"held_before", number_or_null(step.before)},
           {"held", number_or_null(event.held)},
           {"changed", step.changed},
           {"needs_resync", event.needs_resync},
           {"ended", event.ended},
           {"reasons", remark_records("reason", event.reasons, source)},
           {"notes", remark_records("note", event.notes, source)}};
  out["findings"] = Json::array();
  for (const diag::Finding& finding : event.outcome.findings) {
    out["findings"].push_back(finding_record(finding, event.outcome));
  }
  return json_line(out) + '\n';
}

}  // namespace confstate::report
