#include "report/record.hpp"

#include "base/fnv.hpp"
#include "report/place.hpp"

namespace confstate::report {
namespace {

Json related_record(const diag::Diagnostic& diagnostic, const bytes::Source& source) {
  Json out = Json::array();
  for (const diag::Related& related : diagnostic.related) {
    const base::Location at = source.location(related.span.begin);
    out.push_back(Json{{"message", related.message}, {"line", at.line}, {"column", at.column}});
  }
  return out;
}

Json spec_record(const diag::SpecRef& spec) {
  if (spec.document.empty()) {
    return nullptr;
  }
  return Json{{"document", spec.document}, {"section", text_or_null(spec.section)}};
}

Json fix_record(const std::optional<diag::Fix>& fix, const bytes::Source& source) {
  if (!fix) {
    return nullptr;
  }
  const Extent extent = extent_of(source, fix->span);
  return Json{{"line", extent.begin.line},       {"column", extent.begin.column}, {"end_line", extent.end.line},
              {"end_column", extent.end.column}, {"byte", extent.begin.byte},     {"text", fix->text}};
}

Json suppressed_record(const std::optional<diag::Suppressed>& suppressed) {
  if (!suppressed) {
    return nullptr;
  }
  return Json{{"by", suppressed->by},
              {"reason", text_or_null(suppressed->reason)},
              {"until", suppressed->until ? Json(base::write_date(*suppressed->until)) : Json(nullptr)}};
}

}  // namespace

Json finding_record(const diag::Finding& finding, const diag::Outcome& outcome) {
  const diag::Diagnostic& diagnostic = finding.diagnostic;
  const Extent extent = extent_of(outcome.source, diagnostic.span);
  return Json{{"schema", "confstate.finding/1"},
              {"rule", diag::full_id(*diagnostic.card)},
              {"severity", diag::word(diagnostic.severity)},
              {"message", diagnostic.message},
              {"file", outcome.source.name()},
              {"line", extent.begin.line},
              {"column", extent.begin.column},
              {"end_line", extent.end.line},
              {"end_column", extent.end.column},
              {"byte", extent.begin.byte},
              {"path", text_or_null(diagnostic.path)},
              {"conference", text_or_null(outcome.conference)},
              {"related", related_record(diagnostic, outcome.source)},
              {"spec", spec_record(diagnostic.card->spec)},
              {"help", text_or_null(diagnostic.help)},
              {"fix", fix_record(diagnostic.fix, outcome.source)},
              {"packet", nullptr},
              {"dialog", nullptr},
              {"suppressed", suppressed_record(finding.suppressed)},
              {"fingerprint", base::to_hex(finding.fingerprint)}};
}

std::string print_records(const diag::Outcome& outcome, const RecordLayout& layout) {
  std::string out;
  for (const diag::Finding& finding : outcome.findings) {
    out += out.empty() ? "" : layout.between;
    out += layout.before;
    out += json_line(finding_record(finding, outcome));
    out += layout.after;
  }
  return out;
}

}  // namespace confstate::report
