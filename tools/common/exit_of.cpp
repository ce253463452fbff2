#include "common/exit_of.hpp"

namespace confstate::tools {

Exit exit_of(const diag::Outcome& outcome, diag::Severity fail_on) {
  if (outcome.failure) {
    return Exit::trouble;
  }
  if (fail_on == diag::Severity::off) {
    return Exit::yes;
  }
  bool fails = outcome.worst_uncollected >= fail_on;
  for (const diag::Finding& finding : outcome.findings) {
    fails = fails || (!finding.suppressed && finding.diagnostic.severity >= fail_on);
  }
  return fails ? Exit::no : Exit::yes;
}

}  // namespace confstate::tools
