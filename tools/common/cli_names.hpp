// Names of CLI11 for headers: its own header takes seconds to compile, so only sources that call it include it.
#pragma once

namespace CLI {
class App;
class Option;
}  // namespace CLI
