// What a NOTIFY carries, besides what its documents say.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/roster.hpp"
#include "rules/notify/traces.hpp"
#include "rules/place.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using notify::Delivered;
using notify::OccasionKind;
using sip::HeaderId;
using State = sip::SubscriptionState::State;

bool carries_documents(const OccasionCase& subject) {
  return !subject.occasion.documents.empty();
}

// Documents came before this occasion.
bool had_documents(const OccasionCase& subject) {
  const notify::Log& before = *subject.occasion.before;
  return before.fulls + before.partials + before.unread > 0 || before.conference_over;
}

// Signed or encrypted bodies are wrapped for everybody, whatever Accept says.
bool is_secured(const sip::ContentType& type) {
  return type.is("multipart", "signed") || type.is("multipart", "encrypted") || type.is("application", "pkcs7-mime");
}

bool accepts(const sip::ContentType& accepted, const sip::ContentType& type) {
  const bool any_subtype = accepted.subtype == "*";
  const bool any_type = accepted.type == "*" && any_subtype;
  return any_type || (base::equal_ignoring_case(accepted.type, type.type) &&
                      (any_subtype || base::equal_ignoring_case(accepted.subtype, type.subtype)));
}

void check_type(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  if (!is(subject, OccasionKind::notify) || !occasion.before->subscribe || occasion.message->body().empty()) {
    return;
  }
  const std::string_view value = occasion.message->value(HeaderId::content_type);
  const sip::ContentType type = sip::read_content_type(value);
  const std::string& accept = occasion.subscription->accept;
  sip::Items items(accept.empty() ? "application/conference-info+xml" : std::string_view(accept));
  bool is_accepted = value.empty() || is_secured(type);
  for (std::string_view item; !is_accepted && items.next(item);) {
    is_accepted = accepts(sip::read_content_type(item), type);
  }
  if (is_accepted) {
    return;
  }
  diag::Diagnostic found = at_part(
      subject, value,
      accept.empty() ? fmt::format("a body of type {}, but SUBSCRIBE had no Accept", quoted(value))
                     : fmt::format("a body of type {}, but SUBSCRIBE accepts {}", quoted(value), quoted(accept)));
  found.related.push_back(see_message(occasion.before->subscribe, "the SUBSCRIBE"));
  out.add(std::move(found));
}

void check_charset(const OccasionCase& subject, diag::Findings& out) {
  for (const Delivered& delivered : subject.occasion.documents) {
    const std::string_view charset = delivered.body->type.params.value("charset");
    if (charset.empty() || base::equal_ignoring_case(charset, "utf-8")) {
      continue;
    }
    diag::Diagnostic found =
        at_part(subject, charset, fmt::format("charset {}; documents are in UTF-8", quoted(charset)));
    found.help = "leave charset out, or write utf-8, and send the document in UTF-8";
    out.add(std::move(found));
  }
}

// The first document of a subscription that is still pending.
void check_pending(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  if (!is(subject, OccasionKind::notify) || occasion.subscription->log.state != State::pending ||
      had_documents(subject)) {
    return;
  }
  std::size_t users = 0;
  for (const Delivered& delivered : occasion.documents) {
    users += users_of(delivered.body->bytes).size();
  }
  if (users > 0) {
    out.add(at_header(subject, HeaderId::subscription_state,
                      fmt::format("the subscription is pending, but the document names {}", count_of(users, "user"))));
  }
}

bool is_open(capture::Transport transport) {
  using enum capture::Transport;
  return transport == udp || transport == tcp || transport == ws || transport == sctp;
}

void check_protection(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  if (!carries_documents(subject) || had_documents(subject) || !is_open(occasion.seen->moment.transport)) {
    return;
  }
  const std::string_view transport = word(occasion.seen->moment.transport);
  const bool is_signed = is_secured(sip::read_content_type(occasion.message->value(HeaderId::content_type)));
  diag::Diagnostic found =
      at_part(subject, occasion.message->start_line(),
              is_signed ? fmt::format("the roster is signed, but everybody on the way can read it: {}", transport)
                        : fmt::format("everybody on the way can read the roster and change it: {}", transport));
  found.help = "use TLS on every hop (a sips URI), or S/MIME";
  out.add(std::move(found));
}

