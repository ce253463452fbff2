#include "rules/fix_policy.hpp"

#include <optional>
#include <utility>

#include "json/edit.hpp"

namespace confstate::rules {
namespace {

// Enough for every rule to have its turn behind every other; a repair that calls for its own undoing ends there.
constexpr int kRounds = 32;

json::Change change_of(const diag::PatchOperation& step) {
  const json::Operation operation = step.op == "remove" ? json::Operation::remove
                                    : step.op == "add"  ? json::Operation::add
                                                        : json::Operation::replace;
  return {operation, step.pointer, step.value};
}

bool is_wanted(const diag::Finding& finding) {
  return !finding.suppressed && !finding.diagnostic.patch.empty();
}

// The text after the repairs of one step that do not touch each other; nothing where none could be made.
std::optional<std::string> repair_together(const JudgedPolicy& judged, std::uint64_t& repairs) {
  std::vector<json::Change> changes;
  for (const diag::Finding& finding : judged.judged.outcome.findings) {
    if (is_wanted(finding) && finding.diagnostic.patch.size() == 1) {
      changes.push_back(change_of(finding.diagnostic.patch.front()));
    }
  }
  json::Edited edited = json::edit_together(judged.document->source().text(), judged.document->tree(), changes);
  std::uint64_t done = 0;
  for (const bool each : edited.done) {
    done += each ? 1 : 0;
  }
  repairs += done;
  return done == 0 ? std::nullopt : std::optional(std::move(edited.text));
}

// Likewise after the first repair of several steps.
std::optional<std::string> repair_one(const JudgedPolicy& judged, std::uint64_t& repairs) {
  for (const diag::Finding& finding : judged.judged.outcome.findings) {
    if (!is_wanted(finding) || finding.diagnostic.patch.size() == 1) {
      continue;
    }
    std::vector<json::Change> changes;
    for (const diag::PatchOperation& step : finding.diagnostic.patch) {
      changes.push_back(change_of(step));
    }
    if (base::Result<std::string> text = json::edit(judged.document->source().text(), changes)) {
      ++repairs;
      return std::move(*text);
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<diag::PatchOperation> repairs_of(const diag::Outcome& outcome) {
  std::vector<diag::PatchOperation> all;
  for (const diag::Finding& finding : outcome.findings) {
    if (is_wanted(finding)) {
      all.insert(all.end(), finding.diagnostic.patch.begin(), finding.diagnostic.patch.end());
    }
  }
  return all;
}

FixedPolicy fix_policy(const std::string& name, std::string bytes, const policy::Templates& templates,
                       policy::Form form, const config::Configuration& configuration, const base::Date& today) {
  FixedPolicy fixed{bytes, 0, judge_policy(name, std::move(bytes), templates, form, configuration, today)};
  for (int round = 0; round < kRounds && !fixed.judged.document->is_yaml(); ++round) {
    std::uint64_t repairs = 0;
    std::optional<std::string> text = repair_together(fixed.judged, repairs);
    if (!text) {
      text = repair_one(fixed.judged, repairs);
    }
    if (!text) {
      break;
    }
    JudgedPolicy judged = judge_policy(name, *text, templates, form, configuration, today);
    if (judged.document->faults().size() > fixed.judged.document->faults().size()) {
      break;
    }
    fixed = {std::move(*text), fixed.repairs + repairs, std::move(judged)};
  }
  return fixed;
}

}  // namespace confstate::rules
