// The options as the configuration sees them: a layer over .confstate.json.
#pragma once

#include "base/result.hpp"
#include "common/input_options.hpp"
#include "common/judging_options.hpp"
#include "config/settings.hpp"

namespace confstate::tools {

// Puts the options that a configuration file may say too into a layer; fails on a bad --severity or --limit.
[[nodiscard]] base::Result<config::Layer> make_layer(const JudgingOptions& judging, const RoomOptions& rooms,
                                                     const ListOptions& input);

}  // namespace confstate::tools
