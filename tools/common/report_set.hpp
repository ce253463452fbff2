// All reports of one run: what goes to standard output or -o, and those of --report.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "common/output_options.hpp"
#include "report/printer.hpp"

namespace confstate::tools {

class ReportSet {
 public:
  // What each report makes of one outcome, in the order of the reports.
  using Parts = std::vector<std::string>;

  // The reports that the options ask for; `cards` must outlive the set. `most` are the values of "show at most N
  // findings per input" that print() will be asked for, one at least.
  [[nodiscard]] static base::Result<ReportSet> make(const OutputOptions& output, const ReportOptions& reports,
                                                    const report::Style& style, const report::Cards& cards,
                                                    const std::set<std::uint64_t>& most, Io& io);

  // Prints one outcome, showing at most `most` findings (0 is all); several threads may do so at once.
  // With `extra`, what text, json and ndjson show besides the findings.
  [[nodiscard]] Parts print(const diag::Outcome& outcome, std::uint64_t most,
                            const report::Extra* extra = nullptr) const;
  // Adds parts, in the order of the inputs.
  void add(Parts&& parts);
  // Ends every report and writes the files, each whole or not at all.
  [[nodiscard]] base::Result<void> finish(const report::Totals& totals);

 private:
  struct Report {
    std::map<std::uint64_t, std::unique_ptr<report::Printer>> printers;  // by findings shown at most
    ReportFormat format = ReportFormat::text;
    report::Style style;
    std::string path;     // empty for standard output
    std::string content;  // what waits for its file
    bool begun = false;
    bool has_parts = false;
  };

  explicit ReportSet(std::ostream& out) : out_(&out) {}
  void add_report(ReportFormat format, std::string path, report::Style style, const report::Cards& cards,
                  const std::set<std::uint64_t>& most);
  void write(Report& report, std::string_view text);
  void begin(Report& report);

  std::ostream* out_;
  std::vector<Report> reports_;
};

}  // namespace confstate::tools
