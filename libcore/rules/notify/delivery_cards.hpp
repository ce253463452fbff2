// Cards about NOTIFY as a message of its subscription. For rules/notify only.
#pragma once

#include "diag/card.hpp"
#include "rules/notify/traces.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
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
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace confstate::rules {

constexpr diag::Card kHeaders = {
    .area = "notify",
    .id = "notify-header-missing",
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::info,
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
    .severity = diag::Severity::warning,
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
    .severity = diag::Severity::info,
    .profiles = {.lync = diag::Severity::off},
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::warning,
    .spec = {"RFC 4575", "3.3"},
    .title = "with the conference the subscription ends",
    .why =
        "When the conference is over, the notifier ends the subscription in the same NOTIFY. One that stays active "
        "has to be ended by the subscriber or to run out, and holds memory at both ends until then.",
    .bad = CONFSTATE_LAST("active;expires=3600"),
    .good = CONFSTATE_LAST("terminated;reason=noresource"),
    .rows = "M10"};

}  // namespace confstate::rules
