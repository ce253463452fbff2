// Cards about what a NOTIFY carries. For rules/notify only.
#pragma once

#include "diag/card.hpp"
#include "rules/notify/traces.hpp"

// NOLINTBEGIN(cppcoreguidelines-macro-usage): only a macro joins string literals.
#define CONFSTATE_PARTS(headers, type, document) \
  CONFSTATE_NOTIFY("20:00:00", "1", CONFSTATE_FOCUS CONFSTATE_EVENT headers, CONFSTATE_BODY(type, document))
#define CONFSTATE_FIRST(headers, type, document) CONFSTATE_BEGIN CONFSTATE_PARTS(headers, type, document)
#define CONFSTATE_AGAIN(document) \
  CONFSTATE_SUBSCRIPTION CONFSTATE_REFRESH("20:30:00", "2") CONFSTATE_TOLD("20:30:00", "2", document)
#define CONFSTATE_ANN                                               \
  CONFSTATE_NOTIFICATION("full", "1",                               \
                         "  <conference-description/>\n  <users>\n" \
                         "    <user entity=\"sip:ann@example.com\"/>\n  </users>\n")
#define CONFSTATE_OVER(protocol)                                                                                  \
  CONFSTATE_DUMP_UP("1795291200", protocol,                                                                       \
                    "SUBSCRIBE sip:board@example.com SIP/2.0\n" CONFSTATE_SUBSCRIBED("1", "")                     \
                        CONFSTATE_SUBSCRIBER CONFSTATE_WANTED("3600") "Content-Length: 0\n\n")                    \
  CONFSTATE_DUMP_DOWN("1795291200", protocol,                                                                     \
                      "SIP/2.0 200 OK\n" CONFSTATE_SUBSCRIBED("1", ";tag=f1")                                     \
                          CONFSTATE_FOCUS CONFSTATE_EXPIRES("3600") "Content-Length: 0\n\n")                      \
  CONFSTATE_DUMP_DOWN(                                                                                            \
      "1795291200", protocol,                                                                                     \
      "NOTIFY sip:alice@198.51.100.7 SIP/2.0\n" CONFSTATE_NOTIFIED("1", "1", "f1", CONFSTATE_BOARD, "NOTIFY")     \
          CONFSTATE_MAX_FORWARDS CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_ACTIVE "Content-Type: " CONFSTATE_TYPE \
                                                                                  "\n\n" CONFSTATE_ANN)
// NOLINTEND(cppcoreguidelines-macro-usage)

