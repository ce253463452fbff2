// conf-lint schema: the JSON Schema of policies, for editors and other programs.
#include <string>

#include "common/output_options.hpp"
#include "conf-lint/views.hpp"
#include "policy/schema.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-lint schema";

struct SchemaOptions {
  OutputOptions output;
};

void declare(CLI::App& app, SchemaOptions& options) {
  declare_output(app, options.output);
}

Exit run(const SchemaOptions& options, Io& io) {
  const base::Result<void> written = write_result(options.output, io, policy::write_schema());
  return written ? Exit::yes : give_up(io, kName, written.error());
}

}  // namespace

const Tool& lint_schema_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Prints the JSON Schema of policies (draft-07).",
      .examples = "conf-lint schema -o policy.schema.json\n",
      .declare = bind_options<SchemaOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
