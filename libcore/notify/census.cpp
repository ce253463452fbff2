#include "notify/census.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace confstate::notify {

using dialog::Dialog;
using dialog::State;

void Census::add(const Dialog& dialog) {
  const std::uint32_t conference = conferences_.learn(dialog);
  if (dialogs_.size() == most_) {
    ++left_out_;
    return;
  }
  dialogs_.push_back({dialog, conference});
}

void Census::add(const Subscription& subscription) {
  const std::uint32_t conference = conferences_.learn(subscription);
  if (subscriptions_.size() == most_) {
    ++left_out_;
    return;
  }
  SubscriptionRow row;
  row.conference = conference;
  row.version = subscription.state() == nullptr ? std::nullopt : subscription.state()->version();
  row.is_over = subscription.log.terminated || subscription.log.subscribe_status >= 300;
  Subscription& kept = row.subscription;
  kept.number = subscription.number;
  kept.dialog = subscription.dialog;
  kept.call_id = subscription.call_id;
  kept.subscriber = subscription.subscriber;
  kept.notifier = subscription.notifier;
  kept.target = subscription.target;
  kept.is_fork = subscription.is_fork;
  kept.joined_late = subscription.joined_late;
  kept.first = subscription.first;
  kept.last = subscription.last;
  kept.conference = subscription.conference;
  kept.log = subscription.log;
  subscriptions_.push_back(std::move(row));
}

void Census::finish() {
  std::ranges::sort(dialogs_, {}, [](const DialogRow& row) { return row.dialog.number; });
  std::ranges::sort(subscriptions_, {}, [](const SubscriptionRow& row) { return row.subscription.number; });
  counts_.resize(conferences_.size());
  for (DialogRow& row : dialogs_) {
    if (row.conference != Conferences::kNone) {
      row.conference = conferences_.now(row.conference);
      ++counts_[row.conference].dialogs;
    }
  }
  for (SubscriptionRow& row : subscriptions_) {
    if (row.conference != Conferences::kNone) {
      row.conference = conferences_.now(row.conference);
      ++counts_[row.conference].subscriptions;
    }
  }
}

std::string outcome_of(const Dialog& dialog) {
  switch (dialog.state) {
    case State::ended:
      return dialog.joined_late ? "ended" : "answered";
    case State::confirmed:
      return "still open";
    case State::failed:
      return dialog.was_cancelled ? fmt::format("cancelled {}", dialog.status)
                                  : fmt::format("refused {}", dialog.status);
    case State::early:
      return "still ringing";
    case State::trying:
      break;
  }
  return "no answer";
}

std::string outcome_of(const SubscriptionRow& row) {
  const Log& log = row.subscription.log;
  if (log.terminated) {
    return log.reason.empty() ? "terminated" : fmt::format("terminated: {}", log.reason);
  }
  if (log.subscribe_status >= 300) {
    return fmt::format("refused {}", log.subscribe_status);
  }
  return log.notifies == 0 ? "no NOTIFY" : "still open";
}

}  // namespace confstate::notify
