#include <utility>

#include "conf-validate/session.hpp"

namespace confstate::tools {

base::Result<Plan> make_plan(const ValidateOptions& options, const report::Cards& cards, Io& io) {
  base::Result<JudgingPlan> made = make_judging_plan(options.judging, options.rooms, options.input, cards, io);
  if (!made) {
    return tl::unexpected<base::Failure>(std::move(made.error()));
  }
  Plan plan{std::move(*made), options.input.format.value_or(InputFormat::automatic), nullptr};
  if (options.base) {
    auto opened = Base::open(*options.base, plan.all.empty() ? base::Limits() : plan.all.front()->settings.limits);
    if (!opened) {
      return tl::unexpected<base::Failure>(std::move(opened.error()));
    }
    plan.base = std::move(*opened);
  }
  return plan;
}

}  // namespace confstate::tools
