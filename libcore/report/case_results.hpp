// What came of a table of cases, for a person and as JSON records (schemas/case.schema.json).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bytes/source.hpp"
#include "policy/cases.hpp"
#include "policy/document.hpp"

namespace confstate::report {

struct CaseResult {
  policy::TestCase one;
  policy::Reply reply;

  [[nodiscard]] bool is_met() const { return policy::is_met(one.expected, reply); }
};

struct CaseResults {
  std::vector<CaseResult> cases;
  policy::Coverage coverage;

  [[nodiscard]] std::uint64_t failed() const;
};

// The cases that are not met, each with its place, what was expected and why it came otherwise; then the sum, and the
// rules that no case is about. Lines with their ends.
[[nodiscard]] std::string print_cases(const CaseResults& results, const policy::Document& document,
                                      const bytes::Source& source);

// A record for each case, one per line, or all in one array.
[[nodiscard]] std::string case_records(const CaseResults& results, const policy::Document& document,
                                       const bytes::Source& source, bool as_array);

}  // namespace confstate::report
