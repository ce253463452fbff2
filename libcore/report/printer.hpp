// report: findings as text, short, json, ndjson, sarif, junit, github and gitlab, and rows for scripts. It may use what
// layers.txt says. It never decides what counts: it shows what it is given, and escapes all text
// that comes from an input.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "diag/card.hpp"
#include "diag/outcome.hpp"

namespace confstate::report {

// How a report looks; what it says does not depend on this.
struct Style {
  std::string_view tool;  // "conf-validate"
  std::string_view version;
  bool color = false;
  bool unicode = true;             // frames in box-drawing characters; else ASCII
  std::uint64_t max_findings = 0;  // shown per input in text and short; 0 is all
};

// The sums a report ends with; findings counted after suppression.
struct Totals {
  std::uint64_t inputs = 0;
  std::uint64_t failures = 0;  // inputs that could not be judged
  std::uint64_t errors = 0;
  std::uint64_t warnings = 0;
  std::uint64_t infos = 0;
  std::uint64_t suppressed = 0;
  std::uint64_t uncollected = 0;  // over the limit `findings`: found, not kept
  std::uint64_t records = 0;      // of the tool's own, in json and ndjson
  std::string subject = {};       // what was checked, where inputs are no files: "2 captures, 1,204 messages"
  std::string example_rule = {};  // full id of the first counted finding, for "more: ... --explain"
};

// What a tool shows of an outcome besides its findings.
class Extra {
 public:
  virtual ~Extra() = default;
  // Above the findings, for people: lines with their ends, safe for a terminal. May be empty.
  [[nodiscard]] virtual std::string text(const diag::Outcome& outcome, const Style& style) const = 0;
  // Before the findings, for scripts: JSON records, each without its end of line.
  [[nodiscard]] virtual std::vector<std::string> records(const diag::Outcome& outcome) const = 0;
};

// Adds one outcome to the sums.
void count(Totals& totals, const diag::Outcome& outcome);

// One format. A report is begin(), then for each input its part, parts that are not empty joined by separator(),
// then end(). Parts do not depend on each other, so they may be made by several threads.
class Printer {
 public:
  virtual ~Printer() = default;
  [[nodiscard]] virtual std::string begin() const { return {}; }
  [[nodiscard]] virtual std::string part(const diag::Outcome& outcome) const = 0;
  [[nodiscard]] virtual std::string_view separator() const { return {}; }
  [[nodiscard]] virtual std::string end(const Totals& totals) const = 0;
};

// Each format is an object of its own; a tool names those it offers. `cards` are all rules that may appear (SARIF
// lists them); `style` is copied, the cards must outlive the printer.
using Cards = std::vector<const diag::Card*>;
[[nodiscard]] std::unique_ptr<Printer> make_text_printer(const Style& style);
[[nodiscard]] std::unique_ptr<Printer> make_short_printer(const Style& style);
[[nodiscard]] std::unique_ptr<Printer> make_json_printer(const Style& style);    // one array
[[nodiscard]] std::unique_ptr<Printer> make_ndjson_printer(const Style& style);  // one object per line
[[nodiscard]] std::unique_ptr<Printer> make_sarif_printer(const Style& style, const Cards& cards);
[[nodiscard]] std::unique_ptr<Printer> make_junit_printer(const Style& style);
[[nodiscard]] std::unique_ptr<Printer> make_github_printer(const Style& style);
[[nodiscard]] std::unique_ptr<Printer> make_gitlab_printer(const Style& style);

}  // namespace confstate::report
