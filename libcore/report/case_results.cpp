#include "report/case_results.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "draw/policy.hpp"
#include "policy/explain.hpp"
#include "report/json_line.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

std::string print_case(const CaseResult& result, const policy::Document& document, const bytes::Source& source) {
  const base::Location at = source.location(result.one.span.begin);
  std::string out =
      fmt::format("{}:{}:{}: {}: expected {}, got {}\n", harmless(source.name()), at.line, at.column,
                  harmless(result.one.name), policy::write(result.one.expected), policy::write(result.reply));
  out += fmt::format("    {}\n    {}", harmless(draw::title_of(result.one.question)), result.reply.reason);
  if (!result.reply.pointer.empty()) {
    out += fmt::format(": {} ({})", harmless(result.reply.pointer),
                       harmless(policy::origin_of(document, result.reply.pointer)));
  }
  return out + "\n";
}

Json case_record(const CaseResult& result, const policy::Document& document, const bytes::Source& source) {
  const base::Location at = source.location(result.one.span.begin);
  return {
      {"schema", "confstate.case/1"},
      {"name", result.one.name},
      {"file", source.name()},
      {"line", at.line},
      {"column", at.column},
      {"who", text_or_null(result.one.question.who)},
      {"asks", policy::word(result.one.question.asks)},
      {"expected", policy::write(result.one.expected)},
      {"decision", policy::write(result.reply)},
      {"met", result.is_met()},
      {"row", result.reply.row},
      {"reason", result.reply.reason},
      {"pointer", text_or_null(result.reply.pointer)},
      {"origin", text_or_null(result.reply.pointer.empty() ? "" : policy::origin_of(document, result.reply.pointer))}};
}

}  // namespace

std::uint64_t CaseResults::failed() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(cases, [](const CaseResult& one) { return !one.is_met(); }));
}

std::string print_cases(const CaseResults& results, const policy::Document& document, const bytes::Source& source) {
  std::string out;
  for (const CaseResult& result : results.cases) {
    out += result.is_met() ? "" : print_case(result, document, source);
  }
  out += fmt::format("{}: {} as expected, {} not; they are about {} of {}\n", counted(results.cases.size(), "case"),
                     results.cases.size() - results.failed(), results.failed(), results.coverage.exercised(),
                     counted(results.coverage.rules(), "rule"));
  for (const std::string& missed : results.coverage.missed()) {
    out += fmt::format("  no case is about {} ({})\n", missed, harmless(policy::origin_of(document, missed)));
  }
  return out;
}

std::string case_records(const CaseResults& results, const policy::Document& document, const bytes::Source& source,
                         bool as_array) {
  std::string out = as_array ? "[" : "";
  for (std::size_t i = 0; i < results.cases.size(); ++i) {
    out += as_array ? (i == 0 ? "\n" : ",\n") : "";
    out += json_line(case_record(results.cases[i], document, source));
    out += as_array ? "" : "\n";
  }
  return as_array ? out + close_array(!results.cases.empty()) : out;
}

}  // namespace confstate::report
