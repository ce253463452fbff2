#include "report/reply.hpp"

#include <array>

#include <fmt/format.h>

#include "policy/cases.hpp"
#include "report/json_line.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

std::string stage_line(const policy::Step& step) {
  const std::string head = fmt::format("  {:>3}  {:<24}", number_of(step.stage), words(step.stage));
  switch (step.fails) {
    case policy::Truth::no:
      return head + "passed\n";
    case policy::Truth::unknown:
      return fmt::format("{}unknown  else {}: {}\n", head, step.code, step.why);
    case policy::Truth::yes:
      break;
  }
  return fmt::format("{}{:<8} {}\n", head, step.code, step.why);
}

// One line for each stage; of questions of one stage the one that does not pass.
std::string stages_of(const policy::Decision& decision) {
  std::string out;
  for (std::size_t i = 0; i < decision.steps.size(); ++i) {
    const policy::Step& step = decision.steps[i];
    const bool last = i + 1 == decision.steps.size() || decision.steps[i + 1].stage != step.stage;
    if (last || step.fails != policy::Truth::no) {
      out += stage_line(step);
    }
  }
  for (const policy::Stage stage : decision.also) {
    out += fmt::format("  {:>3}  {:<24}would refuse as well\n", number_of(stage), words(stage));
  }
  return out;
}

std::string candidates_of(const policy::Decision& decision) {
  std::string out;
  for (const policy::Candidate& one : decision.candidates) {
    out += fmt::format("{}{} {}", out.empty() ? "" : ", or ", word(one.verdict), one.code);
  }
  return out.empty() ? out : fmt::format("  either  {}\n", out);
}

}  // namespace

std::string title_of(const policy::Question& question) {
  static constexpr std::array<std::string_view, policy::kAsks.size()> kDoes = {
      "dials in", "joins a dialog", "replaces a dialog", "is called by the focus", "is called on somebody's REFER"};
  std::string out = question.who.empty() ? "somebody without a name" : harmless(question.who);
  out += fmt::format(" {}", kDoes[static_cast<std::size_t>(question.asks)]);
  if (!policy::is_dial_out(question)) {
    out += fmt::format(", media {}", policy::word(question.media));
    out +=
        question.shown_by == policy::ShownBy::best ? "" : fmt::format(", shown by {}", policy::word(question.shown_by));
  } else if (!question.answered_by.empty()) {
    out += fmt::format(", answered by {}", harmless(question.answered_by));
  }
  for (std::size_t i = 0; i < question.circumstances.size(); ++i) {
    out += fmt::format(", {}", policy::word(question.circumstances[i]));
  }
  return out;
}

std::string origin_of(const policy::Document& document, std::string_view pointer) {
  const policy::Place place = document.place(pointer);
  switch (place.origin) {
    case policy::Origin::standard:
      return "by default";
    case policy::Origin::profile:
      return fmt::format("by the profile {}", place.name);
    case policy::Origin::templated:
      return fmt::format("by the template {}", harmless(place.name));
    case policy::Origin::file:
      break;
  }
  const base::Location at = document.source().location(document.span_in_file(pointer).begin);
  return fmt::format("{}:{}:{}", harmless(document.source().name()), at.line, at.column);
}

std::string print_reply(const policy::Document& document, const policy::Question& question,
                        const policy::Reply& reply) {
  std::string out = fmt::format("{}: {}\n  because {}\n", title_of(question), policy::write(reply), reply.reason);
  if (!reply.pointer.empty()) {
    out += fmt::format("  decided by {}  ({})\n", harmless(reply.pointer), origin_of(document, reply.pointer));
  }
  if (!reply.decision) {
    return out + fmt::format("  row {} of what comes of a call by the focus\n", reply.row);
  }
  const policy::Decision& decision = *reply.decision;
  out += candidates_of(decision);
  if (decision.hidden) {
    out += "  hidden: others must not learn who it is\n";
  }
  if (decision.verdict == policy::Verdict::reject && decision.accepted.size() > 1) {
    out += fmt::format("  a focus may also say {}\n", fmt::join(decision.accepted, " "));
  }
  return out + "\n" + stages_of(decision);
}

std::string reply_record(const policy::Document& document, const policy::Question& question,
                         const policy::Reply& reply) {
  Json steps = Json::array();
  if (reply.decision) {
    for (const policy::Step& step : reply.decision->steps) {
      steps.push_back({{"stage", number_of(step.stage)},
                       {"name", words(step.stage)},
                       {"refuses", word(step.fails)},
                       {"code", step.fails == policy::Truth::no ? Json() : Json(step.code)}});
    }
  }
  const Json record = {{"schema", "confstate.reply/1"},
                       {"who", text_or_null(question.who)},
                       {"asks", policy::word(question.asks)},
                       {"decision", policy::word(reply.verdict)},
                       {"code", reply.code == 0 ? Json() : Json(reply.code)},
                       {"row", reply.row},
                       {"reason", reply.reason},
                       {"pointer", text_or_null(reply.pointer)},
                       {"origin", text_or_null(reply.pointer.empty() ? "" : origin_of(document, reply.pointer))},
                       {"steps", steps}};
  return json_line(record) + "\n";
}

}  // namespace confstate::report
