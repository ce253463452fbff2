// SARIF 2.1.0: one run, a result per finding.
#include <unordered_map>

#include "base/fnv.hpp"
#include "report/json_line.hpp"
#include "report/place.hpp"
#include "report/printer.hpp"
#include "report/sarif_rules.hpp"

namespace confstate::report {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// A file name as a relative reference (RFC 3986 section 4.2): all but unreserved characters and slashes is encoded.
// Two slashes at the start would begin an authority; one names the same file.
std::string uri_of(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  while (name.substr(0, 2) == "//") {
    name.remove_prefix(1);
  }
  std::string out;
  for (const char c : name) {
    if (is_unreserved(c) || c == '/') {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return out;
}

// Text and binary region say the same range (section 3.30.1). Of a message in a trace there is the line only: where it
// begins in a log, the number of its frame in a capture.
Json region_of(const diag::Outcome& outcome, base::Span span) {
  if (outcome.packet != nullptr) {
    return Json{{"startLine", spot_of(outcome, span).line}};
  }
  const Extent extent = extent_of(outcome.source, span);
  return Json{{"startLine", extent.begin.line},  {"startColumn", extent.begin.column},
              {"endLine", extent.end.line},      {"endColumn", extent.end.column},
              {"byteOffset", extent.begin.byte}, {"byteLength", extent.end.byte - extent.begin.byte}};
}

Json location_of(const diag::Outcome& outcome, base::Span span, const std::string& uri) {
  return Json{{"physicalLocation", {{"artifactLocation", {{"uri", uri}}}, {"region", region_of(outcome, span)}}}};
}

// The place of a second message of the trace is that message.
Json location_of(const diag::Outcome& outcome, const diag::Related& related, const std::string& uri) {
  if (related.packet == nullptr) {
    return location_of(outcome, related.span, uri);
  }
  diag::Outcome other;
  other.packet = related.packet;
  return location_of(other, related.span, uri);
}

Json related_of(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome, const std::string& uri) {
  Json out = Json::array();
  for (const diag::Related& related : diagnostic.related) {
    Json location = location_of(outcome, related, uri);
    if (!related.message.empty()) {
      location["message"] = sarif_message(related.message);
    }
    out.push_back(std::move(location));
  }
  return out;
}

Json fixes_of(const diag::Diagnostic& diagnostic, const diag::Outcome& outcome, const std::string& uri) {
  Json replacement{{"deletedRegion", region_of(outcome, diagnostic.fix->span)},
                   {"insertedContent", {{"text", diagnostic.fix->text}}}};
  Json fix{{"artifactChanges",
            Json::array({Json{{"artifactLocation", {{"uri", uri}}}, {"replacements", Json::array({replacement})}}})}};
  if (!diagnostic.help.empty()) {
    fix["description"] = sarif_message(diagnostic.help);
  }
  return Json::array({std::move(fix)});
}

// Always present: in a run all results have the array or none (section 3.27.23), and an empty one says "not
// suppressed".
Json suppressions_of(const std::optional<diag::Suppressed>& suppressed) {
  if (!suppressed) {
    return Json::array();
  }
  Json out{{"kind", "external"}, {"status", "accepted"}};
  out["justification"] = suppressed->reason.empty() ? "known to the " + suppressed->by : suppressed->reason;
  if (suppressed->until) {
    out["properties"] = Json{{"until", base::write_date(*suppressed->until)}};
  }
  return Json::array({std::move(out)});
}

class SarifPrinter final : public Printer {
 public:
  SarifPrinter(const Style& style, const Cards& cards) {
    for (const diag::Card* card : cards) {
      index_.emplace(diag::full_id(*card), index_.size());
    }
    const Json driver{{"name", style.tool}, {"version", style.version}, {"rules", sarif_rules(cards)}};
    begin_ = R"({"version":"2.1.0","$schema":")" + std::string(kSchema) + R"(","runs":[{"tool":)" +
             json_line(Json{{"driver", driver}}) + R"(,"columnKind":"unicodeCodePoints","results":[)";
  }

  [[nodiscard]] std::string begin() const override { return begin_; }

  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    std::string out;
    const std::string uri = uri_of(outcome.source.name());
    for (const diag::Finding& finding : outcome.findings) {
      out += out.empty() ? "\n" : ",\n";
      out += json_line(result_of(finding, outcome, uri));
    }
    return out;
  }

  [[nodiscard]] std::string_view separator() const override { return ","; }

  [[nodiscard]] std::string end(const Totals& totals) const override {
    const std::string_view successful = totals.failures == 0 ? "true" : "false";
    return "\n],\"invocations\":[{\"executionSuccessful\":" + std::string(successful) + "}]}]}\n";
  }

 private:
  [[nodiscard]] Json result_of(const diag::Finding& finding, const diag::Outcome& outcome,
                               const std::string& uri) const {
    const diag::Diagnostic& diagnostic = finding.diagnostic;
    const std::string rule = diag::full_id(*diagnostic.card);
    Json out{{"ruleId", rule}};
    if (const auto found = index_.find(rule); found != index_.end()) {
      out["ruleIndex"] = found->second;
    }
    out["level"] = sarif_level(diagnostic.severity);
    out["message"] = sarif_message(diagnostic.message);
    Json location = location_of(outcome, diagnostic.span, uri);
    if (!diagnostic.path.empty()) {
      location["logicalLocations"] = Json::array({Json{{"fullyQualifiedName", diagnostic.path}}});
    }
    out["locations"] = Json::array({std::move(location)});
    if (!diagnostic.related.empty()) {
      out["relatedLocations"] = related_of(diagnostic, outcome, uri);
    }
    out["partialFingerprints"] = Json{{"confstate/v1", base::to_hex(finding.fingerprint)}};
    out["suppressions"] = suppressions_of(finding.suppressed);
    if (diagnostic.fix) {
      out["fixes"] = fixes_of(diagnostic, outcome, uri);
    }
    return out;
  }

  std::unordered_map<std::string, std::size_t> index_;
  std::string begin_;
};

}  // namespace

std::unique_ptr<Printer> make_sarif_printer(const Style& style, const Cards& cards) {
  return std::make_unique<SarifPrinter>(style, cards);
}

}  // namespace confstate::report