// The first document, and what was subscribed to. Behind a list there are conferences of other names.
void check_entity(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const notify::Subscription& subscription = *occasion.subscription;
  if (!carries_documents(subject) || had_documents(subject) || subscription.target.empty() ||
      occasion.bodies->find("application", "rlmi+xml") != nullptr) {
    return;
  }
  const Delivered& first = occasion.documents.front();
  const std::string entity = uri::canonical_identity(first.entity).canonical;
  if (first.entity.empty() || entity == uri::canonical_identity(subscription.target).canonical ||
      entity == uri::canonical_identity(subscription.notifier).canonical) {
    return;
  }
  diag::Diagnostic found = at_header(
      subject, HeaderId::content_type,
      fmt::format("the document is about {}; subscribed was {}", quoted(first.entity), quoted(subscription.target)));
  found.value = first.entity;
  if (occasion.before->subscribe) {
    found.related.push_back(see_message(occasion.before->subscribe, "the SUBSCRIBE"));
  }
  out.add(std::move(found));
}

// A NOTIFY that answers a SUBSCRIBE: the first one after its 2xx.
bool answers_subscribe(const OccasionCase& subject) {
  const notify::Log& before = *subject.occasion.before;
  const bool is_accepted = before.subscribe_status >= 200 && before.subscribe_status < 300;
  return is(subject, OccasionKind::notify) && before.awaits_state && is_accepted;
}

void check_full(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  if (!answers_subscribe(subject) || !carries_documents(subject)) {
    return;
  }
  const Delivered& first = occasion.documents.front();
  const bool is_held = first.step.before.has_value();  // else it is said of the document
  if (!first.readable || !is_held || first.step.state != info::State::partial) {
    return;
  }
  diag::Diagnostic found = at_part(subject, occasion.message->start_line(),
                                   "a partial document answers SUBSCRIBE; the subscriber asked for the full state");
  found.related.push_back(see_message(occasion.before->subscribe, "the SUBSCRIBE"));
  out.add(std::move(found));
}

void check_missing(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  if (!answers_subscribe(subject) || occasion.subscription->log.state != State::active ||
      !occasion.message->body().empty() || sip::read_number(occasion.message->value(HeaderId::content_length)) > 0U) {
    return;
  }
  diag::Diagnostic found = at_part(subject, occasion.message->start_line(),
                                   "no document answers SUBSCRIBE, though the subscription is active");
  found.note = "some focuses send nothing to a subscriber that has told them its version";
  found.related.push_back(see_message(occasion.before->subscribe, "the SUBSCRIBE"));
  out.add(std::move(found));
}

// Where Content-Length says that there is a body, the capture has lost it.
void check_empty(const OccasionCase& subject, diag::Findings& out) {
  const sip::Message* message = subject.occasion.message;
  if (!is(subject, OccasionKind::notify) || message->find(HeaderId::content_type) == nullptr ||
      !message->body().empty() || sip::read_number(message->value(HeaderId::content_length)) > 0U) {
    return;
  }
  diag::Diagnostic found = at_header(subject, HeaderId::content_type, "Content-Type, but there is no body");
  found.help = "leave Content-Type out of a message without a body";
  out.add(std::move(found));
}

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

constexpr diag::Card kType = {
    .area = "notify",
    .id = "body-not-accepted",
    .severity = Severity::error,
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
    .severity = Severity::error,
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
    .severity = Severity::info,
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
    .severity = Severity::warning,
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
    .severity = Severity::warning,
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
    .severity = Severity::warning,
    .profiles = {.strict = Severity::error},
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
    .severity = Severity::warning,
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
    .severity = Severity::warning,
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

constexpr std::array<OccasionRule, 8> kRules = {{{kType, check_type},
                                                 {kCharset, check_charset},
                                                 {kPending, check_pending},
                                                 {kProtection, check_protection},
                                                 {kEntity, check_entity},
                                                 {kFull, check_full},
                                                 {kMissing, check_missing},
                                                 {kEmpty, check_empty}}};

}  // namespace

std::span<const OccasionRule> content_rules() {
  return kRules;
}

}  // namespace confstate::rules
