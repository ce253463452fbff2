// How the versions of one subscription follow each other.
#include <array>
#include <limits>
#include <string>

#include <fmt/format.h>

#include "rules/notify/examples.hpp"
#include "rules/notify/notify.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

using change::Action;
using change::Reason;
using change::Repeat;
using diag::Severity;
using info::AttributeName;

// A diagnostic at an attribute of the root, or at the root where it has none.
diag::Diagnostic at_root(const StepCase& subject, const diag::Findings& out, AttributeName name, std::string message) {
  const info::Element root = subject.document.root();
  const xml::Attribute attribute = root.attribute(name);
  return attribute ? at_attribute(out, root, attribute, std::move(message)) : at_name(out, root, std::move(message));
}

bool is_hindered_by(const change::Step& step, Reason reason) {
  return step.action == Action::resync && !step.faults.empty() && step.faults.front().reason == reason;
}

// "9", "9 and 10", "9 to 12".
std::string between(std::uint32_t before, std::uint32_t after) {
  if (after - before == 2) {
    return fmt::format("{}", before + 1);
  }
  return fmt::format("{} {} {}", before + 1, after - before == 3 ? "and" : "to", after - 1);
}

void check_gap(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  if (!is_hindered_by(step, Reason::gap)) {
    return;
  }
  diag::Diagnostic found = at_root(subject, out, AttributeName::version,
                                   fmt::format("version jumps from {} to {}; {} never arrived", *step.before,
                                               *step.version, between(*step.before, *step.version)));
  found.help = "refresh the subscription: its answer is the full state";
  out.add(std::move(found));
}

void check_repeated(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  const bool is_full = step.repeat == Repeat::other_full;
  if (!is_full && step.repeat != Repeat::other_end && step.repeat != Repeat::other_part) {
    return;
  }
  diag::Diagnostic found = at_root(subject, out, AttributeName::version,
                                   fmt::format("version {} again, but {}", *step.version,
                                               is_full ? "the state differs from what it was" : "with another change"));
  found.help = "a notification that reports a change has a version of its own";
  out.add(std::move(found));
}

void check_decreased(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  if (step.repeat != Repeat::older) {
    return;
  }
  diag::Diagnostic found = at_root(subject, out, AttributeName::version,
                                   fmt::format("version {} after {}: discarded", *step.version, *step.before));
  if (*step.before == std::numeric_limits<std::uint32_t>::max()) {
    found.note = "versions do not begin again at 0; only a new subscription can help";
  }
  out.add(std::move(found));
}

void check_last(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  const bool applied = step.action == Action::replaced || step.action == Action::merged;
  if (applied && step.version == std::numeric_limits<std::uint32_t>::max()) {
    out.add(at_root(subject, out, AttributeName::version,
                    fmt::format("version {} is the last there is: nothing can follow it", *step.version)));
  }
}

void check_first(const StepCase& subject, diag::Findings& out) {
  if (is_hindered_by(subject.step, Reason::nothing_held)) {
    diag::Diagnostic found =
        at_root(subject, out, AttributeName::state, "partial document, but no full one came before it");
    found.help = "the first notification of a subscription is full";
    out.add(std::move(found));
  }
}

void check_duplicate(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  if (step.repeat == Repeat::same_bytes || step.repeat == Repeat::same_state) {
    out.add(at_root(subject, out, AttributeName::version,
                    fmt::format("version {} has been seen already: discarded", *step.version)));
  }
}

void check_ended(const StepCase& subject, diag::Findings& out) {
  if (subject.step.action == Action::ended && !subject.step.was_ended) {
    diag::Diagnostic found = at_root(subject, out, AttributeName::state, "the conference is over");
    found.help = "end the subscription: SUBSCRIBE with Expires: 0";
    out.add(std::move(found));
  }
}

void check_after_end(const StepCase& subject, diag::Findings& out) {
  const change::Step& step = subject.step;
  if (step.was_ended && step.action != Action::discarded && step.action != Action::rejected) {
    out.add(at_root(subject, out, AttributeName::state,
                    fmt::format("version {} of a conference that ended with version {}", *step.version, *step.before)));
  }
}

