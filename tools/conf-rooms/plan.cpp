#include <utility>

#include "conf-lint/policies.hpp"
#include "conf-rooms/session.hpp"

namespace confstate::tools {

base::Result<RoomsPlan> make_rooms_plan(const RoomsOptions& options, const report::Cards& cards, Io& io) {
  base::Result<JudgingPlan> made = make_judging_plan(options.judging, options.rooms, options.input, cards, io);
  if (!made) {
    return tl::unexpected<base::Failure>(std::move(made.error()));
  }
  RoomsPlan plan{std::move(*made), options.input.format.value_or(InputFormat::automatic), options.carried,
                 options.watch, nullptr};
  if (plan.watch) {
    plan.jobs = 1;  // what one document says is held against those before it
  }
  if (options.policy) {
    auto read = *options.policy == "-"
                    ? base::Result<std::shared_ptr<const policy::Document>>(base::fail("--policy needs a file"))
                    : read_policy(*options.policy, {std::nullopt, options.templates}, io);
    if (!read) {
      return tl::unexpected<base::Failure>(std::move(read.error()));
    }
    plan.policy = std::move(*read);
  }
  return plan;
}

}  // namespace confstate::tools
