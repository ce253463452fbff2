// What an answer is and does in its dialog.
#include <algorithm>

#include "base/hash.hpp"
#include "dialog/facts.hpp"
#include "dialog/party.hpp"
#include "dialog/tracker.hpp"

namespace confstate::dialog {
namespace {

using sip::HeaderId;
using sip::Method;

constexpr bool is_provisional(unsigned status) {
  return status < 200;
}
constexpr bool is_success(unsigned status) {
  return status >= 200 && status < 300;
}

// Answers that make a dialog (RFC 3261 section 12.1): not 100, and no failure.
constexpr bool makes_dialog(unsigned status) {
  return status > 100 && status < 300;
}

std::uint64_t print_of(unsigned status, const Facts& facts) {
  return base::hash_bytes(facts.to_tag, base::mix(facts.print, status));
}

}  // namespace

void Tracker::take_response(Seen& seen, const sip::Message& message, const Facts& facts) {
  const std::uint64_t key = transaction_key(facts);
  const auto [transaction, is_new] = transactions_.open(key);
  seen.transaction = &transaction;
  transaction.last = seen.moment.time;
  if (is_new) {
    transaction.method = facts.method;
  }
  const std::uint64_t print = print_of(message.status(), facts);
  const bool is_repeated = !transaction.answers.add(print);
  if (!is_provisional(message.status()) && transaction.status == 0) {
    transaction.status = message.status();
  }
  const Match match = place_response(seen, transaction, message, facts);
  if (match.dialog == nullptr) {
    seen.repeat = is_repeated ? Repeat::retransmission : Repeat::none;
    return;
  }
  Dialog& dialog = *match.dialog;
  seen.dialog = &dialog;
  seen.sender = match.sender;
  dialog.last = seen.moment;
  if (is_repeated || transaction.is_other_hop) {
    seen.repeat = is_repeated ? Repeat::retransmission : Repeat::other_hop;
    dialog.retransmissions += is_repeated ? 1 : 0;
    return;
  }
  ++dialog.messages;
  apply_response(seen, dialog, transaction, message);
}

Tracker::Match Tracker::place_response(Seen& seen, Transaction& transaction, const sip::Message& message,
                                       const Facts& facts) {
  Dialog* dialog = dialogs_.find(transaction.dialog);
  if (dialog == nullptr) {
    Match match = find(facts);
    const bool opens = facts.method == Method::invite || facts.method == Method::subscribe;
    if (match.dialog == nullptr && opens && makes_dialog(message.status()) && !facts.call_id.empty()) {
      match.dialog = &add(seen, message, facts, true);
      match.dialog->joined_late = true;
      transaction.opens = true;
    }
    if (match.dialog != nullptr) {
      transaction.dialog = match.dialog->number;
      transaction.sender = match.sender;
    }
    return {match.dialog, 1 - match.sender};
  }
  const bool names_callee = transaction.opens && makes_dialog(message.status()) && !facts.to_tag.empty();
  if (names_callee && dialog->callee().tag != facts.to_tag) {
    const Match other = find(facts);
    if (other.dialog != nullptr) {
      dialog = other.dialog;
    } else if (!dialog->callee().tag.empty()) {
      dialog = &fork(seen, *dialog, facts.to_tag);
    } else {
      dialog->parties[Dialog::kCallee].tag = facts.to_tag;
    }
  }
  return {dialog, 1 - transaction.sender};
}

void Tracker::apply_response(Seen& seen, Dialog& dialog, const Transaction& transaction, const sip::Message& message) {
  if (makes_dialog(message.status())) {
    read_sender(dialog.parties[seen.sender], message, seen.moment.source);
  }
  if (transaction.opens && transaction.method == dialog.method) {
    apply_opening_answer(seen, dialog, message);
  }
}

void Tracker::apply_opening_answer(Seen& seen, Dialog& dialog, const sip::Message& message) {
  const unsigned status = message.status();
  if (is_provisional(status)) {
    dialog.state = dialog.state == State::trying && status > 100 ? State::early : dialog.state;
    return;
  }
  dialog.status = status;
  if (is_success(status)) {
    seen.confirmed = dialog.state == State::trying || dialog.state == State::early;
    dialog.state = dialog.state == State::ended ? State::ended : State::confirmed;
    dialog.answered = dialog.answered ? dialog.answered : seen.moment;
    dialog.has_session = dialog.method == Method::invite && dialog.state != State::ended;
    return;
  }
  if (dialog.state == State::trying || dialog.state == State::early) {
    dialog.state = State::failed;
    dialog.events.clear();
    end(seen, dialog);
  }
}

}  // namespace confstate::dialog
