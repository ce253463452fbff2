#include <utility>

#include "bytes/paths.hpp"
#include "common/layer.hpp"
#include "conf-validate/session.hpp"
#include "config/search.hpp"

namespace confstate::tools {
namespace {

bool names_inputs(const InputOptions& options) {
  return !options.arguments.empty() || !options.files_from.empty() || !options.files0_from.empty();
}

// --print-config needs no input: what holds in the current directory is asked for then.
base::Result<Inputs> inputs_of(const ValidateOptions& options, Io& io) {
  if (options.judging.print_config && !names_inputs(options.input)) {
    return Inputs{{{"-", "<stdin>"}}, {}};
  }
  return list_inputs(options.input, io.in);
}

base::Result<void> find_configurations(Plan& plan, config::Finder& finder) {
  plan.by_input.reserve(plan.inputs.list.size());
  for (const Input& input : plan.inputs.list) {
    base::Result<std::shared_ptr<const config::Configuration>> found = finder.find(input.path);
    if (!found) {
      return tl::unexpected<base::Failure>(std::move(found.error()));
    }
    plan.by_input.push_back(std::move(*found));
  }
  plan.all = finder.all();
  return {};
}

}  // namespace

base::Result<Plan> make_plan(const ValidateOptions& options, const report::Cards& cards, Io& io) {
  base::Result<config::Layer> layer = make_layer(options.judging, options.rooms, options.input);
  if (!layer) {
    return tl::unexpected<base::Failure>(std::move(layer.error()));
  }
  base::Result<Inputs> inputs = inputs_of(options, io);
  if (!inputs) {
    return tl::unexpected<base::Failure>(std::move(inputs.error()));
  }
  Plan plan;
  plan.inputs = std::move(*inputs);
  plan.format = options.input.format.value_or(InputFormat::automatic);
  plan.jobs = jobs_for(options.input, plan.inputs.list.size());
  plan.today = io.world.today();
  plan.exit_zero = options.judging.exit_zero;
  plan.write_baseline = options.judging.write_baseline;
  config::Finder finder(cards, std::move(*layer), !options.judging.no_config, bytes::current_directory());
  if (base::Result<void> found = find_configurations(plan, finder); !found) {
    return tl::unexpected<base::Failure>(std::move(found.error()));
  }
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
