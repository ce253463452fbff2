// conf-lint explain: the effective policy in words, or what it says of one caller.
#include <optional>
#include <string>
#include <vector>

#include "common/declare.hpp"
#include "common/help.hpp"
#include "common/output_options.hpp"
#include "conf-lint/asking.hpp"
#include "conf-lint/policies.hpp"
#include "conf-lint/views.hpp"
#include "report/reply.hpp"

namespace confstate::tools {
namespace {

constexpr std::string_view kName = "conf-lint explain";

enum class Form : std::uint8_t { text, json };
constexpr std::array<Choice<Form>, 2> kForms{{{"text", Form::text}, {"json", Form::json}}};

struct ExplainOptions {
  std::vector<std::string> arguments;
  PolicyOptions policy;
  AskingOptions asking;
  std::optional<Form> form;
  OutputOptions output;
};

void declare(CLI::App& app, ExplainOptions& options) {
  OptionGroup(app, std::string(kInput)).arguments("FILE", options.arguments, "the policy; - is standard input");
  declare_policy(app, options.policy);
  declare_asking(app, options.asking);
  OptionGroup(app, std::string(kOutput))
      .choice<Form>("--format", "FORMAT", kForms, options.form, "text or json (default text)");
  declare_output(app, options.output);
}

base::Result<std::string> answer(const ExplainOptions& options, const policy::Document& document) {
  const base::Result<policy::Question> question = read_question(options.asking, document.policy());
  if (!question) {
    return tl::unexpected<base::Failure>(question.error());
  }
  const policy::Rules rules(document.policy());
  const policy::Reply reply = policy::reply_to(rules, *question);
  return options.form == Form::json ? report::reply_record(document, *question, reply)
                                    : report::print_reply(document, *question, reply);
}

Exit run(const ExplainOptions& options, Io& io) {
  if (options.arguments.size() != 1) {
    return give_up(io, kName, {"one policy is explained at a time", "conf-lint explain board.json"});
  }
  const auto document = read_policy(options.arguments.front(), options.policy, io);
  if (!document) {
    return give_up(io, kName, document.error());
  }
  const base::Result<std::string> text = answer(options, **document);
  if (!text) {
    return give_up(io, kName, text.error());
  }
  const base::Result<void> written = write_result(options.output, io, *text);
  return written ? Exit::yes : give_up(io, kName, written.error());
}

}  // namespace

const Tool& lint_explain_view() {
  static const Tool tool = {
      .name = kName,
      .summary = "Says what a policy means: every effective value, or the decision about one caller.",
      .examples =
          "conf-lint explain board.json\n"
          "conf-lint explain board.json --who sip:eve@other.example --media plain\n"
          "conf-lint explain board.json --asks dial-out --who sip:bob@example.com \\\n"
          "    --answered-by sip:eve@other.example\n",
      .declare = bind_options<ExplainOptions>(declare, run),
  };
  return tool;
}

}  // namespace confstate::tools
