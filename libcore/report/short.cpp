// One line per finding in GCC's shape, for editors and problem matchers.
#include "report/printer.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

class ShortPrinter final : public Printer {
 public:
  explicit ShortPrinter(const Style& style) : max_findings_(style.max_findings) {}

  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    std::string out;
    std::uint64_t shown = 0;
    std::uint64_t hidden = outcome.uncollected;
    for (const diag::Finding& finding : outcome.findings) {
      if (finding.suppressed) {
        continue;
      }
      if (max_findings_ != 0 && shown == max_findings_) {
        ++hidden;
        continue;
      }
      ++shown;
      out += short_line(finding.diagnostic, outcome) + '\n';
    }
    if (hidden > 0) {
      out += "and " + with_commas(hidden) + " more\n";
    }
    return out;
  }

  [[nodiscard]] std::string end(const Totals& /*totals*/) const override { return {}; }

 private:
  std::uint64_t max_findings_;
};

}  // namespace

std::unique_ptr<Printer> make_short_printer(const Style& style) {
  return std::make_unique<ShortPrinter>(style);
}

}  // namespace confstate::report