constexpr diag::Card kGap = {
    .area = "notify",
    .id = "version-gap",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "a partial document has the version after the one before it",
    .why =
        "A partial document says what changed since the notification before it, so it means nothing to a subscriber "
        "who missed one. The subscriber keeps what it holds, does not apply the document, and asks for the full "
        "state by refreshing its subscription. A full document may skip versions.",
    .bad = CONFSTATE_HELD("8", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("11", "Figures"),
    .good = CONFSTATE_HELD("8", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("9", "Figures"),
    .rows = "S3 S10"};

constexpr diag::Card kRepeated = {
    .area = "notify",
    .id = "version-repeated",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "what differs has another version",
    .why =
        "Every notification that reports a change, full or partial, has a version of its own. A full document may "
        "repeat the version before it when nothing changed in between; then it says what the subscriber holds. "
        "Subscribers discard what has a version they know, so a change under an old version is lost.",
    .bad = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_HELD("4", "Figures"),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_HELD("5", "Figures"),
    .rows = "S2 S4"};

constexpr diag::Card kDecreased = {
    .area = "notify",
    .id = "version-decreased",
    .severity = Severity::error,
    .spec = {"RFC 4575", "5.2"},
    .title = "versions do not decrease",
    .why =
        "Versions of one subscription only grow, and compare as plain numbers: there is no wrapping at 4294967295. "
        "A document with a lower version than the one held is discarded, even a full one. A focus that starts "
        "counting anew loses its subscribers until their subscriptions end.",
    .bad = CONFSTATE_HELD("8", "Budget") CONFSTATE_THEN CONFSTATE_HELD("0", "Figures"),
    .good = CONFSTATE_HELD("8", "Budget") CONFSTATE_THEN CONFSTATE_HELD("9", "Figures"),
    .rows = "S5"};

constexpr diag::Card kLast = {
    .area = "notify",
    .id = "version-last",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "5.2"},
    .title = "there is a version left for the next notification",
    .why =
        "Versions are unsigned 32-bit numbers without wrapping. After 4294967295 no notification can be accepted any "
        "more, whatever it says; only a new subscription begins with a version of its own.",
    .bad = CONFSTATE_HELD("4294967294", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("4294967295", "Figures"),
    .good = CONFSTATE_HELD("8", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("9", "Figures"),
    .rows = "S5"};

constexpr diag::Card kFirst = {
    .area = "notify",
    .id = "first-not-full",
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
    .spec = {"RFC 4575", "3.2"},
    .title = "the first notification is full",
    .why =
        "The notification that answers a SUBSCRIBE carries the full state (RFC 6665 section 5.3.2 says so of "
        "packages with partial state). A partial document before it cannot be applied to anything; the subscriber "
        "asks for the full state.",
    .bad = CONFSTATE_RENAMED("1", "Budget"),
    .good = CONFSTATE_HELD("1", "Budget"),
    .rows = "S6"};

constexpr diag::Card kDuplicate = {
    .area = "notify",
    .id = "duplicate",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.6"},
    .title = "a notification comes once",
    .why =
        "A document whose version is not higher than the one held is discarded without being looked at, so a "
        "notification that arrives twice does no harm. It may be a retransmission, or a full document that repeats "
        "what is held already.",
    .bad = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_HELD("4", "Budget"),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Figures"),
    .rows = "S8"};

constexpr diag::Card kEnded = {
    .area = "notify",
    .id = "conference-ended",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.6"},
    .title = "the conference goes on",
    .why =
        "A root with state deleted says that the conference is over. The subscriber drops what it holds and should "
        "end its subscription; what stands inside such a document is ignored.",
    .bad = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_ENDED("5"),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_RENAMED("5", "Figures"),
    .rows = "S11"};

constexpr diag::Card kAfterEnd = {
    .area = "notify",
    .id = "after-deleted",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "4.6"},
    .title = "nothing follows the end of a conference",
    .why =
        "After a root with state deleted the subscription has nothing left to report. A full document that comes all "
        "the same opens the conference again; a partial one cannot be applied, as nothing is held that it could "
        "change.",
    .bad =
        CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_ENDED("5") CONFSTATE_THEN CONFSTATE_HELD("6", "Budget"),
    .good = CONFSTATE_HELD("4", "Budget") CONFSTATE_THEN CONFSTATE_HELD("6", "Figures"),
    .rows = "S11"};

constexpr std::array<StepRule, 8> kRules = {{{kGap, check_gap},
                                             {kRepeated, check_repeated},
                                             {kDecreased, check_decreased},
                                             {kLast, check_last},
                                             {kFirst, check_first},
                                             {kDuplicate, check_duplicate},
                                             {kEnded, check_ended},
                                             {kAfterEnd, check_after_end}}};

}  // namespace

std::span<const StepRule> version_rules() {
  return kRules;
}

}  // namespace confstate::rules
