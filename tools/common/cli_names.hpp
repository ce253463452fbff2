// Names of CLI11 for headers: its own header takes seconds to compile, so only sources that call it include it.
#pragma once

namespace CLI {  // NOLINT(readability-identifier-naming): the library's own name
class App;
class Option;
}  // namespace CLI
