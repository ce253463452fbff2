// Cards about SUBSCRIBE and its answer. For rules/notify only.
#pragma once

#include "diag/card.hpp"
#include "rules/notify/traces.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_OPEN(headers)                                                           \
  CONFSTATE_UP("20:00:00")                                                                \
  "SUBSCRIBE sip:board@example.com SIP/2.0\n" CONFSTATE_SUBSCRIBED_OVER("UDP", "1", "")   \
      CONFSTATE_SUBSCRIBER headers CONFSTATE_NO_BODY CONFSTATE_DOWN(                      \
          "20:00:00") "SIP/2.0 200 OK\n" CONFSTATE_SUBSCRIBED_OVER("UDP", "1", ";tag=f1") \
          CONFSTATE_FOCUS CONFSTATE_EXPIRES("3600") CONFSTATE_NO_BODY
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace confstate::rules {

constexpr diag::Card kEvent = {
    .area = "notify",
    .id = "event-wrong",
    .severity = diag::Severity::error,
    .spec = {"RFC 4575", "3.1"},
    .title = "the event package is called conference",
    .why =
        "Event names the package, and notifiers compare it character by character. Under another name the request is "
        "refused with 489, or answered by something that is not RFC 4575.",
    .bad = CONFSTATE_SUBSCRIBE_AS("20:00:00", "1", "",
                                  "Event: conf\n" CONFSTATE_ACCEPT CONFSTATE_EXPIRES("3600") CONFSTATE_CREDENTIALS,
                                  CONFSTATE_NO_BODY) CONFSTATE_ACCEPTED("20:00:00", "1", "3600"),
    .good = CONFSTATE_BEGIN,
    .rows = "M1"};

constexpr diag::Card kAccept = {
    .area = "notify",
    .id = "accept-lacks-type",
    .severity = diag::Severity::error,
    .spec = {"RFC 4575", "3.4"},
    .title = "Accept of SUBSCRIBE has application/conference-info+xml",
    .why =
        "A SUBSCRIBE with Accept has to name the type of this package there. Without it the notifier may answer 406, "
        "or send a body that the subscriber said it does not take.",
    .bad = CONFSTATE_SUBSCRIBE_AS("20:00:00", "1", "",
                                  CONFSTATE_EVENT "Accept: application/pidf+xml\n" CONFSTATE_EXPIRES("3600")
                                      CONFSTATE_CREDENTIALS,
                                  CONFSTATE_NO_BODY) CONFSTATE_ACCEPTED("20:00:00", "1", "3600"),
    .good = CONFSTATE_BEGIN,
    .rows = "M3"};

constexpr diag::Card kWildcard = {
    .area = "notify",
    .id = "accept-wildcard",
    .severity = diag::Severity::warning,
    .spec = {"RFC 4575", "3.4"},
    .title = "Accept names the type and not a wildcard",
    .why =
        "*/* and application/* let the type in, but RFC 4575 asks for its name, and some notifiers look for nothing "
        "else.",
    .bad = CONFSTATE_SUBSCRIBE_AS("20:00:00", "1", "",
                                  CONFSTATE_EVENT "Accept: */*\n" CONFSTATE_EXPIRES("3600") CONFSTATE_CREDENTIALS,
                                  CONFSTATE_NO_BODY) CONFSTATE_ACCEPTED("20:00:00", "1", "3600"),
    .good = CONFSTATE_BEGIN,
    .rows = "M3"};

constexpr diag::Card kExpires = {
    .area = "notify",
    .id = "expires-absent",
    .severity = diag::Severity::info,
    .spec = {"RFC 4575", "3.3"},
    .title = "SUBSCRIBE says for how long",
    .why =
        "Without Expires the subscription is asked for 3600 seconds, the default of this package. Whoever reads the "
        "trace has to know that; the notifier may grant less.",
    .bad = CONFSTATE_SUBSCRIBE_AS("20:00:00", "1", "", CONFSTATE_EVENT CONFSTATE_ACCEPT CONFSTATE_CREDENTIALS,
                                  CONFSTATE_NO_BODY) CONFSTATE_ACCEPTED("20:00:00", "1", "3600"),
    .good = CONFSTATE_BEGIN,
    .rows = "M8"};

constexpr diag::Card kBody = {
    .area = "notify",
    .id = "subscribe-body",
    .severity = diag::Severity::info,
    .spec = {"RFC 4575", "3.2"},
    .title = "SUBSCRIBE has no body",
    .why =
        "This package defines no filter, so a body in SUBSCRIBE says nothing to the notifier, which may refuse its "
        "type. Lists of conferences (RFC 5367) and filters (RFC 4660) are extensions and not reported.",
    .bad = CONFSTATE_SUBSCRIBE_AS("20:00:00", "1", "", CONFSTATE_WANTED("3600"),
                                  CONFSTATE_BODY("text/plain", "only the roster, please\n"))
        CONFSTATE_ACCEPTED("20:00:00", "1", "3600"),
    .good = CONFSTATE_BEGIN,
    .rows = "M9"};

constexpr diag::Card kCredentials = {
    .area = "notify",
    .id = "unauthenticated",
    .severity = diag::Severity::info,
    .spec = {"RFC 4575", "8.1"},
    .title = "who subscribes is asked who it is",
    .why =
        "A roster says who talks with whom. The notifier should authenticate its subscribers, usually with Digest, and "
        "look up what they may see. A subscription without credentials, without an asserted identity and without "
        "TLS was given to whoever asked.",
    .bad = CONFSTATE_OPEN(CONFSTATE_EVENT CONFSTATE_ACCEPT CONFSTATE_EXPIRES("3600")),
    .good = CONFSTATE_OPEN(CONFSTATE_WANTED("3600")),
    .rows = "M13"};

constexpr diag::Card kAllowEvents = {
    .area = "notify",
    .id = "allow-events-lacks-conference",
    .severity = diag::Severity::info,
    .spec = {"RFC 4575", "3.1"},
    .title = "Allow-Events of a notifier has conference",
    .why =
        "Allow-Events tells others which packages they may subscribe to. A focus that takes subscriptions to its "
        "conference but does not list the package is not found by clients that look there.",
    .bad = CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "3600") CONFSTATE_ACCEPTED_AS(
        "20:00:00", "1", CONFSTATE_FOCUS "Allow-Events: refer, dialog\n" CONFSTATE_EXPIRES("3600")),
    .good = CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "3600") CONFSTATE_ACCEPTED_AS(
        "20:00:00", "1", CONFSTATE_FOCUS "Allow-Events: refer, conference\n" CONFSTATE_EXPIRES("3600")),
    .rows = "M2"};

