#include "rules/judge.hpp"

#include <utility>
#include <vector>

#include "info/document.hpp"
#include "rules/areas.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::rules {
namespace {

RoomSettings room_settings(const config::Settings& settings) {
  RoomSettings rooms{settings.room_same_domain.value, settings.room_matches_conference.value, {}};
  for (const config::Value<std::string>& domain : settings.related_domains) {
    rooms.related_domains.push_back(domain.value);
  }
  return rooms;
}

// Collects the findings and says which conference the document is about. The tree lives only in here.
base::Result<std::string> find(const xml::Decoded& decoded, const config::Settings& settings, const Witness& witness,
                               diag::Findings& out) {
  base::Result<xml::ReadResult> read = xml::read(decoded.text, xml::Reading::judging, settings.limits);
  if (!read) {
    return tl::unexpected<base::Failure>(std::move(read.error()));
  }
  check_xml(decoded, *read, out);
  if (!read->judgeable) {
    return std::string();
  }
  const info::Document document(std::move(read->tree));
  const RoomSettings rooms = room_settings(settings);
  const DocumentCase subject{document, rooms};
  static const std::vector<std::span<const DocumentRule>> groups = document_rules();
  for (const std::span<const DocumentRule> group : groups) {
    run(group, subject, out);
  }
  witness(document, out);
  return document.entity();
}

}  // namespace

Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
             const base::Date& today) {
  return judge(name, std::move(bytes), configuration, today, [](const info::Document&, diag::Findings&) {});
}

Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
             const base::Date& today, const Witness& witness) {
  const config::Settings& settings = configuration.settings;
  xml::Decoded decoded = xml::decode(std::move(bytes));
  const config::Selection& selection = configuration.selection;
  diag::Findings found(settings.profile.value, settings.limits.findings,
                       selection.is_as_profiled ? nullptr : &selection.severities);
  base::Result<std::string> conference = find(decoded, settings, witness, found);
  Judged judged;
  diag::Outcome& outcome = judged.outcome;
  outcome.source = bytes::Source(name, std::move(decoded.text), std::move(decoded.steps));
  if (!conference) {
    outcome.failure = base::Failure{name + ": " + conference.error().message, conference.error().hint};
    return judged;
  }
  found.sort();
  outcome.conference = std::move(*conference);
  outcome.uncollected = found.total() - found.all().size();
  outcome.worst_uncollected = found.worst_uncollected();
  config::Applied applied =
      config::apply(std::move(found.all()), outcome.conference, outcome.source, configuration, today);
  outcome.findings = std::move(applied.findings);
  judged.uses = std::move(applied.uses);
  return judged;
}

}  // namespace confstate::rules
