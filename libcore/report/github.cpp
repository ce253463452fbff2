// Workflow commands: GitHub shows each as an annotation of the line.
#include <fmt/format.h>

#include "report/place.hpp"
#include "report/printer.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// What GitHub's runner unescapes again; a colon or a comma would end a property.
std::string escape(std::string_view text, bool property) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '%':
        out += "%25";
        break;
      case '\r':
        out += "%0D";
        break;
      case '\n':
        out += "%0A";
        break;
      case ':':
        out += property ? "%3A" : ":";
        break;
      case ',':
        out += property ? "%2C" : ",";
        break;
      default:
        out += c;
    }
  }
  return harmless(out);
}

std::string_view command(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return "error";
    case diag::Severity::warning:
      return "warning";
    default:
      return "notice";
  }
}

// The runner takes columns only where the place is on one line. In a capture there are no lines at all.
std::string place(const diag::Outcome& outcome, base::Span span) {
  if (outcome.packet != nullptr) {
    return fmt::format("line={}", spot_of(outcome, span).line);
  }
  const Extent extent = extent_of(outcome.source, span);
  if (extent.begin.line != extent.end.line) {
    return fmt::format("line={},endLine={}", extent.begin.line, extent.end.line);
  }
  return fmt::format("line={},col={},endLine={},endColumn={}", extent.begin.line, extent.begin.column, extent.end.line,
                     extent.end.column);
}

class GithubPrinter final : public Printer {
 public:
  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    std::string out;
    const std::string file = escape(outcome.source.name(), true);
    for (const diag::Finding& finding : outcome.findings) {
      if (finding.suppressed) {
        continue;
      }
      const diag::Diagnostic& diagnostic = finding.diagnostic;
      out += fmt::format("::{} file={},{},title={}::{}\n", command(diagnostic.severity), file,
                         place(outcome, diagnostic.span), escape(diag::full_id(*diagnostic.card), true),
                         escape(diagnostic.message, false));
    }
    return out;
  }
  [[nodiscard]] std::string end(const Totals& /*totals*/) const override { return {}; }
};

}  // namespace

std::unique_ptr<Printer> make_github_printer(const Style& /*style*/) {
  return std::make_unique<GithubPrinter>();
}

}  // namespace confstate::report
