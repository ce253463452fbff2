#include "report/printer.hpp"

namespace confstate::report {
namespace {

void count_severity(Totals& totals, diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      ++totals.errors;
      break;
    case diag::Severity::warning:
      ++totals.warnings;
      break;
    case diag::Severity::info:
      ++totals.infos;
      break;
    case diag::Severity::off:
      break;
  }
}

}  // namespace

void count(Totals& totals, const diag::Outcome& outcome) {
  ++totals.inputs;
  totals.failures += outcome.failure ? 1 : 0;
  totals.uncollected += outcome.uncollected;
  for (const diag::Finding& finding : outcome.findings) {
    if (finding.suppressed) {
      ++totals.suppressed;
      continue;
    }
    count_severity(totals, finding.diagnostic.severity);
    if (totals.example_rule.empty()) {
      totals.example_rule = diag::full_id(*finding.diagnostic.card);
    }
  }
}

}  // namespace confstate::report
