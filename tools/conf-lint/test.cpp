// conf-lint test: a table of callers and what a policy is expected to say of them.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "bytes/csv.hpp"
#include "bytes/input.hpp"
#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-lint/policies.hpp"
#include "conf-lint/views.hpp"
#include "policy/cases.hpp"
#include "report/case_results.hpp"
#include "report/words.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-lint test";

enum class Form : std::uint8_t { text, json, ndjson };
constexpr std::array<Choice<Form>, 3> kForms{{{"text", Form::text}, {"json", Form::json}, {"ndjson", Form::ndjson}}};

struct TestOptions {
  std::vector<std::string> arguments;
  PolicyOptions policy;
  std::optional<std::uint64_t> min_coverage;
  std::optional<Form> form;
  OutputOptions output;
};

void declare(CLI::App& app, TestOptions& options) {
  OptionGroup(app, std::string(kInput))
      .arguments("POLICY CASES", options.arguments, "the policy, and its cases as JSON or CSV; - is standard input");
  declare_policy(app, options.policy);
  OptionGroup(app, std::string(kJudging))
      .number("--min-coverage", "PERCENT", options.min_coverage,
              "fail below this share of allow and deny rules that cases are about");
  OptionGroup(app, std::string(kOutput))
      .choice<Form>("--format", "FORMAT", kForms, options.form, "text, json or ndjson (default text)");
  declare_output(app, options.output);
}

base::Result<bytes::Source> read_source(const std::string& path, Io& io) {
  base::Result<std::string> bytes = bytes::read_input(path, io.in, base::Limits());
  if (!bytes) {
    return tl::unexpected<base::Failure>(std::move(bytes.error()));
  }
  return bytes::Source(path == "-" ? "<stdin>" : path, std::move(*bytes));
}

base::Result<report::CaseResults> run_cases(const policy::Document& document, const bytes::Source& source,
                                            std::vector<policy::TestCase>&& cases) {
  const policy::Rules rules(document.policy());
  report::CaseResults results{{}, policy::Coverage(document.policy())};
  for (policy::TestCase& one : cases) {
    if (const base::Result<void> known = policy::check(document.policy(), one.question); !known) {
      return bytes::fail_at(source, one.span.begin, known.error().message, known.error().hint);
    }
    policy::Reply reply = policy::reply_to(rules, one.question);
    results.coverage.add(reply);
    results.cases.push_back({std::move(one), std::move(reply)});
  }
  return results;
}

std::string write(const report::CaseResults& results, const policy::Document& document, const bytes::Source& source,
                  Form form) {
  return form == Form::text ? report::print_cases(results, document, source)
                            : report::case_records(results, document, source, form == Form::json);
}

Exit verdict(const TestOptions& options, const report::CaseResults& results, Io& io) {
  if (!options.min_coverage || results.coverage.percent() >= *options.min_coverage) {
    return results.failed() == 0 ? Exit::yes : Exit::no;
  }
  print_failure(io.err, kName,
                fmt::format("the cases are about {} % of the rules, less than --min-coverage {}",
                            results.coverage.percent(), *options.min_coverage),
                {});
  return Exit::no;
}

Exit run(const TestOptions& options, Io& io) {
  if (options.arguments.size() != 2) {
    return give_up(io, kName, {"a policy and a table of cases are needed", "conf-lint test board.json cases.csv"});
  }
  const auto document = read_policy(options.arguments[0], options.policy, io);
  if (!document) {
    return give_up(io, kName, document.error());
  }
  const base::Result<bytes::Source> source = read_source(options.arguments[1], io);
  if (!source) {
    return give_up(io, kName, source.error());
  }
  base::Result<std::vector<policy::TestCase>> cases = policy::read_cases(*source);
  if (!cases) {
    return give_up(io, kName, cases.error());
  }
  const base::Result<report::CaseResults> results = run_cases(**document, *source, std::move(*cases));
  if (!results) {
    return give_up(io, kName, results.error());
  }
  const base::Result<void> written =
      write_result(options.output, io, write(*results, **document, *source, options.form.value_or(Form::text)));
  return written ? verdict(options, *results, io) : give_up(io, kName, written.error());
}

}  // namespace

const Tool& lint_test_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Tries a table of callers against a policy: is each decided as expected?",
      .examples =
          "conf-lint test board.json cases.csv\n"
          "conf-lint test board.json cases.json --min-coverage 100\n",
      .declare = bind_options<TestOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
