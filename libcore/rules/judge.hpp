// Judging one input, from its bytes to what was found: what tools, library users and fuzzers call.
#pragma once

#include <functional>
#include <string>

#include "base/date.hpp"
#include "config/apply.hpp"
#include "diag/outcome.hpp"
#include "info/document.hpp"

namespace confstate::rules {

struct Judged {
  diag::Outcome outcome;
  config::Uses uses;  // of the suppressions of the configuration
};

// Decodes, reads and judges a conference-info document by every rule that is on, then marks what the configuration
// suppresses and its baseline knows. The tree is gone when it returns. Over a limit the outcome is a failure.
[[nodiscard]] Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
                           const base::Date& today);

// Sees a document that can be judged, behind all document rules, and may add what it finds itself.
using Witness = std::function<void(const info::Document& document, diag::Findings& out)>;

// The same, with a witness; it is not called for what is not well-formed.
[[nodiscard]] Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
                           const base::Date& today, const Witness& witness);

}  // namespace confstate::rules
