// Cards about how a subscription went. For rules/notify only.
#pragma once

#include "diag/card.hpp"
#include "rules/notify/traces.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_GAP CONFSTATE_SUBSCRIPTION CONFSTATE_TOLD("20:01:00", "2", CONFSTATE_RENAMED("3", "Figures"))
#define CONFSTATE_RIGHT(time) CONFSTATE_REFRESH(time, "2") CONFSTATE_TOLD(time, "3", CONFSTATE_HELD("4", "Plans"))
#define CONFSTATE_OVER(state)                                                                                      \
  CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY("20:00:10", "2", CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_STATE(state), \
                                          CONFSTATE_BODY(CONFSTATE_TYPE, CONFSTATE_ENDED("2")))
#define CONFSTATE_FOR_A_MINUTE                   \
  CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "60") \
  CONFSTATE_ACCEPTED("20:00:00", "1", "60") CONFSTATE_TOLD("20:00:00", "1", CONFSTATE_HELD("1", "Budget"))
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
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace confstate::rules {

constexpr diag::Card kRefresh = {
    .area = "notify",
    .id = "no-refresh-after-gap",
    .severity = diag::Severity::error,
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
    .severity = diag::Severity::info,
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
    .severity = diag::Severity::warning,
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
    .severity = diag::Severity::warning,
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
    .severity = diag::Severity::warning,
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
    .severity = diag::Severity::error,
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

constexpr diag::Card kExpired = {
    .area = "notify",
    .id = "subscription-ran-out",
    .severity = diag::Severity::warning,
    .spec = {"RFC 6665", "4.1.2.2"},
    .title = "a subscription is refreshed before its time is over",
    .why =
        "A subscription lasts as long as the answer to SUBSCRIBE says. The subscriber refreshes it in time, or the "
        "notifier ends it with a NOTIFY. Where neither happens, the client goes on showing a roster that nobody keeps "
        "right any more.",
    .bad = CONFSTATE_FOR_A_MINUTE CONFSTATE_TOLD("20:10:00", "2", CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_FOR_A_MINUTE CONFSTATE_TERMINATED("20:01:00", "2", "timeout"),
    .rows = "M8"};

constexpr diag::Card kSize = {
    .area = "notify",
    .id = "datagram-oversize",
    .severity = diag::Severity::warning,
    .spec = {"RFC 3261", "18.1.1"},
    .title = "requests of more than 1300 bytes do not go over UDP",
    .why =
        "A large datagram is cut into fragments, and many firewalls and NATs drop those. The roster then grows until "
        "the day when nobody gets it any more. Requests near the size of a packet have to use TCP or TLS.",
    .bad = CONFSTATE_LIST(CONFSTATE_ROOMS CONFSTATE_ROOM("team-east") CONFSTATE_ROOM("team-west") CONFSTATE_ROOM(
        "team-north") CONFSTATE_ROOM("team-south") CONFSTATE_ROOM("week") CONFSTATE_ROOM("year")),
    .good = CONFSTATE_LIST(CONFSTATE_ROOM("board")),
    .rows = ""};

}  // namespace confstate::rules
