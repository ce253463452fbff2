// What a request is and does in its dialog.
#include <algorithm>

#include "base/text.hpp"
#include "dialog/facts.hpp"
#include "dialog/party.hpp"
#include "dialog/tracker.hpp"
#include "sip/values.hpp"

namespace confstate::dialog {
namespace {

using sip::HeaderId;
using sip::Method;

// Requests that begin a dialog (RFC 3261 section 12.1, RFC 6665, RFC 3515), or an attempt at one.
bool opens_dialog(Method method) {
  return method == Method::invite || method == Method::subscribe || method == Method::refer;
}

// The callee of such a dialog sends NOTIFY.
bool notifies(const Dialog& dialog) {
  return dialog.method == Method::subscribe || dialog.method == Method::refer;
}

// Numbered within its dialog: ACK and CANCEL repeat the number of their INVITE.
bool is_numbered(Method method) {
  return method != Method::ack && method != Method::cancel;
}

// "conference;id=3"
std::string event_of(const sip::Message& message) {
  const sip::Event& event = message.keys().event;
  std::string out(event.package);
  return event.id.empty() ? out : out + ";id=" + std::string(event.id);
}

// A request that comes again after it was refused, with credentials or elsewhere (RFC 3261 section 8.1.3.5), is the
// same attempt.
void retry(Dialog& dialog, const Facts& facts) {
  if (dialog.state == State::failed && opens_dialog(facts.method)) {
    dialog.state = State::trying;
    dialog.ended = {};
  }
}

// Says how the number of a request follows that of the one before, and remembers it. Another hop shows the same
// request again, and so does a fork.
void check_order(Seen& seen, Party& sender, const Facts& facts) {
  if (!facts.has_sequence || !is_numbered(facts.method)) {
    return;
  }
  seen.sequence_before = sender.sequence;
  if (!sender.sequence || facts.sequence == *sender.sequence + 1) {
    sender.sequence = facts.sequence;
    return;
  }
  if (facts.sequence == *sender.sequence) {
    seen.order = Order::reused;
  } else if (facts.sequence < *sender.sequence) {
    seen.order = Order::back;
  } else {
    seen.order = Order::gap;
    sender.sequence = facts.sequence;
  }
}

}  // namespace

void Tracker::take_request(Seen& seen, const sip::Message& message, const Facts& facts) {
  const std::uint64_t key = transaction_key(facts);
  Transaction& transaction = transactions_.open(key).first;
  transaction.last = seen.moment.time;
  ++transaction.requests;
  seen.transaction = &transaction;
  if (transaction.request) {
    repeat_request(seen, transaction, facts);
    return;
  }
  transaction.method = facts.method;
  transaction.request = seen.moment;
  transaction.print = facts.print;
  transaction.hops = facts.hops;
  if (const Match match = place_request(seen, message, facts); match.dialog != nullptr) {
    seen.dialog = match.dialog;
    seen.sender = match.sender;
    transaction.dialog = match.dialog->number;
    transaction.sender = match.sender;
    transaction.opens = facts.to_tag.empty() && opens_dialog(facts.method);
    enter_request(seen, *match.dialog, transaction, message, facts);
  }
}

void Tracker::repeat_request(Seen& seen, const Transaction& transaction, const Facts& facts) {
  seen.repeat = transaction.print == facts.print ? Repeat::retransmission : Repeat::changed;
  if (Dialog* dialog = dialogs_.find(transaction.dialog)) {
    seen.dialog = dialog;
    seen.sender = transaction.sender;
    dialog->last = seen.moment;
    ++dialog->retransmissions;
  }
}

// A request that its dialog has not seen yet, or only on another part of its way.
void Tracker::enter_request(Seen& seen, Dialog& dialog, Transaction& transaction, const sip::Message& message,
                            const Facts& facts) {
  Party& sender = dialog.parties[seen.sender];
  const bool was_numbered = sender.sequence.has_value() && sender.hops != facts.hops;
  check_order(seen, sender, facts);
  if (seen.order == Order::reused && was_numbered && sender.print == facts.print) {
    seen.order = Order::fine;
    seen.repeat = Repeat::other_hop;
    transaction.is_other_hop = true;
    return;
  }
  if (is_numbered(facts.method)) {
    sender.hops = facts.hops;
    sender.print = facts.print;
  }
  dialog.last = seen.moment;
  ++dialog.messages;
  read_sender(sender, message, seen.moment.source);
  apply_request(seen, dialog, message, facts);
}

Tracker::Match Tracker::place_request(Seen& seen, const sip::Message& message, const Facts& facts) {
  if (facts.call_id.empty()) {
    return {};
  }
  const bool is_notify = facts.method == Method::notify || facts.method == Method::benotify;
  if (facts.to_tag.empty() && !is_notify) {
    return place_outside(seen, message, facts);
  }
  if (const Match known = find(facts); known.dialog != nullptr) {
    // Without tags both directions look alike; then it is the notifier who notifies.
    const bool is_notifier = is_notify && facts.from_tag.empty() && facts.to_tag.empty() && notifies(*known.dialog);
    return {known.dialog, is_notifier ? Dialog::kCallee : known.sender};
  }
  if (const Match refused = match_ack(facts); refused.dialog != nullptr) {
    return refused;
  }
  if (const Match half = is_notify ? match_notify(seen, facts) : Match{}; half.dialog != nullptr) {
    return half;
  }
  if (facts.method == Method::other || facts.method == Method::register_ || facts.method == Method::publish) {
    return {};
  }
  // A notifier is the callee of its subscriber, whoever speaks first in the capture.
  Dialog& late = add(seen, message, facts, !is_notify);
  late.joined_late = true;
  late.state = State::confirmed;
  late.method = is_notify ? Method::subscribe : late.method;
  late.target.clear();
  late.has_session = !is_notify && facts.method != Method::subscribe && facts.method != Method::refer;
  return {&late, is_notify ? Dialog::kCallee : Dialog::kCaller};
}

// Without a tag of the other side: a request that begins a dialog, or one about that request.
Tracker::Match Tracker::place_outside(Seen& seen, const sip::Message& message, const Facts& facts) {
  const bool opens = opens_dialog(facts.method);
  if (!opens && facts.method != Method::cancel && facts.method != Method::ack) {
    return {};
  }
  Dialog* half = find_half(facts, facts.from_tag, Dialog::kCaller);
  const bool again = half != nullptr && (!opens || half->method == facts.method) && half->state != State::ended;
  if (again) {
    retry(*half, facts);
    return {half, Dialog::kCaller};
  }
  return {opens ? &add(seen, message, facts, true) : nullptr, Dialog::kCaller};
}

// ACK for a refusal belongs to the transaction of its INVITE (RFC 3261 section 17.1.1.3): its tag is of no dialog.
Tracker::Match Tracker::match_ack(const Facts& facts) {
  if (facts.method != Method::ack) {
    return {};
  }
  Facts invite = facts;
  invite.method_text = sip::to_string(Method::invite);
  const Transaction* transaction = transactions_.find(transaction_key(invite));
  Dialog* dialog = transaction == nullptr ? nullptr : dialogs_.find(transaction->dialog);
  return dialog == nullptr ? Match{} : Match{dialog, transaction->sender};
}

// A NOTIFY may come before the answer to its SUBSCRIBE (RFC 6665 section 4.1.2.4).
Tracker::Match Tracker::match_notify(Seen& seen, const Facts& facts) {
  Dialog* half = find_half(facts, facts.to_tag, Dialog::kCaller);
  const bool subscribes =
      half != nullptr && (half->method == Method::subscribe || half->method == Method::refer) && !half->joined_late;
  if (!subscribes) {
    return {};
  }
  Dialog& dialog = half->callee().tag.empty() ? *half : fork(seen, *half, facts.from_tag);
  dialog.parties[Dialog::kCallee].tag = facts.from_tag;
  return {&dialog, Dialog::kCallee};
}

void Tracker::apply_request(Seen& seen, Dialog& dialog, const sip::Message& message, const Facts& facts) {
  switch (facts.method) {
    case Method::invite:
      dialog.has_session = dialog.has_session || dialog.state == State::confirmed;
      break;
    case Method::subscribe: {
      std::string event = event_of(message);
      if (std::ranges::find(dialog.events, event) == dialog.events.end() && dialog.events.size() < kMostEvents) {
        dialog.events.push_back(std::move(event));
      }
      break;
    }
    case Method::notify:
    case Method::benotify:
      apply_notify(seen, dialog, message);
      break;
    case Method::cancel:
      dialog.was_cancelled = true;
      break;
    case Method::bye:
      dialog.has_session = false;
      if (dialog.events.empty()) {
        dialog.state = State::ended;
        end(seen, dialog);
      }
      break;
    default:
      break;
  }
}

void Tracker::apply_notify(Seen& seen, Dialog& dialog, const sip::Message& message) {
  if (dialog.state == State::trying) {
    dialog.state = State::confirmed;
    seen.confirmed = true;
  }
  const std::string event = event_of(message);
  const auto known = std::ranges::find(dialog.events, event);
  const sip::SubscriptionState& state = message.keys().subscription;
  if (state.state != sip::SubscriptionState::State::terminated) {
    if (known == dialog.events.end() && dialog.events.size() < kMostEvents) {
      dialog.events.push_back(event);
    }
    return;
  }
  if (known != dialog.events.end()) {
    dialog.events.erase(known);
  }
  if (dialog.events.empty() && !dialog.has_session) {
    dialog.state = State::ended;
    end(seen, dialog);
  }
}

}  // namespace confstate::dialog
