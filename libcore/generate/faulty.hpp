// Series that are broken on purpose, with what a subscriber must find.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "generate/series.hpp"

namespace confstate::generate {

// One document as it is sent.
struct Sent {
  std::uint32_t number = 1;  // in the order of sending
  std::uint64_t at = 0;
  std::vector<std::string> event;
  Conference document;
  Conference after;                // what a subscriber that got everything would hold; of a document that is no fault
  std::string outcome;             // what a subscriber does: replaced, merged, discarded, resync, rejected, ended
  std::vector<std::string> rules;  // of rules/notify that must speak, full ids
  bool asked = false;              // it answers a SUBSCRIBE
};

using Visit = std::function<void(const Sent&)>;

// The names of faults.
[[nodiscard]] std::vector<std::string_view> fault_names();

// The faults in "gap,duplicate"; fails on an unknown name, with a suggestion.
[[nodiscard]] base::Result<std::vector<std::string>> read_faults(std::span<const std::string> texts);

// Visits the documents of a series in the order in which they are sent. Every fault is made once, spread over the
// series in the order given, and healed by a full document under the version reached, as a focus answers a subscriber
// that asks anew. Fails where the series is too short for its faults, or versions would run out.
[[nodiscard]] base::Result<void> run_series(const SeriesPlan& plan, std::span<const std::string> faults,
                                            const Visit& visit);

}  // namespace confstate::generate
