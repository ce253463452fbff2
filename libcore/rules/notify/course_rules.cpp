// How a subscription went: its pace, its gaps, its end. Told where a gap is over, and when the subscription is closed.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/notify/course_cards.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/roster.hpp"

namespace confstate::rules {
namespace {

using base::write_duration;
using notify::Log;
using notify::OccasionKind;

constexpr std::int64_t kAtOnce = 1'000'000'000;  // nanoseconds: who gets the full state so soon need not ask for it
constexpr std::int64_t kLong = 5'000'000'000;    // nanoseconds that a view may be stale without a word
constexpr std::size_t kShown = 3;                // messages that are pointed at

bool is_closed(const OccasionCase& subject) {
  return is(subject, OccasionKind::closed);
}

// A time during which the subscriber did not hold the truth, where it ends here. A document that was rejected is not
// enough: rules about documents say that, and the subscriber at hand may have read it.
struct Stale {
  const Log* log = nullptr;  // null: there is none
  std::int64_t until = 0;
};

Stale stale_of(const OccasionCase& subject) {
  const notify::Occasion& occasion = subject.occasion;
  const Log& log = *occasion.before;
  if (!log.stale || !log.is_gap || (!occasion.healed && !is_closed(subject))) {
    return {};
  }
  const bool ended = is_closed(subject) && log.terminated;
  return {&log, ended ? std::max(log.terminated.time, log.stale.time) : occasion.time};
}

// "held was version 8"
std::string held_of(const OccasionCase& subject) {
  const notify::Occasion& occasion = subject.occasion;
  std::optional<std::uint32_t> version;
  if (is_closed(subject)) {
    const change::Subscriber* state = occasion.subscription->state();
    version = state == nullptr ? std::nullopt : state->version();
  } else if (!occasion.documents.empty()) {
    version = occasion.documents.front().step.before;
  }
  return version ? fmt::format("version {} was held", *version) : "nothing was held";
}

// What the subscriber wrongly believed, as far as the document that ends the gap shows it.
std::string belief_of(const OccasionCase& subject) {
  const notify::Occasion& occasion = subject.occasion;
  for (const notify::Delivered& delivered : occasion.documents) {
    const bool is_full = delivered.readable && delivered.step.action == change::Action::replaced;
    if (occasion.healed && is_full && !occasion.believed.empty()) {
      const std::string words = errors_between(occasion.believed, delivered.body->bytes);
      return words.empty() ? "the roster was right all the same" : "until then the subscriber " + words;
    }
  }
  return {};
}

// Points at the document that was missed, and says what followed from that.
void explain_stale(const OccasionCase& subject, const Stale& stale, diag::Diagnostic& found) {
  found.related.push_back(
      see_message(stale.log->stale, fmt::format("this could not be applied: {}", held_of(subject))));
  found.note = belief_of(subject);
  if (found.note.empty() && stale.log->unused > 1) {
    found.note = count_of(stale.log->unused, "document") + " could not be applied";
  }
}

diag::Diagnostic start_stale(const OccasionCase& subject, std::string message) {
  return is_closed(subject) ? at_end(std::move(message))
                            : at_part(subject, subject.occasion.message->start_line(), std::move(message));
}

void check_refresh(const OccasionCase& subject, diag::Findings& out) {
  const Stale stale = stale_of(subject);
  if (stale.log == nullptr || stale.log->refreshed) {
    return;
  }
  const std::int64_t span = stale.until - stale.log->stale.time;
  if (span < (is_closed(subject) ? kPatience : kAtOnce)) {
    return;
  }
  diag::Diagnostic found =
      start_stale(subject, fmt::format("a document was missed and no SUBSCRIBE asked for the full state: the view was "
                                       "wrong for {}{}",
                                       write_duration(span), is_closed(subject) ? ", to the end" : ""));
  found.help = "the subscriber has to refresh its subscription as soon as a version is missing";
  explain_stale(subject, stale, found);
  out.add(std::move(found));
}

void check_stale(const OccasionCase& subject, diag::Findings& out) {
  const Stale stale = stale_of(subject);
  if (stale.log == nullptr || !stale.log->refreshed) {
    return;
  }
  const std::int64_t span = stale.until - stale.log->stale.time;
  if (span < (is_closed(subject) ? kPatience : kLong)) {
    return;
  }
  const std::int64_t waited = stale.log->refreshed.time - stale.log->stale.time;
  diag::Diagnostic found =
      start_stale(subject, fmt::format("the view was wrong for {}{}; SUBSCRIBE came after {}", write_duration(span),
                                       is_closed(subject) ? ", to the end" : "", write_duration(waited)));
  explain_stale(subject, stale, found);
  found.related.push_back(see_message(stale.log->refreshed, "SUBSCRIBE"));
  out.add(std::move(found));
}

void check_unsubscribe(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const Log& log = occasion.subscription->log;
  if (!is_closed(subject) || !log.conference_over || log.terminated || log.unsubscribed ||
      occasion.time - log.conference_over.time < kPatience) {
    return;
  }
  diag::Diagnostic found = at_end(fmt::format("the conference was over, but the subscription was not ended in {}",
                                              write_duration(occasion.time - log.conference_over.time)));
  found.help = "the subscriber has to send SUBSCRIBE with Expires: 0";
  found.related.push_back(see_message(log.conference_over, "the conference ended here"));
  out.add(std::move(found));
}

void check_pace(const OccasionCase& subject, diag::Findings& out) {
  const Log& log = subject.occasion.subscription->log;
  if (!is_closed(subject) || log.hasty == 0) {
    return;
  }
  diag::Diagnostic found = at_end(fmt::format("{} came less than 5 s after the one before; the shortest pause was {}",
                                              count_of(log.hasty, "NOTIFY"), write_duration(log.shortest)));
  found.help = "gather changes for five seconds and tell them in one NOTIFY";
  out.add(std::move(found));
}

// Those that might still be answered, had the trace gone on.
bool may_be_answered(const notify::Line& line, std::int64_t end) {
  return line.status == 0 && end - line.moment.time < kPatience;
}

void check_answers(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const notify::Subscription& subscription = *occasion.subscription;
  const Log& log = subscription.log;
  if (!is_closed(subject) || log.benotifies > 0) {
    return;
  }
  const auto open = static_cast<std::uint64_t>(std::ranges::count_if(
      subscription.recent, [&](const notify::Line& line) { return may_be_answered(line, occasion.time); }));
  if (log.notifies <= log.answers + open) {
    return;
  }
  const std::uint64_t count = log.notifies - log.answers - open;
  diag::Diagnostic found =
      at_end(fmt::format("{} of {} {} not answered", count, log.notifies, count == 1 ? "NOTIFYs was" : "NOTIFYs were"));
  found.note = log.answers == 0 && log.notifies > 1
                   ? "the trace has no answer at all: perhaps it shows one direction only"
                   : "the notifier drops a subscription whose NOTIFY is not answered for 32 s";
  for (const notify::Line& line : subscription.recent) {
    if (line.status == 0 && !may_be_answered(line, occasion.time) && found.related.size() < kShown) {
      found.related.push_back(see_message(line.moment, line.words));
    }
  }
  out.add(std::move(found));
}

// Told when the next SUBSCRIBE comes, or at the end.
void check_told(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const Log& before = *occasion.before;
  const bool is_accepted = before.subscribe_status >= 200 && before.subscribe_status < 300;
  const bool is_due = is_closed(subject) || is(subject, OccasionKind::subscribe);
  if (!is_due || !is_accepted || !before.awaits_state || occasion.time - before.subscribe_answer.time < kPatience) {
    return;
  }
  std::string words = fmt::format("SUBSCRIBE was accepted, but no NOTIFY came for {}",
                                  write_duration(occasion.time - before.subscribe_answer.time));
  diag::Diagnostic found = start_stale(subject, std::move(words));
  found.help = "if NOTIFY was sent, look where to: it goes to the Contact of SUBSCRIBE, along the Record-Route";
  found.related.push_back(see_message(before.subscribe_answer, "accepted here"));
  out.add(std::move(found));
}

// What the answer to the last SUBSCRIBE granted, and no refresh after it.
void check_expired(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const Log& log = occasion.subscription->log;
  const bool is_accepted = log.subscribe_status >= 200 && log.subscribe_status < 300;
  if (!is_closed(subject) || !is_accepted || log.unsubscribed || log.terminated || !log.granted) {
    return;
  }
  const std::int64_t granted = *log.granted * base::kNanoseconds;
  const std::int64_t over = occasion.time - log.subscribe_answer.time - granted;
  if (over < kPatience) {
    return;
  }
  diag::Diagnostic found = at_end(
      fmt::format("the subscription ran out after {} and was neither refreshed nor ended", write_duration(granted)));
  found.help = "the subscriber has to refresh before the time is over, the notifier to end it with reason=timeout";
  found.note = fmt::format("from then on to the end, {}, the subscriber had no right to count on anything",
                           write_duration(over));
  found.related.push_back(see_message(log.subscribe_answer, "accepted here"));
  out.add(std::move(found));
}

void check_size(const OccasionCase& subject, diag::Findings& out) {
  const Log& log = subject.occasion.subscription->log;
  if (!is_closed(subject) || log.oversize == 0) {
    return;
  }
  diag::Diagnostic found = at_end(fmt::format("{} of more than {} bytes over UDP; the largest has {}",
                                              count_of(log.oversize, "request"), notify::kUnfragmented, log.largest));
  found.help = "send large requests over TCP or TLS";
  found.related.push_back(see_message(log.first_oversize, "the first"));
  out.add(std::move(found));
}

constexpr std::array<OccasionRule, 8> kRules = {{{kRefresh, check_refresh},
                                                 {kStale, check_stale},
                                                 {kUnsubscribe, check_unsubscribe},
                                                 {kPace, check_pace},
                                                 {kAnswers, check_answers},
                                                 {kTold, check_told},
                                                 {kExpired, check_expired},
                                                 {kSize, check_size}}};

}  // namespace

std::span<const OccasionRule> course_rules() {
  return kRules;
}

}  // namespace confstate::rules
