// Follows the messages of a trace and says what each is in its transaction and its dialog.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "dialog/dialog.hpp"
#include "dialog/dialogs.hpp"
#include "dialog/transactions.hpp"
#include "sip/message.hpp"

namespace confstate::dialog {

struct Facts;

struct Settings {
  std::uint64_t most = 1'000'000;  // dialogs, and transactions, held at once; the oldest are given up beyond
  // Called for each dialog that is forgotten: over for more than 32 seconds, given up, or at the end.
  std::function<void(const Dialog&)> closed;
};

// Takes messages in the order of their time. Memory grows with the dialogs that are open at once, not with the trace.
class Tracker {
 public:
  explicit Tracker(Settings settings)
      : settings_(std::move(settings)), seed_(reinterpret_cast<std::uintptr_t>(this)), transactions_(settings_.most) {}

  // Takes the next message; it is needed during the call only.
  Seen take(const Moment& moment, const sip::Message& message);
  // The trace is over: every dialog is closed, in the order of appearance.
  void finish();

  // How many dialogs were given up because there were too many.
  [[nodiscard]] std::uint64_t given_up() const { return given_up_; }
  [[nodiscard]] std::size_t open() const { return dialogs_.size(); }

 private:
  // A dialog, and which of its parties sent the message.
  struct Match {
    Dialog* dialog = nullptr;
    std::size_t sender = Dialog::kCaller;
  };
  static constexpr std::size_t kMostEvents = 64;  // subscriptions in one dialog

  struct Timed {
    std::int64_t time;
    std::uint64_t key;
  };

  void take_request(Seen& seen, const sip::Message& message, const Facts& facts);
  [[nodiscard]] Match place_request(Seen& seen, const sip::Message& message, const Facts& facts);
  void repeat_request(Seen& seen, const Transaction& transaction, const Facts& facts);
  void enter_request(Seen& seen, Dialog& dialog, Transaction& transaction, const sip::Message& message,
                     const Facts& facts);
  [[nodiscard]] Match place_outside(Seen& seen, const sip::Message& message, const Facts& facts);
  [[nodiscard]] Match match_notify(Seen& seen, const Facts& facts);
  [[nodiscard]] Match match_ack(const Facts& facts);
  void apply_request(Seen& seen, Dialog& dialog, const sip::Message& message, const Facts& facts);
  void apply_notify(Seen& seen, Dialog& dialog, const sip::Message& message);

  void take_response(Seen& seen, const sip::Message& message, const Facts& facts);
  [[nodiscard]] Match place_response(Seen& seen, Transaction& transaction, const sip::Message& message,
                                     const Facts& facts);
  void apply_response(Seen& seen, Dialog& dialog, const Transaction& transaction, const sip::Message& message);
  void apply_opening_answer(Seen& seen, Dialog& dialog, const sip::Message& message);

  [[nodiscard]] Match find(const Facts& facts);
  [[nodiscard]] Dialog* find_half(const Facts& facts, std::string_view tag, std::size_t party);
  Dialog& add(Seen& seen, const sip::Message& message, const Facts& facts, bool from_caller);
  Dialog& fork(Seen& seen, const Dialog& from, std::string_view tag);
  Dialog& keep(Dialog dialog);
  void end(Seen& seen, Dialog& dialog);
  void forget(std::uint64_t number);
  void expire(std::int64_t now);

  Settings settings_;
  std::uint64_t seed_;
  Dialogs dialogs_;
  Transactions transactions_;  // by transaction_key()
  std::deque<Timed> over_;     // dialogs that are over, by the time of that
  std::uint64_t given_up_ = 0;
};

}  // namespace confstate::dialog
