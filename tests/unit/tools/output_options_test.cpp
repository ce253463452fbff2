#include <doctest/doctest.h>

#include <sstream>

#include "common/output_options.hpp"
#include "unit/tools/run.hpp"

using namespace confstate;
using namespace confstate::tools;
using tests::PlainWorld;

namespace {

struct Screen {
  PlainWorld world;
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  Io io{in, out, err, world};
};

bool colored(const std::map<std::string, std::string>& variables, bool terminal, const OutputOptions& options = {}) {
  Screen screen;
  screen.world.variables = variables;
  screen.io.out_is_terminal = terminal;
  return wants_color(options, screen.io);
}

bool utf8(const std::map<std::string, std::string>& variables) {
  PlainWorld world;
  world.variables = variables;
  return has_utf8(world);
}

}  // namespace

TEST_CASE("colour: the option, then NO_COLOR, then FORCE_COLOR, then the terminal") {
  const OutputOptions always{std::nullopt, Color::always};
  const OutputOptions never{std::nullopt, Color::never};
  CHECK(colored({}, true));
  CHECK_FALSE(colored({}, false));
  CHECK_FALSE(colored({{"NO_COLOR", "1"}, {"FORCE_COLOR", "1"}}, true));
  CHECK(colored({{"NO_COLOR", ""}}, true));
  CHECK(colored({{"FORCE_COLOR", "1"}}, false));
  CHECK_FALSE(colored({{"FORCE_COLOR", "0"}}, false));
  CHECK_FALSE(colored({{"TERM", "dumb"}}, true));
  CHECK(colored({{"NO_COLOR", "1"}}, false, always));
  CHECK_FALSE(colored({{"FORCE_COLOR", "1"}}, true, never));
}

TEST_CASE("a file gets no colours only because stdout is a terminal") {
  CHECK_FALSE(colored({}, true, {"found.txt", std::nullopt}));
  CHECK(colored({}, true, {"-", std::nullopt}));
}

TEST_CASE("frames are drawn in box characters only where the locale has UTF-8") {
  CHECK(utf8({{"LANG", "de_DE.UTF-8"}}));
  CHECK(utf8({{"LC_CTYPE", "C.utf8"}, {"LANG", "C"}}));
  CHECK_FALSE(utf8({{"LC_ALL", "C"}, {"LANG", "de_DE.UTF-8"}}));
  CHECK(utf8({{"LC_ALL", ""}, {"LANG", "de_DE.UTF-8"}}));
  CHECK_FALSE(utf8({}));
}

TEST_CASE("a further report names its format and its file") {
  const auto reports = read_reports({std::nullopt, {"sarif=a=b.sarif", "short=x"}});
  REQUIRE(reports);
  CHECK(reports->front().format == ReportFormat::sarif);
  CHECK(reports->front().path == "a=b.sarif");
  CHECK(reports->back().format == ReportFormat::brief);
  CHECK(read_reports({std::nullopt, {"sarif="}}).error().message == "--report needs FORMAT=PATH, not `sarif=`");
  CHECK(read_reports({std::nullopt, {"sariff=x"}}).error().hint == "did you mean `sarif`?");
  CHECK(read_reports({std::nullopt, {"json=-"}}).error().message == "--report needs a file");
}
