#include "rules/judge_policy.hpp"

#include <utility>

#include "bytes/source.hpp"
#include "diag/findings.hpp"
#include "rules/conclude.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::rules {

JudgedPolicy judge_policy(const std::string& name, std::string bytes, const policy::Templates& templates,
                          policy::Form form, const config::Configuration& configuration, const base::Date& today) {
  const config::Selection& selection = configuration.selection;
  diag::Findings found(configuration.settings.profile.value, configuration.settings.limits.findings,
                       selection.is_as_profiled ? nullptr : &selection.severities);
  JudgedPolicy out;
  out.document = policy::Document::read(std::make_shared<bytes::Source>(name, std::move(bytes)), templates, form);
  check_policy(*out.document, found);
  out.judged.outcome.source = out.document->source();
  out.judged.outcome.conference = out.document->policy().conference.uri;
  conclude(std::move(found), out.judged.outcome, out.judged.uses, configuration, today);
  return out;
}

}  // namespace confstate::rules
