// Follows the subscriptions to conference state in a trace.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/number_map.hpp"
#include "change/update.hpp"
#include "info/document.hpp"
#include "notify/subscription.hpp"

namespace confstate::notify {

// Takes a document out of a body and hands it to `feed`, once, if it is well-formed; may look at it before and after.
using Feed = std::function<change::Step(const change::Update&)>;
using DocumentReader = std::function<void(const sip::Body& body, const Subscription& subscription, const Feed& feed)>;

struct Settings {
  base::Limits limits;
  DocumentReader read;                        // else the document is read and nothing else is done with it
  bool keep_states = false;                   // Delivered::state_before is given
  std::function<void(const Occasion&)> tell;  // hears of every occasion
};

// Takes each message of a trace with what the tracker says of it. A dialog that the tracker closes must be closed here.
class Watcher {
 public:
  explicit Watcher(Settings settings) : settings_(std::move(settings)) {}

  void take(const dialog::Seen& seen, const sip::Message& message);
  void close(const dialog::Dialog& dialog);
  // A message that is not given to take(): the trace went on until then.
  void pass(const Moment& moment) { now_ = moment.time; }

  [[nodiscard]] std::uint64_t count() const { return numbers_; }

 private:
  void take_subscribe(const dialog::Seen& seen, const sip::Message& message);
  void take_subscribe_answer(const dialog::Seen& seen, const sip::Message& message);
  void take_notify(const dialog::Seen& seen, const sip::Message& message);
  void take_notify_answer(const dialog::Seen& seen, const sip::Message& message);
  void deliver(Subscription& subscription, Occasion& occasion);
  [[nodiscard]] Delivered feed(Subscription& subscription, const sip::Body& body, bool is_list);
  void note_step(Subscription& subscription, Occasion& occasion, const Delivered& delivered);
  void note_missed(Subscription& subscription, const Delivered& delivered, const Moment& now);
  void heal(Subscription& subscription, Occasion& occasion, const Delivered& delivered);
  [[nodiscard]] Subscription* find(std::uint64_t dialog, std::string_view event_id);
  [[nodiscard]] Subscription& find_or_add(const dialog::Seen& seen, std::string_view event_id, bool from_subscriber,
                                          bool& began);
  void tell(Occasion& occasion, const Subscription& subscription, const Log& before) const;

  Settings settings_;
  base::NumberMap<std::vector<Subscription>> subscriptions_;  // by the number of their dialog
  sip::Bodies bodies_;
  std::vector<Delivered> documents_;
  std::vector<std::string> states_;
  std::string healed_;  // what was believed, for the occasion that is told
  std::uint64_t numbers_ = 0;
  std::int64_t now_ = 0;  // time of the last message
};

}  // namespace confstate::notify
