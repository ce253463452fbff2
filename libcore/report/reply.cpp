#include "report/reply.hpp"

#include "policy/explain.hpp"
#include "report/json_line.hpp"

namespace confstate::report {
namespace {

// JSON as it is, anything else as a string, nothing as null.
Json value_of(const std::string& text) {
  Json value = text.empty() ? Json() : Json::parse(text, nullptr, false);
  return value.is_discarded() ? Json(text) : value;
}

}  // namespace

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
  const Json record = {
      {"schema", "confstate.reply/1"},
      {"who", text_or_null(question.who)},
      {"asks", policy::word(question.asks)},
      {"decision", policy::word(reply.verdict)},
      {"code", reply.code == 0 ? Json() : Json(reply.code)},
      {"row", reply.row},
      {"reason", reply.reason},
      {"pointer", text_or_null(reply.pointer)},
      {"origin", text_or_null(reply.pointer.empty() ? "" : policy::origin_of(document, reply.pointer))},
      {"steps", steps}};
  return json_line(record) + "\n";
}

std::string effective_record(const policy::Document& document) {
  Json values = Json::array();
  for (const policy::ExplainSection& section : policy::explain(document)) {
    for (const policy::ExplainRow& row : section.rows) {
      values.push_back({{"pointer", row.pointer},
                        {"value", value_of(row.value)},
                        {"origin", row.origin},
                        {"sentence", row.sentence}});
    }
  }
  return json_line({{"schema", "confstate.effective/1"},
                    {"file", document.source().name()},
                    {"id", document.policy().id},
                    {"values", values}}) +
         "\n";
}

}  // namespace confstate::report
