// NOTIFY as a message of its subscription, and its answer.
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/traces.hpp"
#include "rules/place.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using dialog::Order;
using notify::OccasionKind;
using sip::HeaderId;
using State = sip::SubscriptionState::State;

bool is_benotify(const OccasionCase& subject) {
  return subject.occasion.message->method() == sip::Method::benotify;
}

void check_headers(const OccasionCase& subject, diag::Findings& out) {
  if (!is(subject, OccasionKind::notify)) {
    return;
  }
  const sip::Message& message = *subject.occasion.message;
  std::string missing;
  for (const HeaderId id : {HeaderId::subscription_state, HeaderId::event, HeaderId::contact}) {
    const bool is_due = id != HeaderId::contact || !is_benotify(subject);
    if (is_due && message.find(id) == nullptr) {
      missing += fmt::format("{}{}", missing.empty() ? "" : ", ", sip::to_string(id));
    }
  }
  if (!missing.empty()) {
    out.add(at_part(subject, message.start_line(), fmt::format("NOTIFY lacks {}", missing)));
  }
}

// CSeq of a request against the one before it.
void check_order(const OccasionCase& subject, diag::Findings& out, Order order, std::string_view words) {
  const notify::Occasion& occasion = subject.occasion;
  if (!is_request(subject) || occasion.seen->order != order || !occasion.seen->sequence_before) {
    return;
  }
  const std::uint32_t now = sip::read_cseq(occasion.message->value(HeaderId::cseq)).number;
  diag::Diagnostic found =
      at_header(subject, HeaderId::cseq, fmt::format(fmt::runtime(words), now, *occasion.seen->sequence_before));
  if (is(subject, OccasionKind::notify) && occasion.before->notify) {
    found.related.push_back(see_message(occasion.before->notify, "the NOTIFY before this one"));
  }
  out.add(std::move(found));
}

// A transaction with another body is a request under the same number, too.
void check_repeated(const OccasionCase& subject, diag::Findings& out) {
  check_order(subject, out, Order::reused, "CSeq {} again, in a new request");
  if (is_request(subject) && subject.occasion.seen->repeat == dialog::Repeat::changed) {
    out.add(at_header(subject, HeaderId::cseq, "CSeq and branch of an earlier request, but another body"));
  }
}

void check_decreased(const OccasionCase& subject, diag::Findings& out) {
  check_order(subject, out, Order::back, "CSeq {} after {}");
}

void check_skipped(const OccasionCase& subject, diag::Findings& out) {
  check_order(subject, out, Order::gap, "CSeq {} after {}: what was between them is not in the trace");
}

bool names_same(std::string_view a, std::string_view b) {
  return a == b || uri::canonical_identity(a).canonical == uri::canonical_identity(b).canonical;
}

void check_uris(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const notify::Subscription& subscription = *occasion.subscription;
  if (!is(subject, OccasionKind::notify) || occasion.before->has_odd_uris || !subscription.log.has_odd_uris) {
    return;
  }
  const std::string_view from = sip::read_address(occasion.message->value(HeaderId::from)).uri;
  const std::string_view to = sip::read_address(occasion.message->value(HeaderId::to)).uri;
  const bool is_from = !names_same(from, subscription.notifier);
  diag::Diagnostic found =
      at_part(subject, is_from ? from : to,
              fmt::format("{} has {}; in this dialog it is {}", is_from ? "From" : "To", quoted(is_from ? from : to),
                          quoted(is_from ? subscription.notifier : subscription.subscriber)));
  if (occasion.before->subscribe) {
    found.related.push_back(see_message(occasion.before->subscribe, "the SUBSCRIBE"));
  }
  out.add(std::move(found));
}

void check_benotify(const OccasionCase& subject, diag::Findings& out) {
  if (is(subject, OccasionKind::notify) && is_benotify(subject) && subject.occasion.before->benotifies == 0) {
    out.add(at_part(subject, subject.occasion.message->method_text(),
                    "BENOTIFY: nobody answers it, so one that is lost is not sent again"));
  }
}

// Of the NOTIFY that an answer belongs to, where that is known.
dialog::Moment notify_of(const OccasionCase& subject) {
  const dialog::Transaction* transaction = subject.occasion.seen->transaction;
  return transaction == nullptr ? dialog::Moment{} : transaction->request;
}

