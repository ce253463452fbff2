// Diagnostics and the list they are collected in.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/location.hpp"
#include "diag/card.hpp"
#include "diag/packet.hpp"

namespace confstate::diag {

// A second place that explains a finding ("first seen here").
struct Related {
  base::Span span;
  std::string message;
  std::shared_ptr<const Packet> packet = nullptr;  // where it is in another message of a trace; `span` is void then
};

// A safe textual repair: replace `span` by `text`.
struct Fix {
  base::Span span;
  std::string text;
};

// One step of a safe repair of a JSON document (RFC 6902).
struct PatchOperation {
  std::string op;       // "add", "remove" or "replace"
  std::string pointer;  // RFC 6901
  std::string value;    // JSON text; empty for "remove"
};

// One finding. Message: lower case, no full stop, names the thing, says what was found and what was expected.
struct Diagnostic {
  const Card* card = nullptr;           // set by Findings
  Severity severity = Severity::error;  // set by Findings from card, profile and configuration
  base::Span span;                      // the attribute value or the text it is about, in the decoded text
  std::string message;
  std::string label;  // a few words behind the caret, may be empty: "same key"
  std::vector<Related> related;
  std::string help;   // at most one cure, may be empty
  std::string note;   // at most one remark, may be empty
  std::string path;   // as info::path_of writes it, of a policy a JSON pointer; empty where there is no model
  std::string value;  // the offending value, for the fingerprint; may be empty
  std::optional<Fix> fix;
  std::vector<PatchOperation> patch;  // the repair of a policy, instead of `fix`; empty where there is none
};

// What a configuration decides about rules; a card that is not in it has the severity of its profile.
using Severities = std::unordered_map<const Card*, Severity>;

// Collects the diagnostics of one input. The runner says whose check is running; a check only adds.
class Findings {
 public:
  // `severities` (may be null) must outlive the findings. What is off never counts against the limit.
  Findings(Profile profile, std::uint64_t limit, const Severities* severities = nullptr)
      : profile_(profile), limit_(limit), severities_(severities) {}

  // How severe a finding of that card is here; off when it is not wanted, and then its check need not run.
  [[nodiscard]] Severity severity(const Card& card) const {
    return severities_ == nullptr && profile_ == Profile::rfc4575 ? card.severity : changed_severity(card);
  }

  // The same for a finding whose level somebody else decides, a policy: `level`, unless a configuration says otherwise.
  [[nodiscard]] Severity severity(const Card& card, Severity level) const;

  // From now on `add` is for this card.
  void begin(const Card& card) { card_ = &card; }

  // Adds a diagnostic for the current card; sets its card and severity. One whose severity is off is dropped; beyond
  // the limit it is counted only.
  void add(Diagnostic diagnostic);

  // Shorthand for a diagnostic of the given card.
  void add(const Card& card, Diagnostic diagnostic);

  // The same with a level that somebody else decided.
  void add(const Card& card, Severity level, Diagnostic diagnostic);

  // Sorts by byte, then rule id, keeping the order of equal ones.
  void sort();

  [[nodiscard]] const std::vector<Diagnostic>& all() const { return all_; }
  [[nodiscard]] std::vector<Diagnostic>& all() { return all_; }
  // How many were found, also those over the limit.
  [[nodiscard]] std::uint64_t total() const { return total_; }
  // The worst severity among those over the limit; off when there are none.
  [[nodiscard]] Severity worst_uncollected() const { return worst_uncollected_; }
  // True when further diagnostics are counted only: checks need not describe them.
  [[nodiscard]] bool is_full() const { return all_.size() >= limit_; }
  [[nodiscard]] Profile profile() const { return profile_; }

 private:
  void keep(Diagnostic diagnostic);
  // Where a profile or a configuration has something to say.
  [[nodiscard]] Severity changed_severity(const Card& card) const;

  Profile profile_;
  std::uint64_t limit_;
  const Severities* severities_;
  std::uint64_t total_ = 0;
  Severity worst_uncollected_ = Severity::off;
  const Card* card_ = nullptr;
  std::vector<Diagnostic> all_;
};

}  // namespace confstate::diag
