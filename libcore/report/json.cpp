// All findings as one JSON array, a record per line.
#include "report/printer.hpp"
#include "report/record.hpp"

namespace confstate::report {
namespace {

class JsonPrinter final : public Printer {
 public:
  [[nodiscard]] std::string begin() const override { return "["; }
  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    return print_records(outcome, {.before = "\n", .between = ",", .after = ""});
  }
  [[nodiscard]] std::string_view separator() const override { return ","; }
  [[nodiscard]] std::string end(const Totals& totals) const override {
    return close_array(totals.errors + totals.warnings + totals.infos + totals.suppressed + totals.records > 0);
  }
};

}  // namespace

std::unique_ptr<Printer> make_json_printer(const Style& /*style*/) {
  return std::make_unique<JsonPrinter>();
}

}  // namespace confstate::report
