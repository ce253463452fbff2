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
#include "draw/policy.hpp"
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

draw::Style style_of(const ExplainOptions& options, const Io& io) {
  draw::Style style;
  style.color = wants_color(options.output, io);
  style.unicode = has_utf8(io.world);
  style.width = io.width;
  return style;
}

base::Result<void> answer(const ExplainOptions& options, const policy::Document& document, Io& io) {
  const base::Result<policy::Question> question = read_question(options.asking, document.policy());
  if (!question) {
    return tl::unexpected<base::Failure>(question.error());
  }
  const policy::Rules rules(document.policy());
  const policy::Reply reply = policy::reply_to(rules, *question);
  if (options.form == Form::json) {
    return write_result(options.output, io, report::reply_record(document, *question, reply));
  }
  return produce_result(options.output, io, [&](const base::Sink& sink) {
    draw::draw_reply(document, *question, reply, style_of(options, io), sink);
    return true;
  });
}

base::Result<void> tell(const ExplainOptions& options, const policy::Document& document, Io& io) {
  if (options.form == Form::json) {
    return write_result(options.output, io, report::effective_record(document));
  }
  return produce_result(options.output, io, [&](const base::Sink& sink) {
    draw::draw_policy(document, style_of(options, io), sink);
    return true;
  });
}

Exit run(const ExplainOptions& options, Io& io) {
  if (options.arguments.size() != 1) {
    return give_up(io, kName, {"one policy is explained at a time", "conf-lint explain board.json"});
  }
  const auto document = read_policy(options.arguments.front(), options.policy, io);
  if (!document) {
    return give_up(io, kName, document.error());
  }
  const bool asked = options.asking.who || options.asking.asks || options.asking.shown_by;
  const base::Result<void> written = asked ? answer(options, **document, io) : tell(options, **document, io);
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
