#include "dialog/tracker.hpp"

#include <algorithm>

#include "base/hash.hpp"
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
  while (!order_.empty()) {
    const std::uint64_t number = order_.front();
    order_.pop_front();
    forget(number);
  }
  transactions_.clear();
  over_.clear();
}

Tracker::Match Tracker::find(const Facts& facts) {
  const auto call = calls_.find(facts.call);
  if (call == calls_.end()) {
    return {};
  }
  for (const std::uint64_t number : call->second) {
    Dialog& dialog = dialogs_.find(number)->second;
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
  const auto call = calls_.find(facts.call);
  if (call == calls_.end()) {
    return nullptr;
  }
  Dialog* found = nullptr;
  for (const std::uint64_t number : call->second) {
    Dialog& dialog = dialogs_.find(number)->second;
    if (dialog.parties[party].tag == tag && dialog.call_id == facts.call_id) {
      found = found == nullptr || dialog.parties[1 - party].tag.empty() ? &dialog : found;
    }
  }
  return found;
}

Dialog& Tracker::keep(Dialog dialog) {
  if (dialogs_.size() >= settings_.most && !order_.empty()) {
    const std::uint64_t oldest = order_.front();
    order_.pop_front();
    given_up_ += dialogs_.contains(oldest) ? 1 : 0;
    forget(oldest);
  }
  dialog.number = ++numbers_;
  const std::uint64_t key = base::hash_bytes(dialog.call_id, seed_);
  std::vector<std::uint64_t>& call = calls_[key];
  if (call.size() >= kMostOfCall) {
    const std::uint64_t oldest = call.front();
    ++given_up_;
    forget(oldest);
  }
  calls_[key].push_back(dialog.number);
  order_.push_back(dialog.number);
  return dialogs_.emplace(dialog.number, std::move(dialog)).first->second;
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
  const auto found = dialogs_.find(number);
  if (found == dialogs_.end()) {
    return;
  }
  if (settings_.closed) {
    settings_.closed(found->second);
  }
  const auto call = calls_.find(base::hash_bytes(found->second.call_id, seed_));
  std::erase(call->second, number);
  if (call->second.empty()) {
    calls_.erase(call);
  }
  dialogs_.erase(found);
}

void Tracker::expire(std::int64_t now) {
  for (; !over_.empty() && over_.front().time + kAbsorb < now; over_.pop_front()) {
    const auto found = dialogs_.find(over_.front().key);
    if (found != dialogs_.end() && found->second.ended.time == over_.front().time) {
      forget(found->first);
    }
  }
  while (!order_.empty() && !dialogs_.contains(order_.front())) {
    order_.pop_front();
  }
  transactions_.expire(now);
}

}  // namespace confstate::dialog
