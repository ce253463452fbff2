#include "rules/judge.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "info/document.hpp"
#include "rules/areas.hpp"
#include "rules/conclude.hpp"
#include "xml/encoding.hpp"
#include "xml/read.hpp"

namespace confstate::rules {

RoomSettings room_settings(const config::Settings& settings) {
  RoomSettings rooms{settings.room_same_domain.value, settings.room_matches_conference.value, {}};
  for (const config::Value<std::string>& domain : settings.related_domains) {
    rooms.related_domains.push_back(domain.value);
  }
  return rooms;
}

// A document that was read, and what the document rules say of it.
struct Examined {
  std::optional<std::string> bytes;  // as they came; only where it is remembered
  xml::Decoded decoded;
  std::optional<info::Document> document;  // over the decoded text; nothing where it cannot be judged
  std::optional<change::Update> update;    // of that document
  diag::Findings found;
  std::optional<base::Failure> failure;
};

namespace {

// The tree refers to the text, so it stays where it was made.
std::unique_ptr<Examined> examine(std::string bytes, const config::Configuration& configuration,
                                  Judging judging = Judging::all) {
  const config::Settings& settings = configuration.settings;
  const config::Selection& selection = configuration.selection;
  auto examined = std::make_unique<Examined>(Examined{
      {},
      xml::decode(std::move(bytes)),
      {},
      {},
      {settings.profile.value, settings.limits.findings, selection.is_as_profiled ? nullptr : &selection.severities},
      {}});
  base::Result<xml::ReadResult> read = xml::read(examined->decoded.text, xml::Reading::judging, settings.limits);
  if (!read) {
    examined->failure = std::move(read.error());
    return examined;
  }
  check_xml(examined->decoded, *read, examined->found);
  if (!read->judgeable) {
    return examined;
  }
  examined->document.emplace(std::move(read->tree));
  examined->update.emplace(*examined->document);
  const RoomSettings rooms = room_settings(settings);
  const DocumentCase subject{*examined->document, rooms};
  static const std::vector<std::span<const DocumentRule>> all = document_rules();
  static const std::vector<std::span<const DocumentRule>> root = {root_structure_rules()};
  for (const std::span<const DocumentRule> group : judging == Judging::all ? all : root) {
    run(group, subject, examined->found);
  }
  return examined;
}

Judged failed(const std::string& name, const base::Failure& failure) {
  Judged judged;
  judged.outcome.source = bytes::Source(name, {});
  judged.outcome.failure = base::Failure{name + ": " + failure.message, failure.hint};
  return judged;
}

}  // namespace

Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
             const base::Date& today) {
  return judge(name, std::move(bytes), configuration, today, [](const change::Update&, diag::Findings&) {});
}

Judged judge(const std::string& name, std::string bytes, const config::Configuration& configuration,
             const base::Date& today, const Witness& witness, Judging judging) {
  const std::unique_ptr<Examined> examined = examine(std::move(bytes), configuration, judging);
  if (examined->failure) {
    return failed(name, *examined->failure);
  }
  Judged judged;
  if (examined->document) {
    witness(*examined->update, examined->found);
    judged.outcome.conference = examined->document->entity();
    examined->update.reset();
    examined->document.reset();
  }
  judged.outcome.source = bytes::Source(name, std::move(examined->decoded.text), std::move(examined->decoded.steps));
  conclude(std::move(examined->found), judged.outcome, judged.uses, configuration, today);
  return judged;
}

DocumentJudge::DocumentJudge(const config::Configuration& configuration, const base::Date& today)
    : configuration_(configuration), today_(today) {}
DocumentJudge::~DocumentJudge() = default;

const Examined& DocumentJudge::examined(std::string_view bytes) {
  for (const std::unique_ptr<Examined>& known : known_) {
    if (known != nullptr && known->bytes == bytes) {
      return *known;
    }
  }
  std::unique_ptr<Examined>& place = known_[next_];
  place = examine(std::string(bytes), configuration_);
  if (bytes.size() <= kMostBytes) {
    place->bytes = bytes;
    next_ = (next_ + 1) % known_.size();
  }
  return *place;
}

Judged DocumentJudge::judge(const std::string& name, std::string_view bytes, const Witness& witness) {
  const Examined& examined = this->examined(bytes);
  if (examined.failure) {
    return failed(name, *examined.failure);
  }
  diag::Findings found = examined.found;
  Judged judged;
  if (examined.document) {
    witness(*examined.update, found);
    judged.outcome.conference = examined.document->entity();
  }
  const bool is_shown = found.total() > 0;
  judged.outcome.source =
      is_shown ? bytes::Source(name, examined.decoded.text, examined.decoded.steps) : bytes::Source(name, {});
  conclude(std::move(found), judged.outcome, judged.uses, configuration_, today_);
  return judged;
}

}  // namespace confstate::rules
