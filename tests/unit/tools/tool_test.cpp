#include <doctest/doctest.h>

#include <new>
#include <stdexcept>

#include "common/declare.hpp"
#include "common/tool.hpp"
#include "unit/tools/run.hpp"

using namespace confstate;
using namespace confstate::tools;
using tests::Ran;

namespace {

enum class Shape { round, square };
constexpr std::array<Choice<Shape>, 2> kShapes{{{"round", Shape::round}, {"square", Shape::square}}};

struct Options {
  std::vector<std::string> arguments;
  std::vector<std::string> many;
  std::optional<std::string> one;
  std::optional<std::uint64_t> number;
  std::optional<Shape> shape;
  bool flag = false;
};

void declare(CLI::App& app, Options& options) {
  OptionGroup group(app, "OUTPUT");
  group.arguments("FILE", options.arguments, "files");
  group.values("--many", "X", options.many, "repeatable");
  group.value("-o,--one", "X", options.one, "single");
  group.number("--number", "N", options.number, "a number");
  group.choice<Shape>("--shape", "SHAPE", kShapes, options.shape, "round or square");
  group.flag("-f,--flag", options.flag, "a flag");
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) {
    out += "(" + word + ")";
  }
  return out;
}

Exit print_options(const Options& options, Io& io) {
  io.out << "arguments " << joined(options.arguments) << " many " << joined(options.many) << " one "
         << options.one.value_or("none") << " flag " << options.flag << '\n';
  return Exit::yes;
}

Exit run_out_of_memory(const Options&, Io&) {
  throw std::bad_alloc();
}

Exit run_into_trouble(const Options&, Io&) {
  throw std::runtime_error("disk \x1b[31mgone");
}

Tool make_tool(Exit (*run)(const Options&, Io&)) {
  return {"conf-test", "Tests.", "conf-test x", bind_options<Options>(declare, run)};
}

Ran run(const std::vector<std::string>& arguments) {
  return tests::run(make_tool(print_options), arguments);
}

}  // namespace

TEST_CASE("a repeatable option takes one value each time and leaves the files alone") {
  CHECK(run({"--many", "a", "x.xml", "--many=b", "y.xml"}).out ==
        "arguments (x.xml)(y.xml) many (a)(b) one none flag 0\n");
}

TEST_CASE("file names reach the tool as they are, whatever they look like") {
  CHECK(run({"[a,b]", "{}", "-", "a,b", "--", "--flag", "--"}).out ==
        "arguments ([a,b])({})(-)(a,b)(--flag)(--) many  one none flag 0\n");
}

TEST_CASE("of a single option given twice the last one wins") {
  CHECK(run({"-o", "a", "--one", "b"}).out == "arguments  many  one b flag 0\n");
}

TEST_CASE("a value may begin with a hyphen") {
  CHECK(run({"-o", "-", "--many", "--flag"}).out == "arguments  many (--flag) one - flag 0\n");
}

TEST_CASE("usage errors are told in our own words with a suggestion and exit 2") {
  struct Row {
    std::vector<std::string> arguments;
    std::string message;
  };
  const std::vector<Row> table = {
      {{"--fromat"}, "conf-test: unknown option --fromat\n  hint: conf-test --help lists the options\n"},
      {{"--shap=round"}, "conf-test: unknown option --shap\n  hint: did you mean --shape?\n"},
      {{"--shape", "sqare"}, "conf-test: unknown value `sqare` for --shape\n  hint: did you mean `square`?\n"},
      {{"--shape", "long"}, "conf-test: unknown value `long` for --shape\n  hint: it is one of round, square\n"},
      {{"--number", "1x"}, "conf-test: --number needs a number, not `1x`\n"},
      {{"--number", "-1"}, "conf-test: --number needs a number, not `-1`\n"},
      {{"--number", "18446744073709551616"}, "conf-test: --number needs a number, not `18446744073709551616`\n"},
      {{"x", "--one"}, "conf-test: --one needs a value\n"},
      {{"-fo"}, "conf-test: -o needs a value\n"},
      {{"--one=", "x"}, "conf-test: --one has an empty value\n"},
      {{"--flag=yes"}, "conf-test: --flag takes no value\n"},
      {{"-q"}, "conf-test: unknown option -q\n  hint: conf-test --help lists the options\n"},
      {{"--\x1b[2J"}, "conf-test: unknown option --\\u{001B}[2J\n  hint: conf-test --help lists the options\n"},
  };
  for (const Row& row : table) {
    CAPTURE(joined(row.arguments));
    const Ran ran = run(row.arguments);
    CHECK(ran.exit == Exit::trouble);
    CHECK(ran.out.empty());
    CHECK(ran.err == row.message);
  }
}

TEST_CASE("help and version go to stdout with exit 0") {
  const Ran help = run({"--help"});
  CHECK(help.exit == Exit::yes);
  CHECK(help.out.starts_with("Examples:\n  conf-test x\n\nUsage: conf-test [OPTION]... [FILE]...\n"));
  CHECK(help.out.find("  -o, --one X               single\n") != std::string::npos);
  CHECK(help.err.empty());
  const Ran version = run({"--version"});
  CHECK(version.exit == Exit::yes);
  CHECK(version.out == "conf-test " + std::string(tools::version()) + "\n");
  CHECK(version.err.empty());
}

TEST_CASE("help wins over an unknown option") {
  CHECK(run({"--help", "--fromat"}).exit == Exit::yes);
}

TEST_CASE("exceptions become a message and exit 2, never a crash") {
  const Ran memory = tests::run(make_tool(run_out_of_memory), {});
  CHECK(memory.exit == Exit::trouble);
  CHECK(memory.err == "conf-test: out of memory\n");
  const Ran trouble = tests::run(make_tool(run_into_trouble), {});
  CHECK(trouble.exit == Exit::trouble);
  CHECK(trouble.err == "conf-test: disk \\u{001B}[31mgone\n");
}

TEST_CASE("the worse exit code wins") {
  CHECK(worst(Exit::no, Exit::yes) == Exit::no);
  CHECK(worst(Exit::no, Exit::trouble) == Exit::trouble);
}
