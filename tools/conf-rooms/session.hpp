// One run of conf-rooms over its inputs.
#pragma once

#include <memory>
#include <optional>

#include "base/result.hpp"
#include "common/judging_run.hpp"
#include "conf-rooms/options.hpp"
#include "policy/document.hpp"

namespace confstate::tools {

// What is judged by what.
struct RoomsPlan : JudgingPlan {
  InputFormat format = InputFormat::automatic;
  std::optional<Carried> carried;
  bool watch = false;
  std::shared_ptr<const policy::Document> policy;  // null: the cautious default
};

// Lists the inputs, finds the configuration of each and reads the policy; fails on what is bad of them.
[[nodiscard]] base::Result<RoomsPlan> make_rooms_plan(const RoomsOptions& options, const report::Cards& cards, Io& io);

// Judges the rooms in every input, reports in their order, and says how it went.
[[nodiscard]] Exit judge_rooms(const RoomsPlan& plan, ReportSet& reports, Io& io);

}  // namespace confstate::tools
