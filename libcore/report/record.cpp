#include "report/record.hpp"

#include "base/fnv.hpp"
#include "base/instant.hpp"
#include "report/patch.hpp"
#include "report/place.hpp"

namespace confstate::report {
namespace {

Json packet_record(const diag::Packet& packet) {
  return Json{{"frame", packet.frame == 0 ? Json(nullptr) : Json(packet.frame)},
              {"line", packet.line == 0 ? Json(nullptr) : Json(packet.line)},
              {"time", packet.has_time ? Json(base::write_instant(packet.time, 6)) : Json(nullptr)},
              {"source", text_or_null(packet.source)},
              {"destination", text_or_null(packet.destination)},
              {"transport", text_or_null(packet.transport)}};
}

Json dialog_record(const diag::Packet& packet) {
  if (packet.call_id.empty()) {
    return nullptr;
  }
  return Json{{"call_id", packet.call_id},
              {"from_tag", text_or_null(packet.from_tag)},
              {"to_tag", text_or_null(packet.to_tag)}};
}

Json related_record(const diag::Diagnostic& diagnostic, const bytes::Source& source) {
  Json out = Json::array();
  for (const diag::Related& related : diagnostic.related) {
    if (related.packet != nullptr) {
      out.push_back(Json{{"message", related.message},
                         {"line", nullptr},
                         {"column", nullptr},
                         {"packet", packet_record(*related.packet)}});
      continue;
    }
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

// Of a policy the operations, of other documents the text to be replaced.
Json fix_record(const diag::Diagnostic& diagnostic, const bytes::Source& source) {
  const std::optional<diag::Fix>& fix = diagnostic.fix;
  if (!diagnostic.patch.empty()) {
    return Json{{"patch", patch_record(diagnostic.patch)}};
  }
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

Json packet_record(const diag::Outcome& outcome) {
  return outcome.packet ? packet_record(*outcome.packet) : Json(nullptr);
}

Json dialog_record(const diag::Outcome& outcome) {
  return outcome.packet ? dialog_record(*outcome.packet) : Json(nullptr);
}

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
              {"fix", fix_record(diagnostic, outcome.source)},
              {"packet", packet_record(outcome)},
              {"dialog", dialog_record(outcome)},
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
