#include "conf-patch/patch.hpp"

#include <array>
#include <string>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "common/rules_told.hpp"
#include "conf-patch/options.hpp"
#include "conf-patch/session.hpp"
#include "conf-validate/cards.hpp"

namespace confstate::tools {
namespace {

constexpr std::array<Choice<info::Layout>, 2> kLayouts{
    {{"indented", info::Layout::indented}, {"compact", info::Layout::compact}}};

void declare(CLI::App& app, PatchOptions& options) {
  declare_input(app, options.input);
  OptionGroup input(app, std::string(kInput));
  input.flag("--from-empty", options.from_empty, "there is no BASE: every file is an update");
  input.number("--until-version", "N", options.until_version, "leave out documents with a version over N");
  declare_rules(app, options.judging);
  OptionGroup output(app, std::string(kOutput));
  output.flag("--each", options.each, "write every state, not only the last one");
  output.choice<info::Layout>("--layout", "LAYOUT", kLayouts, options.layout, "indented (default) or compact");
  output.value("--events", "PATH", options.events, "write what came of each document to PATH, as NDJSON");
  output.value("-o,--out", "PATH", options.out,
               "write to PATH, which appears whole and only with exit code 0; with --each a folder");
}

Exit run(const PatchOptions& options, Io& io) {
  const report::Cards cards = validate_cards();
  if (!options.judging.list_rules && !options.judging.explain) {
    return feed_inputs(options, cards, io);
  }
  report::Style style;
  style.tool = kPatch;
  style.version = version();
  style.unicode = has_utf8(io.world);
  return tell_rules(kPatch, options.judging, {}, {}, cards, style, io);
}

}  // namespace

const Tool& patch_tool() {
  static const Tool tool = {
      .name = kPatch,
      .summary =
          "Applies notifications (RFC 4575) to a full document, as a subscriber must: the first\nfile is BASE, "
          "the others are updates in the order of their arrival.",
      .examples =
          "# the state after two notifications\n"
          "conf-patch board.xml update-1.xml update-2.xml\n"
          "# what came of each, and no state\n"
          "conf-patch board.xml updates/*.xml > /dev/null\n"
          "# every state as a file of its own\n"
          "conf-patch --from-empty updates/*.xml --each -o states\n",
      .declare = bind_options<PatchOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
