// SUBSCRIBE and its answer.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/subscribe_cards.hpp"
#include "rules/place.hpp"

namespace confstate::rules {
namespace {

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
  const sip::Event& event = occasion.message->keys().event;
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
  if (!is_first_acceptance(subject)) {
    return;
  }
  const sip::Message& message = *subject.occasion.message;
  if (message.find(HeaderId::allow_events) == nullptr) {
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
