// One JSON record per line, for scripts that read while we write.
#include "report/printer.hpp"
#include "report/record.hpp"

namespace confstate::report {
namespace {

class NdjsonPrinter final : public Printer {
 public:
  [[nodiscard]] std::string part(const diag::Outcome& outcome) const override {
    return print_records(outcome, {.before = "", .between = "", .after = "\n"});
  }
  [[nodiscard]] std::string end(const Totals& /*totals*/) const override { return {}; }
};

}  // namespace

std::unique_ptr<Printer> make_ndjson_printer(const Style& /*style*/) {
  return std::make_unique<NdjsonPrinter>();
}

}  // namespace confstate::report
