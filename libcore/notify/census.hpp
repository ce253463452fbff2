// The list of what was in a trace: conferences, dialogs, subscriptions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dialog/dialog.hpp"
#include "notify/conferences.hpp"
#include "notify/subscription.hpp"

namespace confstate::notify {

// A subscription without what was held.
struct SubscriptionRow {
  Subscription subscription;  // `held` is empty
  std::uint32_t conference = Conferences::kNone;
  std::optional<std::uint32_t> version;  // held at the end
  bool is_over = false;                  // it ended within the trace
};

struct DialogRow {
  dialog::Dialog dialog;
  std::uint32_t conference = Conferences::kNone;
};

// Gathers rows of what is closed. Holds at most `most` of each kind; the rest is counted.
class Census {
 public:
  explicit Census(std::size_t most) : most_(most) {}

  void add(const dialog::Dialog& dialog);
  void add(const Subscription& subscription);
  // Nothing more is added: rows are sorted by their first message, and know their conferences.
  void finish();

  [[nodiscard]] const std::vector<DialogRow>& dialogs() const { return dialogs_; }
  [[nodiscard]] const std::vector<SubscriptionRow>& subscriptions() const { return subscriptions_; }
  [[nodiscard]] const Conferences& conferences() const { return conferences_; }
  // How many rows belong to a conference.
  struct Counts {
    std::uint64_t dialogs = 0;
    std::uint64_t subscriptions = 0;
  };
  [[nodiscard]] Counts counts(std::uint32_t conference) const { return counts_[conference]; }
  // Rows that were left out.
  [[nodiscard]] std::uint64_t left_out() const { return left_out_; }

 private:
  std::size_t most_;
  std::vector<DialogRow> dialogs_;
  std::vector<SubscriptionRow> subscriptions_;
  Conferences conferences_;
  std::vector<Counts> counts_;  // by the number of the conference
  std::uint64_t left_out_ = 0;
};

// How a dialog came out, in words: "answered", "answered, still open", "refused 403", "cancelled", "no answer".
[[nodiscard]] std::string outcome_of(const dialog::Dialog& dialog);
// How a subscription came out: "terminated: noresource", "refused 603", "still open".
[[nodiscard]] std::string outcome_of(const SubscriptionRow& row);

}  // namespace confstate::notify
