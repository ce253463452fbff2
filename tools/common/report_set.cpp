#include "common/report_set.hpp"

#include <utility>

#include "bytes/output.hpp"

namespace confstate::tools {
namespace {

std::unique_ptr<report::Printer> make_printer(ReportFormat format, const report::Style& style,
                                              const report::Cards& cards) {
  switch (format) {
    case ReportFormat::text:
      return report::make_text_printer(style);
    case ReportFormat::brief:
      return report::make_short_printer(style);
    case ReportFormat::json:
      return report::make_json_printer(style);
    case ReportFormat::ndjson:
      return report::make_ndjson_printer(style);
    case ReportFormat::sarif:
      return report::make_sarif_printer(style, cards);
    case ReportFormat::junit:
      return report::make_junit_printer(style);
    case ReportFormat::github:
      return report::make_github_printer(style);
    case ReportFormat::gitlab:
      return report::make_gitlab_printer(style);
  }
  return nullptr;
}

}  // namespace

void ReportSet::add_report(ReportFormat format, std::string path, report::Style style, const report::Cards& cards,
                           const std::set<std::uint64_t>& most) {
  Report report;
  report.path = std::move(path);
  for (const std::uint64_t number : most) {
    style.max_findings = number;
    report.printers.emplace(number, make_printer(format, style, cards));
  }
  reports_.push_back(std::move(report));
}

base::Result<ReportSet> ReportSet::make(const OutputOptions& output, const ReportOptions& reports,
                                        const report::Style& style, const report::Cards& cards,
                                        const std::set<std::uint64_t>& most, Io& io) {
  const base::Result<std::vector<ReportTarget>> targets = read_reports(reports);
  if (!targets) {
    return tl::unexpected<base::Failure>(targets.error());
  }
  ReportSet set(io.out);
  const std::string out = output.out.value_or("-");
  set.add_report(reports.format.value_or(ReportFormat::text), out == "-" ? "" : out, style, cards, most);
  report::Style plain = style;
  plain.color = false;
  for (const ReportTarget& target : *targets) {
    set.add_report(target.format, target.path, plain, cards, most);
  }
  return set;
}

ReportSet::Parts ReportSet::print(const diag::Outcome& outcome, std::uint64_t most) const {
  Parts parts;
  parts.reserve(reports_.size());
  for (const Report& report : reports_) {
    parts.push_back(report.printers.at(most)->part(outcome));
  }
  return parts;
}

void ReportSet::write(Report& report, std::string_view text) {
  if (report.path.empty()) {
    out_->write(text.data(), static_cast<std::streamsize>(text.size()));
  } else {
    report.content += text;
  }
}

void ReportSet::begin(Report& report) {
  if (!report.begun) {
    report.begun = true;
    write(report, report.printers.begin()->second->begin());
  }
}

void ReportSet::add(Parts&& parts) {
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Report& report = reports_[i];
    if (parts[i].empty()) {
      continue;
    }
    begin(report);
    if (report.has_parts) {
      write(report, report.printers.begin()->second->separator());
    }
    write(report, parts[i]);
    report.has_parts = true;
  }
}

base::Result<void> ReportSet::finish(const report::Totals& totals) {
  for (Report& report : reports_) {
    begin(report);
    write(report, report.printers.begin()->second->end(totals));
    if (report.path.empty()) {
      continue;
    }
    if (auto written = bytes::write_file(report.path, report.content); !written) {
      return written;
    }
  }
  return {};
}

}  // namespace confstate::tools
