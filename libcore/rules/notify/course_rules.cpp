// How a subscription went: its pace, its gaps, its end. Told where a gap is over, and when the subscription is closed.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/roster.hpp"
#include "rules/notify/traces.hpp"

namespace confstate::rules {
namespace {

using base::write_duration;
using diag::Severity;
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

#define CONFSTATE_GAP CONFSTATE_SUBSCRIPTION CONFSTATE_TOLD("20:01:00", "2", CONFSTATE_RENAMED("3", "Figures"))
#define CONFSTATE_RIGHT(time) CONFSTATE_REFRESH(time, "2") CONFSTATE_TOLD(time, "3", CONFSTATE_HELD("4", "Plans"))
#define CONFSTATE_OVER(state)                                                                                      \
  CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY("20:00:10", "2", CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_STATE(state), \
                                          CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_ENDED("2")))
#define CONFSTATE_ROOM(name) "  <entry uri=\"sip:" name "@conference.example.com\"/>\n"
#define CONFSTATE_ROOMS      \
  CONFSTATE_ROOM("accounts") \
  CONFSTATE_ROOM("board")    \
  CONFSTATE_ROOM("budget")   \
  CONFSTATE_ROOM("design") CONFSTATE_ROOM("hiring") CONFSTATE_ROOM("sales") CONFSTATE_ROOM("strategy")
#define CONFSTATE_LIST(rooms) \
  CONFSTATE_DUMP_UP("1795291200", "udp",                                                              \
                    "SUBSCRIBE sip:board@example.com SIP/2.0\n" CONFSTATE_SUBSCRIBED("1", "")         \
                        CONFSTATE_SUBSCRIBER CONFSTATE_WANTED("3600") "Require: recipient-list-subscribe\n" \
                        "Supported: eventlist\nContent-Type: application/resource-lists+xml\n\n"      \
                        "<resource-lists xmlns=\"urn:ietf:params:xml:ns:resource-lists\"><list>\n" rooms \
                        "</list></resource-lists>\n")

constexpr diag::Card kRefresh = {
    .area = "notify",
    .id = "no-refresh-after-gap",
    .severity = Severity::error,
    .spec = {"RFC 4575", "4.6"},
    .title = "who misses a document asks for the full state",
    .why =
        "After a version that was skipped the subscriber cannot apply what follows. It has to refresh its subscription "
        "at once: the answer is the full state. Without that it shows an old roster, and every later partial document "
        "is lost on it.",
    .bad = CONFSTATE_GAP CONFSTATE_TOLD("20:02:00", "3", CONFSTATE_HELD("4", "Plans")),
    .good = CONFSTATE_GAP CONFSTATE_RIGHT("20:01:00"),
    .rows = "M16 S10"};

constexpr diag::Card kStale = {
    .area = "notify",
    .id = "view-stale",
    .severity = Severity::info,
    .spec = {"RFC 4575", "4.6"},
    .title = "a gap is over within seconds",
    .why =
        "The subscriber asked for the full state, but for this long it showed what was no longer true: because it "
        "asked late, or because the answer was late or never came.",
    .bad = CONFSTATE_GAP CONFSTATE_RIGHT("20:01:20"),
    .good = CONFSTATE_GAP CONFSTATE_RIGHT("20:01:00"),
    .rows = "S10"};

constexpr diag::Card kUnsubscribe = {
    .area = "notify",
    .id = "no-unsubscribe-after-end",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "4.6"},
    .title = "after the end of the conference the subscription is ended",
    .why =
        "A root with state deleted says that the conference is over. Where the notifier did not end the subscription "
        "itself, the subscriber should, with SUBSCRIBE and Expires: 0. Otherwise both keep it until it runs out.",
    .bad = CONFSTATE_OVER("active;expires=3600") CONFSTATE_REFRESH("20:30:00", "2"),
    .good = CONFSTATE_OVER("terminated;reason=noresource"),
    .rows = "M17 S11"};

