// Judging a whole trace: messages, what the capture lacks, subscriptions and the documents in them.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "config/apply.hpp"
#include "diag/outcome.hpp"
#include "dialog/follower.hpp"
#include "notify/watcher.hpp"

namespace confstate::rules {

// What a report says above the findings of a subscription.
struct Heading {
  std::string conference;
  std::string subscriber;
  std::int64_t begin = 0;  // nanoseconds since 1970
  std::int64_t end = 0;
  std::uint64_t notifies = 0;
};

// What came of one message, or of what is no message, in the order of the trace; of a subscription all together, when
// it is over.
struct Diagnosed {
  std::vector<diag::Outcome> outcomes;  // none is without findings
  std::shared_ptr<const Heading> heading;  // null outside of subscriptions
};

struct DiagnosisSettings {
  const config::Configuration* configuration = nullptr;
  base::Date today;
  std::vector<std::string> names;  // of the traces
  std::function<void(Diagnosed&&)> tell;
};

// Takes what a follower says. Findings beyond the limit `findings` are counted only.
class Diagnosis {
 public:
  explicit Diagnosis(DiagnosisSettings settings);

  // Given to a dialog::Follower; the diagnosis must outlive it.
  [[nodiscard]] dialog::Followers followers();
  // The last trace was followed.
  void finish();

  // Findings that were counted only, and the worst severity among them.
  [[nodiscard]] std::uint64_t uncollected() const { return uncollected_; }
  [[nodiscard]] diag::Severity worst_uncollected() const { return worst_uncollected_; }
  [[nodiscard]] std::uint64_t subscriptions() const { return watcher_.count(); }

 private:
  void take(const dialog::Followed& followed);
  void take_notice(const capture::Notice& notice, std::uint32_t input);
  void take_occasion(const notify::Occasion& occasion);
  void read_document(const sip::Body& body, const notify::Subscription& subscription, const notify::Feed& feed);
  void check_message(const dialog::Followed& followed);
  void flush(std::vector<diag::Outcome>&& outcomes, std::shared_ptr<const Heading> heading);
  [[nodiscard]] diag::Findings start() const;
  void conclude(diag::Findings& found, diag::Outcome&& outcome, std::vector<diag::Outcome>& out);

  DiagnosisSettings settings_;
  notify::Watcher watcher_;
  std::shared_ptr<const diag::Packet> packet_;  // of the message that is being taken
  std::vector<diag::Outcome> of_message_;       // what was found in it and its documents so far
  std::unordered_map<std::uint64_t, std::vector<diag::Outcome>> of_subscription_;  // by its number
  std::vector<sip::Fault> faults_;
  std::uint64_t kept_ = 0;        // findings
  std::uint64_t kept_bytes_ = 0;  // of texts that wait for their report
  std::uint64_t uncollected_ = 0;
  diag::Severity worst_uncollected_ = diag::Severity::off;
  const dialog::Followed* followed_ = nullptr;
};

}  // namespace confstate::rules
