// tools/common: what every tool shares: help, options, formats, exit codes, the one try/catch. The work itself is
// in libcore; a tool reads its options, calls the library and prints.
#pragma once

#include <functional>
#include <istream>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "common/cli_names.hpp"

namespace confstate::tools {

// grep and diff habits.
enum class Exit : int { yes = 0, no = 1, trouble = 2 };

// The worse of two.
[[nodiscard]] constexpr Exit worst(Exit a, Exit b) {
  return static_cast<int>(a) > static_cast<int>(b) ? a : b;
}

// All that a tool touches of the process it runs in, so that tests run tools inside their own.
struct Io {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  const base::World& world;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  unsigned width = 80;  // columns of the terminal
};

// One program of the suite.
struct Tool {
  std::string_view name;      // "conf-validate"
  std::string_view summary;   // one line
  std::string_view examples;  // help begins with these; one command per line, "# " lines are comments
  // Declares the options on `app`; what it returns runs once they are parsed.
  std::function<std::function<Exit(Io&)>(CLI::App& app)> declare;
  // Where a tool has several views of one input: a tool each, whose name is "conf-trace list". The first argument
  // chooses; `declare` is not used then.
  std::vector<const Tool*> views = {};
};

// Makes Tool::declare from an options struct, a declarer and a runner.
template <class Options>
[[nodiscard]] auto bind_options(void (*declare)(CLI::App&, Options&), Exit (*run)(const Options&, Io&)) {
  return [declare, run](CLI::App& app) -> std::function<Exit(Io&)> {
    auto options = std::make_shared<Options>();
    declare(app, *options);
    return [options, run](Io& io) { return run(*options, io); };
  };
}

// The version of the suite: "0.1.0".
[[nodiscard]] std::string_view version();

// "confstate: error" lines look alike in every tool: "conf-validate: MESSAGE" and "  hint: HINT" on io.err.
void print_failure(std::ostream& err, std::string_view tool, std::string_view message, std::string_view hint);

// The same for a failure that ends the run: gives exit code 2.
[[nodiscard]] Exit give_up(Io& io, std::string_view tool, const base::Failure& failure);

}  // namespace confstate::tools
