// conf-lint compare: which of two policies is stricter, with a caller who shows it.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-lint/policies.hpp"
#include "conf-lint/views.hpp"
#include "prove/compare.hpp"
#include "prove/smt.hpp"
#include "report/proofs.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kCompareName = "conf-lint compare";

enum class CompareForm : std::uint8_t { text, json };
constexpr std::array<Choice<CompareForm>, 2> kCompareForms{{{"text", CompareForm::text}, {"json", CompareForm::json}}};

struct CompareOptions {
  std::vector<std::string> arguments;
  PolicyOptions policy;
  bool smt = false;
  std::optional<CompareForm> form;
  OutputOptions output;
};

void declare_compare(CLI::App& app, CompareOptions& options) {
  OptionGroup(app, std::string(kInput)).arguments("A B", options.arguments, "two policies; - is standard input");
  declare_policy(app, options.policy);
  OptionGroup output(app, std::string(kOutput));
  output.flag("--smt", options.smt, "print the question about callers as SMT-LIB instead");
  output.choice<CompareForm>("--format", "FORMAT", kCompareForms, options.form, "text or json (default text)");
  declare_output(app, options.output);
}

Exit exit_of(const prove::Comparison& comparison) {
  if (comparison.relation == prove::Relation::equivalent) {
    return Exit::yes;
  }
  return comparison.relation == prove::Relation::undecided ? Exit::trouble : Exit::no;
}

Exit write_comparison(const CompareOptions& options, Io& io, const std::string& text, Exit code) {
  const base::Result<void> written = write_result(options.output, io, text);
  return written ? code : give_up(io, kCompareName, written.error());
}

Exit run_compare(const CompareOptions& options, Io& io) {
  if (options.arguments.size() != 2) {
    return give_up(io, kCompareName, {"two policies are compared", "conf-lint compare old.json new.json"});
  }
  const auto first = read_policy(options.arguments[0], options.policy, io);
  if (!first) {
    return give_up(io, kCompareName, first.error());
  }
  const auto second = read_policy(options.arguments[1], options.policy, io);
  if (!second) {
    return give_up(io, kCompareName, second.error());
  }
  if (options.smt) {
    return write_comparison(options, io, prove::smt_of_comparison((*first)->policy(), (*second)->policy()), Exit::yes);
  }
  const prove::Comparison comparison = prove::compare((*first)->policy(), (*second)->policy());
  const std::string& a = (*first)->source().name();
  const std::string& b = (*second)->source().name();
  const bool records = options.form == CompareForm::json;
  return write_comparison(
      options, io, records ? report::comparison_record(a, b, comparison) : report::print_comparison(a, b, comparison),
      exit_of(comparison));
}

}  // namespace

const Tool& lint_compare_view() {
  static const Tool tool = {
      .name = kCompareName,
      .summary = "Says which of two policies is stricter, with a caller who shows the difference.",
      .examples =
          "conf-lint compare old.json new.json\n"
          "conf-lint compare --smt old.json new.json\n",
      .declare = bind_options<CompareOptions>(declare_compare, run_compare),
  };
  return tool;
}

}  // namespace confstate::tools
