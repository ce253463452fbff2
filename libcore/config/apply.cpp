#include "config/apply.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <unordered_map>
#include <utility>

#include "bytes/paths.hpp"
#include "config/glob.hpp"

namespace confstate::config {
namespace {

// The suppressions that may speak about one input, by the card they are for.
class Reach {
 public:
  Reach(const Configuration& configuration, const std::string& input, Uses& uses) : configuration_(configuration) {
    std::string name;
    for (std::size_t i = 0; i < configuration.suppressions.size(); ++i) {
      const ResolvedSuppression& suppression = configuration.suppressions[i];
      if (!suppression.entry.file.empty() && name.empty()) {
        name = name_of(input);
      }
      const bool covered = suppression.entry.file.empty() || covers_file(suppression.entry.file, name);
      if (covered && any_on(suppression)) {
        ++uses[i].inputs;
        for (const diag::Card* card : suppression.rules) {
          by_card_[card].push_back(i);
        }
      }
    }
  }

  [[nodiscard]] const std::vector<std::size_t>& of(const diag::Card* card) const {
    static const std::vector<std::size_t> none;
    const auto found = by_card_.find(card);
    return found == by_card_.end() ? none : found->second;
  }

 private:
  [[nodiscard]] std::string name_of(const std::string& input) const {
    if (input.empty() || input.front() == '<') {
      return input;
    }
    return bytes::relative_path(bytes::absolute_path(input, configuration_.current_directory),
                                configuration_.directory);
  }

  [[nodiscard]] bool any_on(const ResolvedSuppression& suppression) const {
    const diag::Severities& severities = configuration_.selection.severities;
    return std::any_of(suppression.rules.begin(), suppression.rules.end(), [&severities](const diag::Card* card) {
      const auto found = severities.find(card);
      return found != severities.end() && found->second != diag::Severity::off;
    });
  }

  const Configuration& configuration_;
  std::unordered_map<const diag::Card*, std::vector<std::size_t>> by_card_;
};

bool is_expired(const Suppression& entry, const base::Date& today) {
  return entry.until && *entry.until < today;
}

// The first suppression that holds for a finding, and what each that matches has done.
std::optional<diag::Suppressed> suppress(const diag::Diagnostic& found, const std::vector<std::size_t>& candidates,
                                         const Configuration& configuration, const base::Date& today, Uses& uses) {
  const bool guarded =
      configuration.settings.profile.value == diag::Profile::strict && found.severity == diag::Severity::error;
  for (const std::size_t i : candidates) {
    const Suppression& entry = configuration.suppressions[i].entry;
    if (!entry.path.empty() && !covers_path(entry.path, found.path)) {
      continue;
    }
    ++uses[i].matched;
    if (guarded) {
      ++uses[i].refused;
    } else if (!is_expired(entry, today)) {
      return diag::Suppressed{"config", entry.reason, entry.until};
    }
  }
  return std::nullopt;
}

void add_notice(std::vector<Notice>& out, const Suppression& entry, const Use& use, const base::Date& today) {
  const base::Span span = entry.origin.span;
  if (is_expired(entry, today)) {
    out.push_back({NoticeKind::expired_suppression, span, entry.rule.value, entry.until});
  } else if (use.refused > 0) {
    out.push_back({NoticeKind::suppression_refused, span, entry.rule.value, std::nullopt});
  } else if (use.inputs > 0 && use.matched == 0) {
    out.push_back({NoticeKind::unused_suppression, span, entry.rule.value, std::nullopt});
  }
}

}  // namespace

void merge(Uses& run, const Uses& input) {
  run.resize(std::max(run.size(), input.size()));
  for (std::size_t i = 0; i < input.size(); ++i) {
    run[i].inputs += input[i].inputs;
    run[i].matched += input[i].matched;
    run[i].refused += input[i].refused;
  }
}

Applied apply(std::vector<diag::Diagnostic> diagnostics, std::string_view conference, const bytes::Source& source,
              const Configuration& configuration, const base::Date& today) {
  Applied out;
  out.uses.resize(configuration.suppressions.size());
  const Reach reach(configuration, source.name(), out.uses);
  const std::vector<std::uint64_t> prints = diag::fingerprints(diagnostics, conference, source);
  out.findings.reserve(diagnostics.size());
  for (std::size_t i = 0; i < diagnostics.size(); ++i) {
    std::optional<diag::Suppressed> suppressed =
        suppress(diagnostics[i], reach.of(diagnostics[i].card), configuration, today, out.uses);
    out.findings.push_back({std::move(diagnostics[i]), prints[i], std::move(suppressed)});
  }
  if (configuration.baseline != nullptr && !out.findings.empty()) {
    const Baseline& baseline = *configuration.baseline;
    mark_known(out.findings, baseline, name_in(baseline, source.name(), configuration.current_directory));
  }
  return out;
}

std::vector<Notice> notices(const Configuration& configuration, const Uses& run, const base::Date& today) {
  std::vector<Notice> out;
  for (const RuleName& name : configuration.selection.refused) {
    out.push_back({NoticeKind::suppression_refused, name.origin.span, name.value, std::nullopt});
  }
  for (std::size_t i = 0; i < configuration.suppressions.size(); ++i) {
    add_notice(out, configuration.suppressions[i].entry, i < run.size() ? run[i] : Use{}, today);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Notice& a, const Notice& b) { return a.span.begin < b.span.begin; });
  return out;
}

}  // namespace confstate::config
