// From what the rules found to what counts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "bytes/source.hpp"
#include "config/baseline.hpp"
#include "config/selection.hpp"
#include "config/settings.hpp"
#include "diag/findings.hpp"
#include "diag/outcome.hpp"

namespace confstate::config {

// A suppression with its rules looked up; none for a rule of another tool.
struct ResolvedSuppression {
  Suppression entry;
  std::vector<const diag::Card*> rules;  // sorted by address
};

// All that is decided before the first input is judged. Constant afterwards and shared between threads.
struct Configuration {
  Settings settings;
  Selection selection;
  std::vector<ResolvedSuppression> suppressions;
  std::shared_ptr<const Baseline> baseline;   // null when there is none
  std::shared_ptr<const bytes::Source> file;  // null when no file was found or wanted
  std::string directory;                      // absolute: of the file
  std::string current_directory;              // absolute: where the names of inputs start
};

// How often each suppression of a configuration did what, by its index.
struct Use {
  std::uint64_t inputs = 0;   // judged inputs that it could have been for
  std::uint64_t matched = 0;  // findings that it silenced, or would have but for its day or the profile
  std::uint64_t refused = 0;  // findings that it could not silence, because the profile strict makes them errors
};
using Uses = std::vector<Use>;

// Adds the uses in one input to those of the run.
void merge(Uses& run, const Uses& input);

struct Applied {
  std::vector<diag::Finding> findings;  // in the order of the diagnostics
  Uses uses;
};

// Gives the diagnostics of one input (sorted) their fingerprints, and marks what the configuration suppresses and what
// its baseline knows. The name of the input is that of `source`. Depends on its arguments only.
[[nodiscard]] Applied apply(std::vector<diag::Diagnostic> diagnostics, std::string_view conference,
                            const bytes::Source& source, const Configuration& configuration, const base::Date& today);

// Something about the configuration file that its owner should know after a run.
enum class NoticeKind : std::uint8_t { expired_suppression, unused_suppression, suppression_refused };
struct Notice {
  NoticeKind kind = NoticeKind::unused_suppression;
  base::Span span;                  // the entry in the file
  std::string rule;                 // as the entry names it
  std::optional<base::Date> until;  // of an expired one
};

// The notices of a run, in the order of the file. A suppression is unused when at least one judged input was in its
// reach, one of its rules was on, and nothing matched.
[[nodiscard]] std::vector<Notice> notices(const Configuration& configuration, const Uses& run, const base::Date& today);

}  // namespace confstate::config
