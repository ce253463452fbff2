#include "generate/proof.hpp"

#include <fmt/format.h>

#include "diag/findings.hpp"
#include "rules/areas.hpp"
#include "xml/encoding.hpp"

namespace confstate::generate {
namespace {

base::Result<void> verdict(const diag::Findings& found) {
  for (const diag::Diagnostic& diagnostic : found.all()) {
    if (diagnostic.severity == diag::Severity::error) {
      const std::string rule = diag::full_id(*diagnostic.card);
      return base::fail(fmt::format("the document would break {}{}{}: {}", rule, diagnostic.path.empty() ? "" : " at ",
                                    diagnostic.path, diagnostic.message),
                        diagnostic.help);
    }
  }
  return {};
}

}  // namespace

base::Result<void> prove(std::string_view text, Proof proof, const base::Limits& limits) {
  const xml::Decoded decoded = xml::decode(std::string(text));
  base::Result<xml::ReadResult> read = xml::read(decoded.text, xml::Reading::judging, limits);
  if (!read) {
    return tl::unexpected<base::Failure>(read.error());
  }
  diag::Findings found(diag::Profile::strict, limits.findings);
  rules::check_xml(decoded, *read, found);
  if (read->judgeable) {
    const info::Document document(std::move(read->tree));
    const rules::RoomSettings rooms;
    const rules::DocumentCase subject{document, rooms};
    if (proof == Proof::structure) {
      rules::run(rules::structure_rules(), subject, found);
    } else {
      for (const auto group : rules::document_rules()) {
        rules::run(group, subject, found);
      }
    }
  }
  found.sort();
  return verdict(found);
}

}  // namespace confstate::generate
