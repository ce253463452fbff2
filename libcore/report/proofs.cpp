#include "report/proofs.hpp"

#include <fmt/format.h>

#include "report/json_line.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

using prove::Comparison;
using prove::Difference;
using prove::Outcome;
using prove::Proof;
using prove::Witness;

std::string safe(std::string_view text) {
  return harmless(text);
}

std::string witness_line(const Proof& proof, const Witness& witness) {
  if (proof.property == prove::Property::p5) {
    return witness.who.empty() ? fmt::format("{}, which names nobody", witness.rule)
                               : fmt::format("{}, which names {}", witness.rule, witness.who);
  }
  std::string text = prove::sentence(witness);
  text += proof.property == prove::Property::p10 || proof.property == prove::Property::p11 ||
                  proof.property == prove::Property::p12
              ? fmt::format(" ({})", witness.besides)
              : "";
  return text;
}

std::string checked_line(const Proof& proof) {
  const bool by_facts = proof.property == prove::Property::p10 || proof.property == prove::Property::p11 ||
                        proof.property == prove::Property::p12;
  const bool by_lines = proof.property == prove::Property::p2;
  const bool by_calls = proof.property == prove::Property::p3;
  return fmt::format("over {} {}", proof.checked,
                     by_facts   ? "requests"
                     : by_lines ? "media lines"
                     : by_calls ? "courses of a call"
                                : "classes of callers");
}

Json record_of(const Witness& witness) {
  return {{"who", text_or_null(witness.who)},
          {"asks", text_or_null(witness.asks)},
          {"source", text_or_null(witness.source)},
          {"besides", text_or_null(witness.besides)},
          {"answered_by", text_or_null(witness.answered_by)},
          {"media", text_or_null(witness.media)},
          {"transport", text_or_null(witness.transport)},
          {"neighbour", text_or_null(witness.neighbour)},
          {"circumstances", text_or_null(witness.circumstances)},
          {"at", text_or_null(witness.at)},
          {"rule", text_or_null(witness.rule)}};
}

void add_differences(std::string& text, std::string_view file, const std::vector<Difference>& differences) {
  if (differences.empty()) {
    return;
  }
  text += fmt::format("\nonly {} takes:\n", safe(file));
  for (const Difference& one : differences) {
    text += fmt::format("  {:<9}  {}\n", prove::kAspects[static_cast<std::size_t>(one.aspect)], safe(one.words));
  }
}

Json records_of(const std::vector<Difference>& differences) {
  Json all = Json::array();
  for (const Difference& one : differences) {
    all.push_back({{"aspect", prove::kAspects[static_cast<std::size_t>(one.aspect)]},
                   {"words", one.words},
                   {"witness", one.aspect == prove::Aspect::keys ? Json() : record_of(one.witness)}});
  }
  return all;
}

std::string headline(std::string_view first, std::string_view second, const Comparison& comparison) {
  switch (comparison.relation) {
    case prove::Relation::equivalent:
      return fmt::format("{} and {} are equivalent", first, second);
    case prove::Relation::stricter:
      return fmt::format("{} is stricter than {}", second, first);
    case prove::Relation::laxer:
      return fmt::format("{} is laxer than {}", second, first);
    case prove::Relation::incomparable:
      return fmt::format("{} and {} are incomparable: each takes something that the other does not", first, second);
    case prove::Relation::undecided:
      break;
  }
  return fmt::format("undecided: {}", comparison.undecided);
}

}  // namespace

std::string print_proofs(std::string_view file, const std::vector<Proof>& proofs) {
  std::string text = fmt::format("{}\n\n", harmless_start(file));
  for (const Proof& proof : proofs) {
    text += fmt::format("{:<4} {:<9}  {}\n", prove::word(proof.property), prove::word(proof.outcome),
                        prove::statement(proof.property));
    if (proof.outcome == Outcome::proven) {
      text += fmt::format("{:16}{}\n", "", checked_line(proof));
    } else {
      text += fmt::format("{:16}{}\n", "", safe(proof.reason));
    }
    for (const Witness& witness : proof.witnesses) {
      text += fmt::format("{:16}witness: {}\n", "", safe(witness_line(proof, witness)));
    }
  }
  return text;
}

std::string proof_records(std::string_view file, const std::vector<Proof>& proofs) {
  std::string text = "[";
  for (const Proof& proof : proofs) {
    text += text.size() == 1 ? "\n" : ",\n";
    Json witnesses = Json::array();
    for (const Witness& witness : proof.witnesses) {
      witnesses.push_back(record_of(witness));
    }
    text += json_line({{"schema", "confstate.proof/1"},
                       {"file", file},
                       {"property", prove::word(proof.property)},
                       {"statement", prove::statement(proof.property)},
                       {"outcome", prove::word(proof.outcome)},
                       {"reason", text_or_null(proof.reason)},
                       {"checked", proof.checked},
                       {"witnesses", witnesses}});
  }
  return text + close_array(!proofs.empty());
}

std::string print_comparison(std::string_view first, std::string_view second, const Comparison& comparison) {
  std::string text = headline(harmless_start(first), harmless_start(second), comparison) + "\n";
  add_differences(text, first, comparison.only_first);
  add_differences(text, second, comparison.only_second);
  if (comparison.disjoint == Outcome::refuted) {
    text += fmt::format("\nP8 refuted: {} may get into both\n", safe(comparison.in_both));
  } else {
    text += fmt::format("\nP8 {}: nobody gets into both\n", prove::word(comparison.disjoint));
  }
  if (!comparison.not_compared.empty()) {
    text += fmt::format("not compared, and different: {}\n", fmt::join(comparison.not_compared, ", "));
  }
  return text;
}

std::string comparison_record(std::string_view first, std::string_view second, const Comparison& comparison) {
  return json_line({{"schema", "confstate.comparison/1"},
                    {"first", first},
                    {"second", second},
                    {"relation", prove::word(comparison.relation)},
                    {"undecided", text_or_null(comparison.undecided)},
                    {"only_first", records_of(comparison.only_first)},
                    {"only_second", records_of(comparison.only_second)},
                    {"disjoint", prove::word(comparison.disjoint)},
                    {"in_both", text_or_null(comparison.in_both)},
                    {"not_compared", comparison.not_compared},
                    {"classes", comparison.classes}}) +
         "\n";
}

}  // namespace confstate::report
