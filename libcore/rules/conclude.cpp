#include "rules/conclude.hpp"

#include <utility>

namespace confstate::rules {

void conclude(diag::Findings&& found, diag::Outcome& outcome, config::Uses& uses,
              const config::Configuration& configuration, const base::Date& today) {
  found.sort();
  outcome.uncollected = found.total() - found.all().size();
  outcome.worst_uncollected = found.worst_uncollected();
  config::Applied applied =
      config::apply(std::move(found.all()), outcome.conference, outcome.source, configuration, today);
  outcome.findings = std::move(applied.findings);
  uses = std::move(applied.uses);
}

}  // namespace confstate::rules