constexpr diag::Card kPace = {
    .area = "notify",
    .id = "notifications-hasty",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "3.9"},
    .title = "five seconds lie between two notifications",
    .why =
        "It is recommended that a subscriber gets no more than one notification in five seconds. NOTIFYs that answer a "
        "SUBSCRIBE are not counted. In a large conference, one for every change floods phones and networks.",
    .bad = CONFSTATE_SUBSCRIPTION CONFSTATE_TOLD("20:00:02", "2", CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_SUBSCRIPTION CONFSTATE_TOLD("20:00:10", "2", CONFSTATE_RENAMED("2", "Figures")),
    .rows = "S14"};

constexpr diag::Card kAnswers = {
    .area = "notify",
    .id = "notify-unanswered",
    .severity = Severity::warning,
    .spec = {"RFC 6665", "4.2.2"},
    .title = "each NOTIFY is answered",
    .why =
        "A NOTIFY without an answer is sent again for 32 seconds; then the notifier may drop the subscription without "
        "a word. Usually it goes to an address that does not reach the subscriber: behind NAT, or by a wrong Contact.",
    .bad = CONFSTATE_BEGIN CONFSTATE_NOTIFY_AS("20:00:00", "1", "1", "f1", CONFSTATE_BOARD,
                                               CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_ACTIVE,
                                               CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_HELD("1", "Budget")))
        CONFSTATE_TOLD("20:01:00", "2", CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_SUBSCRIPTION CONFSTATE_TOLD("20:01:00", "2", CONFSTATE_RENAMED("2", "Figures")),
    .rows = ""};

constexpr diag::Card kTold = {
    .area = "notify",
    .id = "no-notify",
    .severity = Severity::error,
    .spec = {"RFC 6665", "4.2.1.2"},
    .title = "a NOTIFY follows each SUBSCRIBE that is accepted",
    .why =
        "The notifier sends the state at once when it accepts a SUBSCRIBE, also to refresh or to end the subscription. "
        "Where none comes for 32 seconds the subscriber has to take it that there is no subscription.",
    .bad = CONFSTATE_BEGIN CONFSTATE_REFRESH("20:30:00", "2")
        CONFSTATE_TOLD("20:30:00", "1", CONFSTATE_HELD("1", "Budget")),
    .good = CONFSTATE_SUBSCRIPTION CONFSTATE_REFRESH("20:30:00", "2")
        CONFSTATE_TOLD("20:30:00", "2", CONFSTATE_HELD("2", "Budget")),
    .rows = "S6"};

constexpr diag::Card kSize = {
    .area = "notify",
    .id = "datagram-oversize",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "18.1.1"},
    .title = "requests of more than 1300 bytes do not go over UDP",
    .why =
        "A large datagram is cut into fragments, and many firewalls and NATs drop those. The roster then grows until "
        "the day when nobody gets it any more. Requests near the size of a packet have to use TCP or TLS.",
    .bad = CONFSTATE_LIST(CONFSTATE_ROOMS CONFSTATE_ROOM("team-east") CONFSTATE_ROOM("team-west") CONFSTATE_ROOM(
        "team-north") CONFSTATE_ROOM("team-south") CONFSTATE_ROOM("week") CONFSTATE_ROOM("year")),
    .good = CONFSTATE_LIST(CONFSTATE_ROOM("board")),
    .rows = ""};

constexpr std::array<OccasionRule, 7> kRules = {{{kRefresh, check_refresh},
                                                 {kStale, check_stale},
                                                 {kUnsubscribe, check_unsubscribe},
                                                 {kPace, check_pace},
                                                 {kAnswers, check_answers},
                                                 {kTold, check_told},
                                                 {kSize, check_size}}};

}  // namespace

std::span<const OccasionRule> course_rules() {
  return kRules;
}

}  // namespace confstate::rules