// Asked for credentials it comes again; a fork is rightly refused (RFC 4575 section 3.8).
void check_refused(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const unsigned status = is(subject, OccasionKind::notify_answer) ? occasion.message->status() : 0;
  const bool is_right = status == 481 && occasion.subscription->is_fork;
  if (status < 300 || status == 401 || status == 407 || is_right) {
    return;
  }
  diag::Diagnostic found =
      at_part(subject, occasion.message->start_line(),
              fmt::format("NOTIFY was refused: {} {}", status, clipped(occasion.message->reason())));
  if (status == 481) {
    found.note = "the subscriber knows no such subscription; the notifier has to drop it";
  } else if (status == 415) {
    found.note = "the subscriber does not take a body of this type";
  } else if (status == 500) {
    found.note = "a CSeq that goes back is answered so";
  }
  if (const dialog::Moment request = notify_of(subject)) {
    found.related.push_back(see_message(request, "this NOTIFY"));
  }
  out.add(std::move(found));
}

void check_second_dialog(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const bool is_accepted = is(subject, OccasionKind::notify_answer) && occasion.message->status() < 300;
  if (!is_accepted || !occasion.subscription->is_fork || occasion.before->accepted > 0) {
    return;
  }
  diag::Diagnostic found =
      at_part(subject, occasion.message->start_line(), "a second dialog from one SUBSCRIBE was accepted");
  found.help = "answer the first NOTIFY only, and those with another tag in From with 481";
  if (const dialog::Moment request = notify_of(subject)) {
    found.related.push_back(see_message(request, "this NOTIFY"));
  }
  out.add(std::move(found));
}

// A SUBSCRIBE within the dialog may begin it anew.
void check_after_terminated(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const notify::Log& before = *occasion.before;
  const bool was_over = before.terminated && before.subscribe.time <= before.terminated.time;
  if (!is(subject, OccasionKind::notify) || !was_over) {
    return;
  }
  diag::Diagnostic found =
      at_part(subject, occasion.message->start_line(),
              fmt::format("NOTIFY {} after the subscription was terminated",
                          base::write_duration(occasion.seen->moment.time - before.terminated.time)));
  found.related.push_back(see_message(before.terminated, "terminated here"));
  out.add(std::move(found));
}

bool ends_conference(const OccasionCase& subject) {
  for (const notify::Delivered& delivered : subject.occasion.documents) {
    if (delivered.readable && delivered.step.action == change::Action::ended) {
      return is(subject, OccasionKind::notify);
    }
  }
  return false;
}

void check_reason(const OccasionCase& subject, diag::Findings& out) {
  if (!ends_conference(subject)) {
    return;
  }
  const std::string_view value = subject.occasion.message->value(HeaderId::subscription_state);
  const sip::SubscriptionState state = sip::read_subscription_state(value);
  if (state.state != State::terminated || state.reason == "noresource") {
    return;
  }
  const std::string said = state.reason.empty() ? "no reason" : fmt::format("reason {}", quoted(state.reason));
  diag::Diagnostic found = at_part(subject, state.reason.empty() ? value : state.reason,
                                   fmt::format("the conference is over, but the subscription ends with {}", said));
  found.help = "write reason=noresource: with another reason the subscriber may try again";
  out.add(std::move(found));
}

void check_still_active(const OccasionCase& subject, diag::Findings& out) {
  if (!ends_conference(subject)) {
    return;
  }
  const std::string_view value = subject.occasion.message->value(HeaderId::subscription_state);
  const sip::SubscriptionState state = sip::read_subscription_state(value);
  if (state.state == State::active || state.state == State::pending) {
    diag::Diagnostic found =
        at_part(subject, value, fmt::format("the conference is over, but the subscription is {}", clipped(state.text)));
    found.help = "write terminated;reason=noresource";
    out.add(std::move(found));
  }
}

#define CONFSTATE_DOCUMENT CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_HELD("1", "Budget"))
#define CONFSTATE_NEXT(number, headers)                                \
  CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY("20:00:10", number, headers, \
                                          CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_RENAMED("2", "Figures")))
#define CONFSTATE_USUAL CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_ACTIVE
#define CONFSTATE_LAST(state)                                                                                      \
  CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY("20:00:10", "2", CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_STATE(state), \
                                          CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_ENDED("2")))
#define CONFSTATE_FORK(status)                                                                             \
  CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY_AS("20:00:00", "f", "1", "f2", CONFSTATE_BOARD, CONFSTATE_USUAL, \
                                             CONFSTATE_DOCUMENT)                                           \
      CONFSTATE_ANSWER_AS("20:00:00", "f", "1", "f2", CONFSTATE_BOARD, status)
