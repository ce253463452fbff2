// JUnit's XML: a suite per input, a case per finding; an input without findings is one case that passes.
#include <fmt/format.h>

#include "base/utf8.hpp"
#include "report/place.hpp"
#include "report/printer.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

// Text for XML content and attribute values. harmless() has taken the controls away that XML 1.0 section 2.2 forbids;
// what it leaves of the forbidden is U+FFFE and U+FFFF.
std::string xml(std::string_view text) {
  std::string out;
  const std::string clean = harmless_start(text);
  for (std::size_t at = 0; at < clean.size();) {
    const base::CodePoint point = base::decode_utf8(clean, at);
    switch (point.value) {
      case U'<':
        out += "&lt;";
        break;
      case U'>':
        out += "&gt;";
        break;
      case U'&':
        out += "&amp;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case 0xfffe:
      case 0xffff:
        out += "\xef\xbf\xbd";
        break;
      default:
        out.append(clean, at, point.length);
    }
    at += point.length;
  }
  return out;
}

// Failures turn a build red in most viewers; an info is told without that.
bool is_failure(const diag::Diagnostic& diagnostic) {
  return diagnostic.severity != diag::Severity::info;
}

std::string details(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome) {
  std::string out = xml(short_line(diagnostic, outcome));
  if (!diagnostic.help.empty()) {
    out += "\nhelp: " + xml(diagnostic.help);
  }
  return out;
}

std::string finding_case(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome, const std::string& file) {
  const Spot at = spot_of(outcome, diagnostic.span);
  const std::string rule = xml(diag::full_id(*diagnostic.card));
  std::string out = fmt::format(R"(    <testcase name="{} at {}:{}" classname="{}" file="{}" line="{}">)", rule,
                                at.line, at.column, file, file, at.line);
  if (is_failure(diagnostic)) {
    out += fmt::format(R"(<failure type="{}" message="{}">{}</failure>)", rule, xml(diagnostic.message),
                       details(diagnostic, outcome));
  } else {
    out += fmt::format("<system-out>{}</system-out>", details(diagnostic, outcome));
  }
  return out + "</testcase>\n";
}

std::string suite(std::string_view file, std::string_view counts, const std::string& cases) {
  return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", file, counts, cases);
}

std::string failure_suite(const base::Failure& failure, const std::string& file) {
  return suite(file, R"(tests="1" failures="0" errors="1")",
               fmt::format("    <testcase name=\"judged\" classname=\"{}\" file=\"{}\"><error type=\"failure\" "
                           "message=\"{}\"/></testcase>\n",
                           file, file, xml(failure.message)));
}

std::string clean_suite(const std::string& file) {
  return suite(file, R"(tests="1" failures="0" errors="0")",
               fmt::format("    <testcase name=\"no findings\" classname=\"{}\" file=\"{}\"/>\n", file, file));
}

class JunitPrinter final : public Printer {
 public:
  explicit JunitPrinter(const Style& style) : tool_(style.tool) {}

  [[nodiscard]] std::string begin() const override {
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\">\n", xml(tool_));
  }

  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    const std::string file = xml(outcome.source.name());
    if (outcome.failure) {
      return failure_suite(*outcome.failure, file);
    }
    std::string cases;
    std::uint64_t tests = 0;
    std::uint64_t failures = 0;
    for (const diag::Finding& finding : outcome.findings) {
      if (!finding.suppressed) {
        ++tests;
        failures += is_failure(finding.diagnostic) ? 1 : 0;
        cases += finding_case(finding.diagnostic, outcome, file);
      }
    }
    if (tests == 0) {
      return clean_suite(file);
    }
    return suite(file, fmt::format(R"(tests="{}" failures="{}" errors="0")", tests, failures), cases);
  }

  [[nodiscard]] std::string end(const Totals& /*totals*/) const override { return "</testsuites>\n"; }

 private:
  std::string tool_;
};

}  // namespace

std::unique_ptr<Printer> make_junit_printer(const Style& style) {
  return std::make_unique<JunitPrinter>(style);
}

}  // namespace confstate::report
