// Reading .confstate.json.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "bytes/source.hpp"
#include "config/settings.hpp"

namespace confstate::config {

inline constexpr std::string_view kFileName = ".confstate.json";

// Reads the text of a configuration file. Its relative baseline path starts at `directory` (how to reach the
// directory of the file). A failure names file:line:column and is for anything that is not exactly right: syntax,
// unknown or repeated keys, wrong types, unknown rules, a suppression without its reason, a day that does not exist.
[[nodiscard]] base::Result<Layer> read_configuration(const bytes::Source& source, const std::string& directory,
                                                     Cards cards);

}  // namespace confstate::config
