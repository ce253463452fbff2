// NOTIFY as a message of its subscription, and its answer.
#include <array>
#include <string>

#include <fmt/format.h>

#include "base/instant.hpp"
#include "rules/notify/delivery_cards.hpp"
#include "rules/notify/occasion_parts.hpp"
#include "rules/place.hpp"
#include "uri/identity.hpp"

namespace confstate::rules {
namespace {

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
    const std::uint32_t number = sip::read_cseq(subject.occasion.message->value(HeaderId::cseq)).number;
    out.add(at_header(subject, HeaderId::cseq,
                      fmt::format("CSeq {} again, and the same transaction, but another body", number)));
  }
}

void check_decreased(const OccasionCase& subject, diag::Findings& out) {
  check_order(subject, out, Order::back, "CSeq {} after {}");
}

void check_skipped(const OccasionCase& subject, diag::Findings& out) {
  check_order(subject, out, Order::gap, "CSeq {} after {}: what was between them is not in the trace");
}

void check_uris(const OccasionCase& subject, diag::Findings& out) {
  const notify::Occasion& occasion = subject.occasion;
  const notify::Subscription& subscription = *occasion.subscription;
  if (!is(subject, OccasionKind::notify) || occasion.before->has_odd_uris || !subscription.log.has_odd_uris) {
    return;
  }
  const std::string_view from = sip::read_address(occasion.message->value(HeaderId::from)).uri;
  const std::string_view to = sip::read_address(occasion.message->value(HeaderId::to)).uri;
  const bool is_from = !uri::is_same_identity(from, subscription.notifier);
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
