#include <sstream>
#include <utility>

#include <fmt/format.h>

#include "bytes/input.hpp"
#include "conf-rooms/session.hpp"

namespace confstate::tools {
namespace {

base::Result<std::shared_ptr<const policy::Document>> read_policy(const std::string& path,
                                                                  const policy::Templates& templates) {
  std::istringstream none;
  base::Result<std::string> bytes = path == "-" ? base::fail("--policy needs a file") : base::Result<std::string>();
  if (bytes) {
    bytes = bytes::read_input(path, none, {});
  }
  if (!bytes) {
    return tl::unexpected<base::Failure>(std::move(bytes.error()));
  }
  auto source = std::make_shared<bytes::Source>(path, std::move(*bytes));
  std::shared_ptr<const policy::Document> document = policy::Document::read(source, templates);
  // A policy that is not understood in every word is none: what it leaves out might be what protects.
  if (!document->is_usable() || !document->faults().empty()) {
    std::string place;
    if (!document->faults().empty()) {
      const policy::FormFault& fault = document->faults().front();
      const base::Location at = source->location(fault.span.begin);
      place = fmt::format("{}:{}:{}: {}", path, at.line, at.column, fault.message);
    }
    return base::fail(place.empty() ? path + " is no policy" : place,
                      fmt::format("conf-lint check {} says what is wrong", path));
  }
  return document;
}

}  // namespace

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
    auto read = read_policy(*options.policy, {});
    if (!read) {
      return tl::unexpected<base::Failure>(std::move(read.error()));
    }
    plan.policy = std::move(*read);
  }
  return plan;
}

}  // namespace confstate::tools
