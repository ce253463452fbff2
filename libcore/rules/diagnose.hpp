// Judging a whole trace: messages, what the capture lacks, subscriptions and the documents in them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "base/number_map.hpp"
#include "config/apply.hpp"
#include "diag/outcome.hpp"
#include "dialog/follower.hpp"
#include "notify/watcher.hpp"
#include "rules/judge.hpp"
#include "sip/check.hpp"

namespace confstate::rules {

struct DiagnosisSettings {
  std::shared_ptr<const config::Configuration> configuration;
  base::Date today;
  std::vector<std::string> names;  // of the traces
  // Hears of everything that was found: of a subscription all together, when it is over, below a heading; at the end of
  // the rest. No outcome is without findings or a failure.
  std::function<void(std::vector<diag::Outcome>&&)> tell;
};

// Takes what a follower says. Documents are judged, and where partial ones are applied also the state that they make,
// as long as that is little work beside reading the documents. The same fault of form in many messages of one sender is
// one finding, and so is the same finding in many documents of one subscription; its note counts them. Findings beyond
// the limit `findings` are counted only.
class Diagnosis {
 public:
  explicit Diagnosis(DiagnosisSettings settings);
  Diagnosis(const Diagnosis&) = delete;
  Diagnosis& operator=(const Diagnosis&) = delete;
  ~Diagnosis() = default;

  // To be given to a dialog::Follower; the diagnosis must outlive it.
  [[nodiscard]] dialog::Followers followers();
  // The last trace was followed.
  void finish();

  // Findings that were counted only, and the worst severity among them.
  [[nodiscard]] std::uint64_t uncollected() const { return uncollected_; }
  [[nodiscard]] diag::Severity worst_uncollected() const { return worst_uncollected_; }
  [[nodiscard]] std::uint64_t subscriptions() const { return watcher_.count(); }
  // How often the state that documents made was judged.
  [[nodiscard]] std::uint64_t states() const { return states_judged_; }
  [[nodiscard]] const config::Uses& uses() const { return uses_; }

 private:
  using Counts = std::vector<std::pair<const diag::Card*, std::uint64_t>>;  // by card; there are few
  // What was found about one subscription so far.
  struct Block {
    std::vector<diag::Outcome> outcomes;
    std::map<std::uint64_t, std::size_t> known;      // fingerprint of what is in a document: its outcome
    std::map<std::uint64_t, std::uint64_t> repeats;  // how often it came again
    Counts told;                                     // findings about the subscription itself
    std::uint64_t state_size = 0;                    // of what is held: at most so many bytes
  };
  // One finding about many messages of a sender.
  struct Common {
    std::size_t outcome = 0;  // index in common_outcomes_
    std::uint64_t repeats = 0;
  };

  void take(const dialog::Followed& followed);
  void take_notice(const capture::Notice& notice, std::uint32_t input);
  void take_occasion(const notify::Occasion& occasion);
  void read_document(const sip::Body& body, const notify::Subscription& subscription, const notify::Feed& feed);
  void judge_state(const notify::Subscription& subscription, const std::string& entity, std::uint64_t size);
  void add_judged(Judged&& judged, std::vector<diag::Outcome>& outcomes);
  void check_form(const dialog::Followed& followed);
  void add_common(diag::Findings& found, const diag::Outcome& frame, std::string_view text, std::string_view sender);
  void add_documents(Block& block, const notify::Occasion& occasion);
  void add_outcome(Block& block, const notify::Occasion& occasion, diag::Outcome&& outcome);
  void add_answer(Block& block, const notify::Occasion& occasion) const;
  void add_occasion(Block& block, const notify::Occasion& occasion);
  void close(const notify::Subscription& subscription);
  [[nodiscard]] diag::Findings start() const;
  [[nodiscard]] const std::shared_ptr<const diag::Packet>& packet();
  [[nodiscard]] const std::string& name_of(std::uint32_t input) const;
  [[nodiscard]] diag::Outcome outcome_at(std::uint32_t input, std::shared_ptr<const diag::Packet> packet) const;
  void conclude(std::vector<diag::Diagnostic>&& found, diag::Outcome& outcome, std::string_view text);
  bool keeps(const diag::Finding& finding);
  [[nodiscard]] Block& block_of(const notify::Subscription& subscription);
  static std::uint64_t& count_of(Counts& counts, const diag::Card* card);
  static void count_told(std::vector<diag::Outcome>& outcomes, const Counts& told);

  DiagnosisSettings settings_;
  DocumentJudge judge_;
  notify::Watcher watcher_;
  const dialog::Followed* followed_ = nullptr;  // the message that is being taken
  std::shared_ptr<const diag::Packet> packet_;  // of that message, once it is asked for
  std::vector<diag::Outcome> documents_;        // what was found in its documents
  std::vector<diag::Outcome> states_;           // and in the state that they made
  std::uint64_t states_judged_ = 0;
  std::uint64_t effort_ = 0;                        // bytes of states that may be judged
  base::NumberMap<std::unique_ptr<Block>> blocks_;  // by the number of the subscription
  std::vector<diag::Outcome> common_outcomes_;
  std::map<std::pair<const diag::Card*, std::string>, Common> commons_;  // by card and sender
  std::vector<sip::Fault> faults_;
  sip::Checker checker_;
  std::uint64_t kept_ = 0;       // findings
  std::uint64_t kept_text_ = 0;  // bytes of texts that wait for their report
  std::uint64_t uncollected_ = 0;
  diag::Severity worst_uncollected_ = diag::Severity::off;
  config::Uses uses_;
  std::uint32_t input_ = 0;
};

}  // namespace confstate::rules
