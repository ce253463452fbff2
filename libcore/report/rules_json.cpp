#include "report/json_line.hpp"
#include "report/rules_text.hpp"

namespace confstate::report {
namespace {

Json rule_record(const diag::Card& card) {
  const auto word = [&card](diag::Profile profile) { return diag::word(diag::severity_of(card, profile)); };
  return Json{{"schema", "confstate.rule/1"},
              {"rule", diag::full_id(card)},
              {"severity", diag::word(card.severity)},
              {"profiles",
               {{"rfc4575", word(diag::Profile::rfc4575)},
                {"strict", word(diag::Profile::strict)},
                {"lenient", word(diag::Profile::lenient)},
                {"lync", word(diag::Profile::lync)}}},
              {"title", card.title},
              {"why", card.why},
              {"spec", {{"document", text_or_null(card.spec.document)}, {"section", text_or_null(card.spec.section)}}},
              {"bad", text_or_null(card.bad)},
              {"good", text_or_null(card.good)},
              {"options", text_or_null(card.options)}};
}

}  // namespace

std::string list_rules_json(const Cards& cards) {
  std::string out = "[";
  for (const diag::Card* card : cards) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += json_line(rule_record(*card));
  }
  return out + close_array(!cards.empty());
}

std::string explain_rule_json(const diag::Card& card) {
  return json_line(rule_record(card)) + '\n';
}

}  // namespace confstate::report
