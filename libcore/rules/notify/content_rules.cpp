// What a NOTIFY carries, besides what its documents say.
#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/text.hpp"
#include "rules/notify/content_cards.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/notify/roster.hpp"
#include "rules/place.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

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
  diag::Diagnostic found = at_part(
      subject, occasion.message->start_line(),
      is_signed ? fmt::format("the roster is signed, but goes over {}: everybody on the way can read it", transport)
                : fmt::format("the roster goes over {}: everybody on the way can read and change it", transport));
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
  if (first.entity.empty() || uri::is_same_identity(first.entity, subscription.target) ||
      uri::is_same_identity(first.entity, subscription.notifier)) {
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
