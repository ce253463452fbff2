// Runs a tool inside the test process.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "common/run.hpp"

namespace confstate::tests {

// A day and an environment that a test decides.
class PlainWorld : public base::World {
 public:
  std::map<std::string, std::string> variables;

  [[nodiscard]] base::Date today() const override { return {2026, 6, 1}; }
  [[nodiscard]] std::optional<std::string> variable(const std::string& name) const override {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  }
};

struct Ran {
  tools::Exit exit = tools::Exit::yes;
  std::string out;
  std::string err;
};

// Runs a tool on arguments and standard input.
inline Ran run(const tools::Tool& tool, const std::vector<std::string>& arguments,
               const std::string& standard_input = {}) {
  const PlainWorld world;
  std::istringstream in(standard_input);
  std::ostringstream out;
  std::ostringstream err;
  tools::Io io{in, out, err, world};
  const tools::Exit exit = tools::run_tool(tool, arguments, io);
  return {exit, out.str(), err.str()};
}

}  // namespace confstate::tests
