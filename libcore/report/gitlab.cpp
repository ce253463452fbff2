// GitLab's code quality report: one JSON array of issues.
#include "base/fnv.hpp"
#include "report/json_line.hpp"
#include "report/place.hpp"
#include "report/printer.hpp"

namespace confstate::report {
namespace {

std::string_view severity_word(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return "major";
    case diag::Severity::warning:
      return "minor";
    default:
      return "info";
  }
}

// GitLab finds a file only by its plain relative path.
std::string_view plain_path(std::string_view name) {
  while (name.size() > 2 && name.substr(0, 2) == "./") {
    name.remove_prefix(2);
  }
  return name;
}

Json issue_of(const diag::Finding& finding, const diag::Outcome& outcome) {
  const diag::Diagnostic& diagnostic = finding.diagnostic;
  const std::uint64_t line = spot_of(outcome, diagnostic.span).line;
  return Json{{"description", diagnostic.message},
              {"check_name", diag::full_id(*diagnostic.card)},
              {"fingerprint", base::to_hex(finding.fingerprint)},
              {"severity", severity_word(diagnostic.severity)},
              {"location", {{"path", plain_path(outcome.source.name())}, {"lines", {{"begin", line}}}}}};
}

class GitlabPrinter final : public Printer {
 public:
  [[nodiscard]] std::string begin() const override { return "["; }
  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    std::string out;
    for (const diag::Finding& finding : outcome.findings) {
      if (!finding.suppressed) {
        out += out.empty() ? "\n" : ",\n";
        out += json_line(issue_of(finding, outcome));
      }
    }
    return out;
  }
  [[nodiscard]] std::string_view separator() const override { return ","; }
  [[nodiscard]] std::string end(const Totals& totals) const override {
    return close_array(totals.errors + totals.warnings + totals.infos > 0);
  }
};

}  // namespace

std::unique_ptr<Printer> make_gitlab_printer(const Style& /*style*/) {
  return std::make_unique<GitlabPrinter>();
}

}  // namespace confstate::report
