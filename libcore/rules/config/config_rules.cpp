#include "rules/config/config_rules.hpp"

#include <array>
#include <string>
#include <utility>

#include "diag/findings.hpp"

namespace confstate::rules {
namespace {

using config::NoticeKind;
using diag::Severity;

constexpr diag::SpecRef kFileSpec{"conf-validate(1)", "CONFIGURATION"};

constexpr std::array<diag::Card, 3> kCards{{
    {.area = "config",
     .id = "expired-suppression",
     .severity = Severity::warning,
     .profiles = {},
     .spec = kFileSpec,
     .title = "a suppression ends when its `until` says so",
     .why = "A suppression with an `until` is a promise to mend something by that day. The day is over: the findings "
            "count again. Mend them and remove the entry, or give it a new day and a reason for that.",
     .bad = R"({"suppressions": [
  {"rule": "info/user-entity-unique", "reason": "mended in release 7", "until": "2020-01-31"}]})",
     .good = R"({"suppressions": []})",
     .rows = {},
     .options = {}},
    {.area = "config",
     .id = "unused-suppression",
     .severity = Severity::warning,
     .profiles = {},
     .spec = kFileSpec,
     .title = "a suppression hides something",
     .why = "No finding of this run was hidden by this entry, though an input that it covers was judged. It may hide a "
            "new fault one day that nobody has accepted, so it should go when its reason has gone.",
     .bad = R"({"suppressions": [
  {"rule": "info/user-entity-unique", "reason": "mended in release 7"}]})",
     .good = R"({"suppressions": []})",
     .rows = {},
     .options = {}},
    {.area = "config",
     .id = "suppression-refused",
     .severity = Severity::warning,
     .profiles = {},
     .spec = kFileSpec,
     .title = "a file does not silence errors of the profile strict",
     .why = "Whoever asks for the profile strict wants to see every error. There a suppression does not hide an error, "
            "and `ignore` and `severity` do not lower one. The options of the command line still can.",
     .bad = R"({"profile": "strict", "ignore": ["info/user-entity-unique"]})",
     .good = R"({"profile": "strict"})",
     .rows = {},
     .options = {}},
}};

const diag::Card& card_of(NoticeKind kind) {
  return kCards[static_cast<std::size_t>(kind)];
}

diag::Diagnostic diagnostic_of(const config::Notice& notice) {
  diag::Diagnostic out;
  out.span = notice.span;
  const std::string rule = "`" + notice.rule + "`";
  switch (notice.kind) {
    case NoticeKind::expired_suppression:
      out.message = "the suppression of " + rule + " ended on " + base::write_date(*notice.until);
      out.help = "mend what it hid and remove the entry, or give it a new day";
      break;
    case NoticeKind::unused_suppression:
      out.message = "the suppression of " + rule + " hides nothing";
      out.help = "remove the entry";
      break;
    case NoticeKind::suppression_refused:
      out.message = rule + " cannot be silenced here: it is an error under the profile strict";
      out.help = "mend what it found, or judge by another profile";
      break;
  }
  return out;
}

}  // namespace

std::span<const diag::Card> config_cards() {
  return kCards;
}

diag::Outcome judge_configuration(const config::Configuration& configuration, const config::Uses& run,
                                  const base::Date& today) {
  diag::Outcome out;
  if (configuration.file == nullptr) {
    return out;
  }
  out.source = *configuration.file;
  diag::Findings findings(configuration.settings.profile.value, configuration.settings.limits.findings,
                          &configuration.selection.severities);
  for (const config::Notice& notice : config::notices(configuration, run, today)) {
    findings.add(card_of(notice.kind), diagnostic_of(notice));
  }
  findings.sort();
  const std::vector<std::uint64_t> prints = diag::fingerprints(findings.all(), {}, out.source);
  out.uncollected = findings.total() - findings.all().size();
  for (std::size_t i = 0; i < prints.size(); ++i) {
    out.findings.push_back({std::move(findings.all()[i]), prints[i], std::nullopt});
  }
  return out;
}

}  // namespace confstate::rules