constexpr diag::Card kFocus = {
    .area = "notify",
    .id = "focus-not-marked",
    .severity = diag::Severity::info,
    .spec = {"RFC 4579", "4.1"},
    .title = "the Contact of a focus has isfocus",
    .why =
        "By `isfocus` in Contact a client sees that it talks with a conference, and subscribes. A server that "
        "notifies on behalf of the focus may leave it out; the focus itself should not.",
    .bad = CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "3600")
        CONFSTATE_ACCEPTED_AS("20:00:00", "1", "Contact: <sip:board@192.0.2.10>\n" CONFSTATE_EXPIRES("3600")),
    .good = CONFSTATE_BEGIN,
    .rows = "M23"};

constexpr diag::Card kRefused = {
    .area = "notify",
    .id = "subscribe-refused",
    .severity = diag::Severity::warning,
    .spec = {"RFC 4575", "3.5"},
    .title = "who is in a conference may subscribe to it",
    .why =
        "It is recommended that every participant may subscribe. A refused subscription is a client that shows no "
        "roster, or goes on showing an old one. Being asked for credentials is no refusal, but never sending them "
        "has the same end.",
    .bad = CONFSTATE_SUBSCRIBE("20:00:00", "1", "", "3600")
        CONFSTATE_DOWN("20:00:00") "SIP/2.0 603 Decline\n" CONFSTATE_SUBSCRIBED("1", ";tag=f1") CONFSTATE_NO_BODY,
    .good = CONFSTATE_BEGIN,
    .rows = "M14"};

}  // namespace confstate::rules