#define CONFSTATE_ANSWERED(status)                                                                  \
  CONFSTATE_BEGIN CONFSTATE_NOTIFY_AS("20:00:00", "1", "1", "f1", CONFSTATE_BOARD, CONFSTATE_USUAL, \
                                      CONFSTATE_DOCUMENT)                                           \
      CONFSTATE_ANSWER_AS("20:00:00", "1", "1", "f1", CONFSTATE_BOARD, status)
#define CONFSTATE_FROM(uri)                                                                                 \
  CONFSTATE_BEGIN CONFSTATE_NOTIFY_AS("20:00:00", "1", "1", "f1", uri, CONFSTATE_USUAL, CONFSTATE_DOCUMENT) \
      CONFSTATE_ANSWER_AS("20:00:00", "1", "1", "f1", uri, "200 OK")

constexpr diag::Card kHeaders = {
    .area = "notify",
    .id = "notify-header-missing",
    .severity = Severity::error,
    .spec = {"RFC 6665", "8.1.3"},
    .title = "NOTIFY has Subscription-State, Event and Contact",
    .why =
        "Subscription-State says whether the subscription goes on, Event to which one the NOTIFY belongs, and Contact "
        "where the next SUBSCRIBE goes. A subscriber that misses one of them answers 400 or 489, or waits for "
        "notifications that never come.",
    .bad = CONFSTATE_BEGIN CONFSTATE_NOTIFY("20:00:00", "1", CONFSTATE_FOCUS CONFSTATE_EVENT, CONFSTATE_DOCUMENT),
    .good = CONFSTATE_SUBSCRIPTION,
    .rows = "M11"};

constexpr diag::Card kRepeated = {
    .area = "notify",
    .id = "cseq-repeated",
    .severity = Severity::error,
    .spec = {"RFC 3261", "12.2.1.1"},
    .title = "each request in a dialog has a CSeq of its own",
    .why =
        "Within a dialog CSeq grows by one with every request. A number that was used is taken for the old request, "
        "or refused with 500, and what the NOTIFY says is lost.",
    .bad = CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY_AS("20:00:10", "2", "1", "f1", CONFSTATE_BOARD, CONFSTATE_USUAL,
                                                      CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_RENAMED("2", "Figures")))
        CONFSTATE_ANSWER_AS("20:00:10", "2", "1", "f1", CONFSTATE_BOARD, "200 OK"),
    .good = CONFSTATE_NEXT("2", CONFSTATE_USUAL),
    .rows = "M11"};

