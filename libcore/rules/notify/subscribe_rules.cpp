// SUBSCRIBE and its answer.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/traces.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

using diag::Severity;
using notify::OccasionKind;
using sip::HeaderId;

constexpr std::string_view kPackage = "conference";

// Of the subscriber's SUBSCRIBEs all; of the notifier's NOTIFYs the first.
void check_event(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const bool is_first = is(subject, OccasionKind::notify) && occasion.before->notifies == 0;
  if (!is(subject, OccasionKind::subscribe) && !is_first) {
    return;
  }
  const sip::Event event = sip::read_event(occasion.message->value(HeaderId::event));
  if (event.package.empty() || event.package == kPackage) {
    return;  // one that is missing is said of NOTIFYs by another rule
  }
  diag::Diagnostic found =
      at_part(subject, event.package,
              fmt::format("the event is {}; this package is called `conference`", quoted(event.package)));
  if (base::equal_ignoring_case(event.package, kPackage)) {
    found.label = "upper and lower case count here";
  } else {
    found.note = "a notifier that does not know the package answers 489 (Bad Event)";
  }
  out.add(std::move(found));
}

enum class Accepting { nothing, type, wildcard, others };

Accepting accepting(const sip::Message& message) {
  sip::Values values(message, HeaderId::accept);
  Accepting found = Accepting::nothing;
  for (std::string_view item; values.next(item);) {
    const sip::ContentType type = sip::read_content_type(item);
    if (type.is("application", "conference-info+xml")) {
      return Accepting::type;
    }
    const bool is_wildcard = type.is("*", "*") || type.is("application", "*");
    found = is_wildcard || found == Accepting::wildcard ? Accepting::wildcard : Accepting::others;
  }
  return found;
}

void check_accept(const OccasionCase& subject, diag::Findings& out) {
  if (is(subject, OccasionKind::subscribe) && accepting(*subject.occasion.message) == Accepting::others) {
    diag::Diagnostic found = at_header(subject, HeaderId::accept, "Accept lacks application/conference-info+xml");
    found.help = "add the type, or leave Accept out: then this type is meant";
    out.add(std::move(found));
  }
}

void check_wildcard(const OccasionCase& subject, diag::Findings& out) {
  if (is(subject, OccasionKind::subscribe) && accepting(*subject.occasion.message) == Accepting::wildcard) {
    diag::Diagnostic found =
        at_header(subject, HeaderId::accept, "Accept names application/conference-info+xml by a wildcard only");
    found.help = "name the type itself";
    out.add(std::move(found));
  }
}

void check_expires(const OccasionCase& subject, diag::Findings& out) {
  if (is(subject, OccasionKind::subscribe) && subject.occasion.message->find(HeaderId::expires) == nullptr) {
    out.add(at_header(subject, HeaderId::expires, "there is no Expires: the subscription is for 3600 s"));
  }
}

// Lists of conferences (RFC 5367) and filters (RFC 4660) have a meaning.
bool is_known_body(const sip::ContentType& type) {
  return type.is("application", "resource-lists+xml") || type.is("application", "simple-filter+xml") ||
         base::equal_ignoring_case(type.type, "multipart");
}

void check_body(const OccasionCase& subject, diag::Findings& out) {
  if (!is(subject, OccasionKind::subscribe) || subject.occasion.message->body().empty()) {
    return;
  }
  const std::string_view type = subject.occasion.message->value(HeaderId::content_type);
  if (!is_known_body(sip::read_content_type(type))) {
    out.add(at_header(subject, HeaderId::content_type,
                      fmt::format("a body of type {} has no meaning in this SUBSCRIBE", quoted(type))));
  }
}

// Over TLS the subscriber may have shown a certificate.
void check_credentials(const OccasionCase& subject, diag::Findings& out) {
  using capture::Transport;
  const notify::Occasion& occasion = subject.occasion;
  if (!is_first_acceptance(subject) || occasion.subscription->log.has_identity) {
    return;
  }
  const Transport transport = occasion.seen->moment.transport;
  if (transport == Transport::tls || transport == Transport::wss) {
    return;
  }
  diag::Diagnostic found = at_part(subject, occasion.message->start_line(),
                                   "accepted without asking who subscribes: there are no credentials");
  found.help = "challenge SUBSCRIBE with 401 and Digest";
  found.related.push_back(see_message(occasion.subscription->log.subscribe, "this SUBSCRIBE"));
  out.add(std::move(found));
}

