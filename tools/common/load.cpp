#include "common/load.hpp"

#include <string_view>

#include <fmt/format.h>

#include "diag/findings.hpp"
#include "info/writer.hpp"
#include "rules/areas.hpp"
#include "rules/rule.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kAsk = "conf-validate says all that is wrong with it";

// "board.xml:3:14: WHAT: MESSAGE", pointing where a finding does.
base::Failure failure_at(const bytes::Source& source, const diag::Diagnostic& diagnostic, std::string_view what) {
  const base::Location at = source.location(diagnostic.span.begin);
  return {fmt::format("{}:{}:{}: {}: {}", source.name(), at.line, at.column, what, diagnostic.message),
          std::string(kAsk)};
}

// The fault that stopped the reading, in the words of its rule; how the text is encoded is no reason.
base::Failure not_well_formed(const bytes::Source& source, const xml::Decoded& decoded, const xml::ReadResult& read,
                              const base::Limits& limits) {
  diag::Findings findings(diag::Profile::rfc4575, limits.findings);
  rules::check_xml(decoded, read, findings);
  for (const diag::Diagnostic& diagnostic : findings.all()) {
    for (const xml::Fault& fault : read.faults) {
      if (diagnostic.card->id == rules::card_of(fault.kind).id) {
        return failure_at(source, diagnostic, fault.kind == xml::FaultKind::doctype ? "refused" : "not well-formed");
      }
    }
  }
  return {fmt::format("{}: not well-formed", source.name()), std::string(kAsk)};
}

base::Failure strange_root(const Loaded& loaded, std::string_view tool) {
  const xml::ExpandedName root = loaded.document().tree().root().name();
  return {fmt::format("{}: the root is {{{}}}{}, not the {} of {}", loaded.name(), root.space, root.local,
                      to_string(info::Name::conference_info), info::kNamespace),
          fmt::format("{} reads conference-info documents only", tool)};
}

}  // namespace

base::Result<void> Loaded::keep_everything() {
  document_.reset();
  base::Result<xml::ReadResult> read = xml::read(source_.text(), xml::Reading::keeping, limits_);
  if (!read) {
    return base::fail(fmt::format("{}: {}", name(), read.error().message), read.error().hint);
  }
  set(info::Document(std::move(read->tree)));
  return {};
}

base::Result<std::unique_ptr<Loaded>> load(std::string_view tool, const Input& input, InputFormat format,
                                           std::istream& standard_input, const base::Limits& limits) {
  base::Result<std::string> bytes = read_document(input, format, standard_input, limits);
  if (!bytes) {
    return tl::unexpected<base::Failure>(bytes.error());
  }
  return load_bytes(tool, input.name, std::move(*bytes), limits);
}

base::Result<std::unique_ptr<Loaded>> load_bytes(std::string_view tool, const std::string& name, std::string bytes,
                                                 const base::Limits& limits) {
  xml::Decoded decoded = xml::decode(std::move(bytes));
  auto loaded =
      std::make_unique<Loaded>(bytes::Source(name, std::move(decoded.text), std::move(decoded.steps)), limits);
  base::Result<xml::ReadResult> read = xml::read(loaded->source().text(), xml::Reading::judging, limits);
  if (!read) {
    return base::fail(fmt::format("{}: {}", name, read.error().message), read.error().hint);
  }
  if (!read->faults.empty() || decoded.facts.undecodable) {
    return tl::unexpected<base::Failure>(not_well_formed(loaded->source(), decoded, *read, limits));
  }
  loaded->set(info::Document(std::move(read->tree)));
  if (loaded->document().root_kind() == info::RootKind::other) {
    return tl::unexpected<base::Failure>(strange_root(*loaded, tool));
  }
  return loaded;
}

base::Result<void> require_bounded(const info::Document& document, const std::string& name,
                                   const base::Limits& limits) {
  const std::uint64_t added = info::declared_bytes(document);
  if (added <= limits.input) {
    return {};
  }
  return base::fail(
      fmt::format("{}: its namespaces go over the limit `input` of {} bytes: written where they are used, "
                  "they may take {}",
                  name, limits.input, added),
      "--limit input=N sets it");
}

base::Result<void> require_structure(const Loaded& loaded) {
  diag::Findings findings(diag::Profile::rfc4575, base::Limits().findings);
  const rules::RoomSettings rooms;
  rules::run(rules::structure_rules(), rules::DocumentCase{loaded.document(), rooms}, findings);
  if (findings.all().empty()) {
    return {};
  }
  findings.sort();
  base::Failure failure = failure_at(loaded.source(), findings.all().front(), "no JSON form");
  failure.hint = fmt::format("{}; --format text shows what it can", kAsk);
  return tl::unexpected<base::Failure>(std::move(failure));
}

}  // namespace confstate::tools