namespace confstate::rules {

constexpr diag::Card kType = {
    .area = "notify",
    .id = "body-not-accepted",
    .severity = diag::Severity::error,
    .spec = {"RFC 4575", "3.4"},
    .title = "the body of a NOTIFY is of a type that SUBSCRIBE accepts",
    .why =
        "The subscriber says in Accept what it can read; without Accept it takes application/conference-info+xml and "
        "nothing else. Another type is answered with 415 or dropped, and multipart counts as a type of its own. "
        "Signed and encrypted bodies are not reported.",
    .bad = CONFSTATE_FIRST(CONFSTATE_ACTIVE, "application/xcon-conference-info+xml", CONFSTATE_HELD("1", "Budget")),
    .good = CONFSTATE_FIRST(CONFSTATE_ACTIVE, CONFSTATE_TYPE, CONFSTATE_HELD("1", "Budget")),
    .rows = "M5 M6"};

constexpr diag::Card kCharset = {
    .area = "notify",
    .id = "charset-not-utf8",
    .severity = diag::Severity::error,
    .spec = {"RFC 4575", "9.2"},
    .title = "the charset of a document is utf-8",
    .why =
        "Documents are UTF-8. charset is the only parameter of the type, and it overrides what the document says "
        "itself: with another value, every letter outside ASCII is read wrongly.",
    .bad = CONFSTATE_FIRST(CONFSTATE_ACTIVE, CONFSTATE_TYPE ";charset=iso-8859-1", CONFSTATE_HELD("1", "Budget")),
    .good = CONFSTATE_FIRST(CONFSTATE_ACTIVE, CONFSTATE_TYPE ";charset=utf-8", CONFSTATE_HELD("1", "Budget")),
    .rows = "M7"};

constexpr diag::Card kPending = {
    .area = "notify",
    .id = "pending-with-roster",
    .severity = diag::Severity::info,
    .spec = {"RFC 6665", "4.2.1.1"},
    .title = "who may not subscribe yet sees no roster",
    .why =
        "A pending subscription has not been allowed. Until it is, NOTIFY has no body, or one that says nothing; a "
        "roster tells somebody who is in the conference before anyone has decided that they may know.",
    .bad = CONFSTATE_FIRST(CONFSTATE_STATE("pending;expires=3600"), CONFSTATE_TYPE, CONFSTATE_ANN),
    .good = CONFSTATE_FIRST(CONFSTATE_ACTIVE, CONFSTATE_TYPE, CONFSTATE_ANN),
    .rows = "M12"};

constexpr diag::Card kProtection = {
    .area = "notify",
    .id = "roster-unprotected",
    .severity = diag::Severity::warning,
    .spec = {"RFC 4575", "8.1"},
    .title = "a roster is protected on its way",
    .why =
        "Notifications say who talks with whom, under which numbers and addresses. Their integrity must be ensured and "
        "their contents should be kept secret: with S/MIME, or with TLS on every hop. It is said once for each "
        "subscription.",
    .bad = CONFSTATE_OVER("udp"),
    .good = CONFSTATE_OVER("tls"),
    .rows = "M18 M19"};

constexpr diag::Card kEntity = {
    .area = "notify",
    .id = "other-conference",
    .severity = diag::Severity::warning,
    .spec = {"RFC 4575", "5.2"},
    .title = "the documents are about the conference that was subscribed to",
    .why =
        "The entity of the root names the conference. Where it is neither what was subscribed to nor what the dialog "
        "calls the notifier, the client cannot know that both are one, and may show nothing.",
    .bad = CONFSTATE_FIRST(
        CONFSTATE_ACTIVE, CONFSTATE_TYPE,
        CONFSTATE_NOTIFICATION_OF("sip:sales@example.com", "full", "1", CONFSTATE_SUBJECT("Figures") "  <users/>\n")),
    .good = CONFSTATE_SUBSCRIPTION,
    .rows = "M22"};

constexpr diag::Card kFull = {
    .area = "notify",
    .id = "answer-not-full",
    .severity = diag::Severity::warning,
    .profiles = {.strict = diag::Severity::error},
    .spec = {"RFC 4575", "3.2"},
    .title = "the NOTIFY that answers a SUBSCRIBE is full",
    .why =
        "A subscriber refreshes when it lost something, and counts on the full state. A partial document is of no use "
        "to it then: it goes on showing what was.",
    .bad = CONFSTATE_AGAIN(CONFSTATE_RENAMED("2", "Figures")),
    .good = CONFSTATE_AGAIN(CONFSTATE_HELD("2", "Figures")),
    .rows = "S6"};

constexpr diag::Card kMissing = {
    .area = "notify",
    .id = "answer-without-document",
    .severity = diag::Severity::warning,
    .spec = {"RFC 6665", "4.2.2"},
    .title = "an active subscription is told the state at once",
    .why =
        "Each SUBSCRIBE that is accepted is answered by a NOTIFY with the full state. Without a document the "
        "subscriber has nothing to show until the next change, and then gets a partial one that it cannot apply.",
    .bad = CONFSTATE_BEGIN CONFSTATE_NOTIFY("20:00:00", "1", CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_ACTIVE,
                                            CONFSTATE_NO_BODY),
    .good = CONFSTATE_SUBSCRIPTION,
    .rows = "S6"};

constexpr diag::Card kEmpty = {
    .area = "notify",
    .id = "content-type-without-body",
    .severity = diag::Severity::warning,
    .spec = {"RFC 3261", "20.15"},
    .title = "where there is a Content-Type there is a body",
    .why =
        "Content-Type says what the body is. A NOTIFY that has the header but nothing behind it, often the last one of "
        "a subscription, makes parsers fail on an empty document.",
    .bad = CONFSTATE_SUBSCRIPTION CONFSTATE_NOTIFY(
        "20:00:10", "2", CONFSTATE_FOCUS CONFSTATE_EVENT CONFSTATE_STATE("terminated;reason=noresource"),
        "Content-Type: " CONFSTATE_TYPE "\n" CONFSTATE_NO_BODY),
    .good = CONFSTATE_SUBSCRIPTION CONFSTATE_TERMINATED("20:00:10", "2", "noresource"),
    .rows = "M21"};

}  // namespace confstate::rules