void check_allow_events(const OccasionCase& subject, diag::Findings& out) {
  const sip::Message& message = *subject.occasion.message;
  if (!is_first_acceptance(subject) || message.find(HeaderId::allow_events) == nullptr) {
    return;
  }
  sip::Values values(message, HeaderId::allow_events);
  for (std::string_view item; values.next(item);) {
    if (sip::read_token_params(item).token == kPackage) {
      return;
    }
  }
  out.add(at_header(subject, HeaderId::allow_events, "Allow-Events lacks `conference`, which was subscribed to here"));
}

void check_focus(const OccasionCase& subject, diag::Findings& out) {
  const std::string_view contact =
      is_first_acceptance(subject) ? subject.occasion.message->value(HeaderId::contact) : std::string_view();
  const sip::Address address = sip::read_address(contact);
  if (contact.empty() || address.params.has("isfocus")) {
    return;
  }
  diag::Diagnostic found = at_header(subject, HeaderId::contact, "the Contact of this focus has no `isfocus`");
  if (sip::cut_uri(address.uri).params.has("isfocus")) {
    found.help = "`isfocus` is a parameter of the header: write it behind the \">\"";
  }
  out.add(std::move(found));
}

// What to do about a refusal.
std::string_view cure_of(unsigned status) {
  switch (status) {
    case 403:
    case 603:
      return "let the participants of the conference subscribe; some focuses refuse whom they do not see in the roster";
    case 404:
    case 410:
      return "subscribe to the Contact of the focus while the conference lasts";
    case 406:
      return "let Accept name application/conference-info+xml";
    case 481:
      return "the notifier has forgotten the subscription: subscribe anew, without a tag in To";
    case 489:
      return "the request went to an element that does not know the event `conference`: send it to the focus";
    default:
      return {};
  }
}

// Asked for credentials, or for another time: the request comes again.
bool is_retried(unsigned status) {
  return status == 401 || status == 407 || status == 423 || status < 400;
}

void check_refused(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const unsigned status = occasion.subscription->log.subscribe_status;
  const bool was_unsubscribed = occasion.subscription->log.unsubscribed && occasion.subscription->log.notifies > 0;
  if (status < 300 || was_unsubscribed) {
    return;
  }
  if (is(subject, OccasionKind::subscribe_answer) && !is_retried(status)) {
    diag::Diagnostic found =
        at_part(subject, occasion.message->start_line(),
                fmt::format("SUBSCRIBE was refused: {} {}", status, clipped(occasion.message->reason())));
    found.help = cure_of(status);
    out.add(std::move(found));
  } else if (is(subject, OccasionKind::closed) && is_retried(status)) {
    diag::Diagnostic found = at_end(fmt::format("SUBSCRIBE was answered {} and did not come again", status));
    found.help = status < 400    ? "the subscriber has to follow the redirection"
                 : status == 423 ? "subscribe again with an Expires of at least Min-Expires"
                                 : "the subscriber has to send its credentials";
    found.related.push_back(see_message(occasion.subscription->log.subscribe_answer, "this answer"));
    out.add(std::move(found));
  }
}

#define CONFSTATE_OPEN(headers)                                                           \
  CONFSTATE_UP("20:00:00")                                                                \
  "SUBSCRIBE sip:board@example.com SIP/2.0\n" CONFSTATE_SUBSCRIBED_OVER("UDP", "1", "")   \
      CONFSTATE_SUBSCRIBER headers CONFSTATE_NO_BODY CONFSTATE_DOWN(                      \
          "20:00:00") "SIP/2.0 200 OK\n" CONFSTATE_SUBSCRIBED_OVER("UDP", "1", ";tag=f1") \
          CONFSTATE_FOCUS CONFSTATE_EXPIRES("3600") CONFSTATE_NO_BODY

constexpr diag::Card kEvent = {
    .area = "notify",
    .id = "event-wrong",
    .severity = Severity::error,
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
    .severity = Severity::error,
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
    .severity = Severity::warning,
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
    .severity = Severity::info,
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
    .severity = Severity::info,
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
    .severity = Severity::info,
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
    .severity = Severity::info,
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
    .severity = Severity::info,
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
    .severity = Severity::warning,
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

constexpr std::array<OccasionRule, 9> kRules = {{{kEvent, check_event},
                                                 {kAccept, check_accept},
                                                 {kWildcard, check_wildcard},
                                                 {kExpires, check_expires},
                                                 {kBody, check_body},
                                                 {kCredentials, check_credentials},
                                                 {kAllowEvents, check_allow_events},
                                                 {kFocus, check_focus},
                                                 {kRefused, check_refused}}};

}  // namespace

std::span<const OccasionRule> subscribe_rules() {
  return kRules;
}

}  // namespace confstate::rules
