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

// A part with what the tool shows besides, in the forms that have a place for it.
std::string with_extra(ReportFormat format, const report::Style& style, const diag::Outcome& outcome,
                       const report::Extra& extra, std::string&& part) {
  if (format == ReportFormat::text) {
    std::string text = extra.text(outcome, style);
    return text.empty() || part.empty() ? text + part : text + "\n" + part;
  }
  if (format != ReportFormat::json && format != ReportFormat::ndjson) {
    return std::move(part);
  }
  const bool is_array = format == ReportFormat::json;
  std::string out;
  for (const std::string& record : extra.records(outcome)) {
    out += is_array ? (out.empty() ? "\n" : ",\n") + record : record + "\n";
  }
  return out + (is_array && !out.empty() && !part.empty() ? "," : "") + part;
}

}  // namespace

void ReportSet::add_report(ReportFormat format, std::string path, report::Style style, const report::Cards& cards,
                           const std::set<std::uint64_t>& most) {
  Report report;
  report.path = std::move(path);
  report.format = format;
  report.style = style;
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

ReportSet::Parts ReportSet::print(const diag::Outcome& outcome, std::uint64_t most, const report::Extra* extra) const {
  Parts parts;
  parts.reserve(reports_.size());
  for (const Report& report : reports_) {
    std::string part = report.printers.at(most)->part(outcome);
    parts.push_back(extra == nullptr ? std::move(part)
                                     : with_extra(report.format, report.style, outcome, *extra, std::move(part)));
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
