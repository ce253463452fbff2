#include "dialog/tracker.hpp"

#include <algorithm>

#include "dialog/facts.hpp"
#include "dialog/party.hpp"

namespace confstate::dialog {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kAbsorb = 32 * kSecond;  // 64 * T1: so long repeats of an answer come (RFC 3261 section 17)
// Dialogs in one call beyond this are not looked through any more: nobody forks so far.
constexpr std::size_t kMostOfCall = 256;

}  // namespace

Seen Tracker::take(const Moment& moment, const sip::Message& message) {
  expire(moment.time);
  Seen seen;
  seen.moment = moment;
  const Facts facts = facts_of(message, seed_);
  if (message.is_request()) {
    take_request(seen, message, facts);
  } else {
    take_response(seen, message, facts);
  }
  return seen;
}

void Tracker::finish() {
  while (dialogs_.size() > 0) {
    forget(dialogs_.oldest());
  }
  transactions_.clear();
  over_.clear();
}

Tracker::Match Tracker::find(const Facts& facts) {
  for (std::uint64_t number = dialogs_.first_of(facts.call); number != 0; number = dialogs_.next_of(number)) {
    Dialog& dialog = *dialogs_.find(number);
    const std::string& caller = dialog.caller().tag;
    const std::string& callee = dialog.callee().tag;
    if (dialog.call_id != facts.call_id) {  // another Call-ID with the same hash
      continue;
    }
    const bool is_forth = caller == facts.from_tag && callee == facts.to_tag;
    const bool is_back = callee == facts.from_tag && caller == facts.to_tag;
    if (is_forth && is_back) {  // tags are missing, or the same: the URI tells
      const bool is_callee = dialog.caller().uri != facts.from && dialog.callee().uri == facts.from;
      return {&dialog, is_callee ? Dialog::kCallee : Dialog::kCaller};
    }
    if (is_forth || is_back) {
      return {&dialog, is_forth ? Dialog::kCaller : Dialog::kCallee};
    }
  }
  return {};
}

Dialog* Tracker::find_half(const Facts& facts, std::string_view tag, std::size_t party) {
  Dialog* found = nullptr;
  for (std::uint64_t number = dialogs_.first_of(facts.call); number != 0; number = dialogs_.next_of(number)) {
    Dialog& dialog = *dialogs_.find(number);
    if (dialog.parties[party].tag == tag && dialog.call_id == facts.call_id) {
      found = found == nullptr || dialog.parties[1 - party].tag.empty() ? &dialog : found;
    }
  }
  return found;
}

Dialog& Tracker::keep(Dialog dialog) {
  if (dialogs_.size() >= settings_.most) {
    ++given_up_;
    forget(dialogs_.oldest());
  }
  const std::uint64_t call = call_key(dialog.call_id, seed_);
  std::size_t of_call = 0;
  for (std::uint64_t number = dialogs_.first_of(call); number != 0; number = dialogs_.next_of(number)) {
    ++of_call;
  }
  if (of_call >= kMostOfCall) {
    ++given_up_;
    forget(dialogs_.first_of(call));
  }
  return dialogs_.add(std::move(dialog), call);
}

Dialog& Tracker::add(Seen& seen, const sip::Message& message, const Facts& facts, bool from_caller) {
  Dialog dialog;
  dialog.method = facts.method;
  dialog.call_id = facts.call_id;
  dialog.first = seen.moment;
  dialog.last = seen.moment;
  read_party(dialog.parties[from_caller ? Dialog::kCaller : Dialog::kCallee], message, sip::HeaderId::from);
  read_party(dialog.parties[from_caller ? Dialog::kCallee : Dialog::kCaller], message, sip::HeaderId::to);
  if (message.is_request()) {
    dialog.target = message.uri();
  }
  seen.began = true;
  return keep(std::move(dialog));
}

Dialog& Tracker::fork(Seen& seen, const Dialog& from, std::string_view tag) {
  Dialog dialog = from;
  dialog.is_fork = true;
  dialog.state = State::trying;
  dialog.first = seen.moment;
  dialog.messages = 0;
  dialog.retransmissions = 0;
  dialog.answered = {};
  dialog.ended = {};
  dialog.events.clear();
  dialog.has_session = false;
  Party& callee = dialog.parties[Dialog::kCallee];
  callee.tag = tag;
  callee.contact.clear();
  callee.is_focus = false;
  callee.sequence.reset();
  seen.began = true;
  return keep(std::move(dialog));
}

void Tracker::end(Seen& seen, Dialog& dialog) {
  if (dialog.ended) {
    return;
  }
  dialog.ended = seen.moment;
  seen.over = true;
  over_.push_back({seen.moment.time, dialog.number});
}

void Tracker::forget(std::uint64_t number) {
  const Dialog* dialog = dialogs_.find(number);
  if (dialog == nullptr) {
    return;
  }
  if (settings_.closed) {
    settings_.closed(*dialog);
  }
  dialogs_.erase(number);
}

void Tracker::expire(std::int64_t now) {
  for (; !over_.empty() && over_.front().time + kAbsorb < now; over_.pop_front()) {
    const Dialog* dialog = dialogs_.find(over_.front().key);
    if (dialog != nullptr && dialog->ended.time == over_.front().time) {
      forget(dialog->number);
    }
  }
  transactions_.expire(now);
}

}  // namespace confstate::dialog