constexpr diag::Card kDecreased = {
    .area = "notify",
    .id = "cseq-decreased",
    .severity = Severity::error,
    .spec = {"RFC 3261", "12.2.2"},
    .title = "CSeq does not go back within a dialog",
    .why =
        "A request with a lower CSeq than the one before is out of order and refused with 500. Two NOTIFYs that "
        "overtook each other on their way look so as well; then both numbers are in the trace.",
    .bad = CONFSTATE_BEGIN CONFSTATE_TOLD("20:00:00", "5", CONFSTATE_HELD("1", "Budget"))
        CONFSTATE_TOLD("20:00:10", "4", CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_BEGIN CONFSTATE_TOLD("20:00:00", "5", CONFSTATE_HELD("1", "Budget"))
        CONFSTATE_TOLD("20:00:10", "6", CONFSTATE_RENAMED("2", "Figures")),
    .rows = "M11"};

constexpr diag::Card kSkipped = {
    .area = "notify",
    .id = "cseq-gap",
    .severity = Severity::info,
    .spec = {"RFC 3261", "12.2.1.1"},
    .title = "CSeq grows by one",
    .why =
        "Numbers that are left out belong to requests that are not in the trace: the capture lost them, or they took "
        "another way. What is said about the subscription may be wrong for that time. Some senders skip numbers.",
    .bad = CONFSTATE_NEXT("4", CONFSTATE_USUAL),
    .good = CONFSTATE_NEXT("2", CONFSTATE_USUAL),
    .rows = "M11"};

constexpr diag::Card kUris = {
    .area = "notify",
    .id = "dialog-uri-changed",
    .severity = Severity::warning,
    .spec = {"RFC 3261", "12.2.1.1"},
    .title = "From and To of a NOTIFY are those of its dialog",
    .why =
        "Tags make a dialog, so this NOTIFY arrives. But peers of RFC 2543 and many clients compare the URIs as well, "
        "and show the wrong conference or answer 481.",
    .bad = CONFSTATE_FROM("sip:focus@192.0.2.10"),
    .good = CONFSTATE_FROM("sip:board@example.com"),
    .rows = ""};

constexpr diag::Card kBenotify = {
    .area = "notify",
    .id = "benotify",
    .severity = Severity::info,
    .profiles = {.lync = Severity::off},
    .spec = {"MS-SIP", ""},
    .title = "notifications are sent with NOTIFY",
    .why =
        "BENOTIFY is a NOTIFY without an answer, known to the clients of one vendor. If it is lost, nobody learns of "
        "that before the next one shows a gap.",
    .bad = CONFSTATE_BEGIN CONFSTATE_DOWN("20:00:00") "BENOTIFY sip:alice@198.51.100.7 SIP/2.0\n" CONFSTATE_NOTIFIED(
        "1", "1", "f1", CONFSTATE_BOARD, "BENOTIFY") CONFSTATE_MAX_FORWARDS CONFSTATE_USUAL CONFSTATE_DOCUMENT,
    .good = CONFSTATE_SUBSCRIPTION,
    .rows = ""};

constexpr diag::Card kRefused = {
    .area = "notify",
    .id = "notify-refused",
    .severity = Severity::error,
    .spec = {"RFC 6665", "4.2.2"},
    .title = "the subscriber accepts each NOTIFY",
    .why =
        "A NOTIFY that is refused was not applied, and after most errors the notifier drops the subscription: from "
        "here on the subscriber shows an old roster, or none. 481 means that the subscriber has no such "
        "subscription.",
    .bad = CONFSTATE_ANSWERED("481 Subscription does not exist"),
    .good = CONFSTATE_ANSWERED("200 OK"),
    .rows = ""};

constexpr diag::Card kSecond = {
    .area = "notify",
    .id = "second-dialog",
    .severity = Severity::error,
    .spec = {"RFC 4575", "3.8"},
    .title = "one SUBSCRIBE makes one dialog",
    .why =
        "Where a SUBSCRIBE was forked, several notifiers send NOTIFY. The subscriber keeps the first dialog and "
        "answers the others with 481: a conference has one focus, and two rosters could not be told apart.",
    .bad = CONFSTATE_FORK("200 OK"),
    .good = CONFSTATE_FORK("481 Subscription does not exist"),
    .rows = "M15"};

constexpr diag::Card kAfterTerminated = {
    .area = "notify",
    .id = "notify-after-terminated",
    .severity = Severity::error,
    .spec = {"RFC 6665", "4.2.2"},
    .title = "nothing follows the end of a subscription",
    .why =
        "After a NOTIFY with Subscription-State: terminated there is no subscription any more. The subscriber has "
        "forgotten it and answers 481; a SUBSCRIBE has to come first.",
    .bad = CONFSTATE_SUBSCRIPTION CONFSTATE_TERMINATED("20:00:10", "2", "timeout")
        CONFSTATE_TOLD("20:00:20", "3", CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_SUBSCRIPTION CONFSTATE_TERMINATED("20:00:10", "2", "timeout"),
    .rows = "M11"};

constexpr diag::Card kReason = {
    .area = "notify",
    .id = "ended-for-other-reason",
    .severity = Severity::error,
    .spec = {"RFC 4575", "3.3"},
    .title = "with the conference a subscription ends for noresource",
    .why =
        "The reason tells the subscriber what to do next. noresource says that there is nothing left to subscribe to; "
        "after timeout, deactivated or no reason at all it subscribes again, to a conference that is gone.",
    .bad = CONFSTATE_LAST("terminated;reason=timeout"),
    .good = CONFSTATE_LAST("terminated;reason=noresource"),
    .rows = "M10"};

constexpr diag::Card kStillActive = {
    .area = "notify",
    .id = "ended-but-active",
    .severity = Severity::warning,
    .spec = {"RFC 4575", "3.3"},
    .title = "with the conference the subscription ends",
    .why =
        "When the conference is over, the notifier ends the subscription in the same NOTIFY. One that stays active "
        "has to be ended by the subscriber or to run out, and holds memory at both ends until then.",
    .bad = CONFSTATE_LAST("active;expires=3600"),
    .good = CONFSTATE_LAST("terminated;reason=noresource"),
    .rows = "M10"};

constexpr std::array<OccasionRule, 11> kRules = {{{kHeaders, check_headers},
                                                  {kRepeated, check_repeated},
                                                  {kDecreased, check_decreased},
                                                  {kSkipped, check_skipped},
                                                  {kUris, check_uris},
                                                  {kBenotify, check_benotify},
                                                  {kRefused, check_refused},
                                                  {kSecond, check_second_dialog},
                                                  {kAfterTerminated, check_after_terminated},
                                                  {kReason, check_reason},
                                                  {kStillActive, check_still_active}}};

}  // namespace

std::span<const OccasionRule> delivery_rules() {
  return kRules;
}

}  // namespace confstate::rules
