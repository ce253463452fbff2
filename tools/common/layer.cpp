#include "common/layer.hpp"

#include <string>
#include <utility>
#include <vector>

namespace confstate::tools {
namespace {

template <class T>
void set(std::optional<config::Value<T>>& to, const std::optional<T>& from, const char* option) {
  if (from) {
    to = config::Value<T>{*from, config::option(option)};
  }
}

void set_flag(std::optional<config::Value<bool>>& to, bool from, const char* option) {
  if (from) {
    to = config::Value<bool>{true, config::option(option)};
  }
}

void set_all(std::vector<config::Value<std::string>>& to, const std::vector<std::string>& from, const char* option) {
  for (const std::string& text : from) {
    to.push_back({text, config::option(option)});
  }
}

using Adder = base::Result<void> (*)(config::Layer& options, std::string_view assignment);

base::Result<void> add_all(config::Layer& layer, const std::vector<std::string>& assignments, Adder add) {
  for (const std::string& assignment : assignments) {
    if (base::Result<void> added = add(layer, assignment); !added) {
      return added;
    }
  }
  return {};
}

void set_judging(config::Layer& layer, const JudgingOptions& judging) {
  set(layer.profile, judging.profile, "--profile");
  if (judging.strict) {
    layer.profile = config::Value<diag::Profile>{diag::Profile::strict, config::option("--strict")};
  }
  set(layer.fail_on, judging.fail_on, "--fail-on");
  set(layer.max_findings, judging.max_findings, "--max-findings");
  set(layer.baseline, judging.baseline, "--baseline");
  set(layer.write_baseline, judging.write_baseline, "--write-baseline");
  set_all(layer.select, judging.select, "--select");
  set_all(layer.ignore, judging.ignore, "--ignore");
}

}  // namespace

base::Result<config::Layer> make_layer(const JudgingOptions& judging, const RoomOptions& rooms,
                                       const ListOptions& input) {
  if (judging.strict && judging.profile && *judging.profile != diag::Profile::strict) {
    return base::fail("--strict and --profile say different things");
  }
  config::Layer layer;
  set_judging(layer, judging);
  set_all(layer.related_domains, rooms.related_domains, "--related-domain");
  set_flag(layer.room_same_domain, rooms.same_domain, "--room-same-domain");
  set_flag(layer.room_matches_conference, rooms.matches_conference, "--room-matches-conference");
  base::Result<void> added = add_all(layer, judging.severities, config::add_severity);
  if (added) {
    added = add_all(layer, input.limits, config::add_limit);
  }
  if (!added) {
    return tl::unexpected<base::Failure>(std::move(added.error()));
  }
  return layer;
}

}  // namespace confstate::tools
