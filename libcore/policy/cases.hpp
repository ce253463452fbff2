// Tables of callers and what a policy is expected to say of them, for tests of policies.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/location.hpp"
#include "base/result.hpp"
#include "bytes/source.hpp"
#include "policy/question.hpp"

namespace confstate::policy {

// What a case expects; without a code every code of that verdict will do.
struct Expectation {
  Verdict verdict = Verdict::admit;
  int code = 0;
};

struct TestCase {
  std::string name;  // as written, else "case 3"
  Question question;
  Expectation expected;
  base::Span span;  // of the row or object
};

// Reads cases: a JSON array of objects, or CSV with a line of column names. Keys and columns are name, who, asks,
// shown-by, via, media, transport, at, answered-by, given (circumstances, divided by blanks) and expect ("admit",
// "reject", "reject 433"); only `expect` must be there. Fails, with file, line and column, on anything else.
[[nodiscard]] base::Result<std::vector<TestCase>> read_cases(const bytes::Source& source);

// Sets one part of a question by the name of its column; fails on an unknown name and on a bad value, with a
// suggestion.
[[nodiscard]] base::Result<void> set_part(Question& question, std::string_view column, std::string_view text);

// Reads "admit", "reject 433".
[[nodiscard]] base::Result<Expectation> read_expectation(std::string_view text);

[[nodiscard]] bool is_met(const Expectation& expected, const Reply& reply);

// "reject 433", "admit".
[[nodiscard]] std::string write(const Expectation& expected);
[[nodiscard]] std::string write(const Reply& reply);

// Which member rules a run of cases has exercised: those that decided something, or named the caller.
class Coverage {
 public:
  explicit Coverage(const Policy& policy);
  void add(const Reply& reply);

  [[nodiscard]] std::size_t rules() const { return allow_.size() + deny_.size(); }
  [[nodiscard]] std::size_t exercised() const;
  // JSON pointers of those that no case was about.
  [[nodiscard]] std::vector<std::string> missed() const;
  // In whole percent, downwards; 100 where there are no rules.
  [[nodiscard]] std::uint64_t percent() const;

 private:
  std::vector<bool> allow_;
  std::vector<bool> deny_;
};

}  // namespace confstate::policy
