#include "report/sarif_rules.hpp"

#include <fmt/format.h>

#include "report/words.hpp"

namespace confstate::report {
namespace {

// Braces mark placeholders in plain and in formatted messages.
std::string double_braces(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '{' || c == '}') {
      out += c;
    }
  }
  return out;
}

// "user-entity-unique" -> "UserEntityUnique": SARIF wants a name beside the id that reads well without it.
std::string pascal_case(std::string_view id) {
  std::string out;
  bool start = true;
  for (const char c : id) {
    if (c == '-') {
      start = true;
      continue;
    }
    out += start && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    start = false;
  }
  return out;
}

std::string fenced(std::string_view title, std::string_view example) {
  return example.empty() ? std::string() : fmt::format("\n\n{}\n\n```xml\n{}\n```", title, example);
}

std::string plain_example(std::string_view title, std::string_view example) {
  return example.empty() ? std::string() : fmt::format("\n\n{}\n{}", title, example);
}

Json help_of(const diag::Card& card) {
  const std::string spec = citation(card.spec, true);
  const std::string where = spec.empty() ? std::string() : "\n\n" + spec;
  const std::string text =
      std::string(card.why) + plain_example("Bad:", card.bad) + plain_example("Good:", card.good) + where;
  const std::string markdown = std::string(card.why) + fenced("Bad:", card.bad) + fenced("Good:", card.good) + where;
  return Json{{"text", double_braces(text)}, {"markdown", double_braces(markdown)}};
}

// The words that GitHub's code scanning sorts alerts by.
std::string_view problem_severity(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return "error";
    case diag::Severity::warning:
      return "warning";
    default:
      return "recommendation";
  }
}

Json properties_of(const diag::Card& card) {
  Json tags = Json::array({card.area});
  if (!card.spec.document.empty()) {
    tags.push_back(card.spec.document);
  }
  return Json{{"tags", std::move(tags)},
              {"problem.severity", problem_severity(card.severity)},
              {"section", text_or_null(card.spec.section)}};
}

Json rule_of(const diag::Card& card) {
  return Json{{"id", diag::full_id(card)},
              {"name", pascal_case(card.id)},
              {"shortDescription", {{"text", double_braces(card.title)}}},
              {"fullDescription", {{"text", double_braces(card.why)}}},
              {"help", help_of(card)},
              {"defaultConfiguration",
               {{"enabled", card.severity != diag::Severity::off}, {"level", sarif_level(card.severity)}}},
              {"properties", properties_of(card)}};
}

}  // namespace

Json sarif_rules(const Cards& cards) {
  Json out = Json::array();
  for (const diag::Card* card : cards) {
    out.push_back(rule_of(*card));
  }
  return out;
}

std::string_view sarif_level(diag::Severity severity) {
  switch (severity) {
    case diag::Severity::error:
      return "error";
    case diag::Severity::warning:
      return "warning";
    case diag::Severity::info:
      return "note";
    case diag::Severity::off:
      return "none";
  }
  return "none";
}

Json sarif_message(std::string_view text) {
  std::string out;
  for (const char c : double_braces(text)) {
    // "[text](target)" would be a link; a closing bracket behind a backslash ends no link text.
    if (c == '(' && !out.empty() && out.back() == ']') {
      out.back() = '\\';
      out += ']';
    }
    out += c;
  }
  return Json{{"text", out}};
}

}  // namespace confstate::report
