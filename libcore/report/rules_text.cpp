#include "report/rules_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "report/paint.hpp"
#include "report/words.hpp"

namespace confstate::report {
namespace {

constexpr std::size_t kLineColumns = 78;

// Fills lines with the words of a text, each line indented by two blanks.
std::string wrap(std::string_view text) {
  std::string out;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.size() + word.size() + 3 > kLineColumns) {
      out += "  " + line + '\n';
      line.clear();
    }
    if (!word.empty()) {
      line += (line.empty() ? "" : " ") + std::string(word);
    }
  }
  return line.empty() ? out : out + "  " + line + '\n';
}

// Every line of an example behind two blanks, empty ones aside. Some examples hold the very characters that must not
// reach a terminal.
std::string indent(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    out += line.empty() ? "\n" : "  " + harmless(line) + '\n';
  }
  return out;
}

std::string silencing(const diag::Card& card, std::string_view tool) {
  const std::string rule = diag::full_id(card);
  return fmt::format(
      "  in one run:         {} --ignore {}\n"
      "  in .confstate.json: {{\"suppressions\": [{{\"rule\": \"{}\", \"reason\": \"...\"}}]}}\n",
      tool, rule, rule);
}

}  // namespace

std::string severities_text(const diag::Card& card) {
  std::string changes;
  const auto add = [&](std::string_view name, const std::optional<diag::Severity>& severity) {
    if (severity && *severity != card.severity) {
      changes += fmt::format("{}{}: {}", changes.empty() ? "" : ", ", name, diag::word(*severity));
    }
  };
  add("strict", card.profiles.strict);
  add("lenient", card.profiles.lenient);
  // Also what lync inherits from lenient, so that nobody needs to know who inherits what.
  add("lync", diag::severity_of(card, diag::Profile::lync));
  std::string out(diag::word(card.severity));
  return changes.empty() ? out : out + " (" + changes + ")";
}

std::string list_rules(const Cards& cards, diag::Profile profile, const Style& style) {
  std::size_t width = 0;
  for (const diag::Card* card : cards) {
    width = std::max(width, diag::full_id(*card).size());
  }
  const Painter paint(style.color);
  std::string out;
  for (const diag::Card* card : cards) {
    const diag::Severity severity = diag::severity_of(*card, profile);
    const std::string word = fmt::format("{:<7}", diag::word(severity));
    const Ink ink = severity == diag::Severity::off ? Ink::frame : ink_of(severity);
    out += fmt::format("{:<{}}  {}  {}\n", diag::full_id(*card), width, paint(ink, word), card->title);
  }
  return out;
}

std::string explain_rule(const diag::Card& card, const Style& style) {
  const Painter paint(style.color);
  std::string out = paint(Ink::heading, diag::full_id(card)) + ": " + std::string(card.title) + "\n\n";
  out += "  severity  " + severities_text(card) + '\n';
  if (const std::string spec = citation(card.spec, style.unicode); !spec.empty()) {
    out += "  section   " + spec + '\n';
  }
  if (const std::string_view alias = diag::alias_of(card); !alias.empty()) {
    out += "  number    " + std::string(alias) + '\n';
  }
  const auto section = [&](std::string_view title, const std::string& body) {
    if (!body.empty()) {
      out += '\n' + paint(Ink::heading, title) + '\n' + body;
    }
  };
  section("Why", wrap(card.why));
  section("Bad", indent(card.bad));
  section("Good", indent(card.good));
  if (!card.options.empty()) {
    section("Options of the examples", "  " + std::string(card.options) + '\n');
  }
  section("How to silence it", silencing(card, style.tool));
  return out;
}

}  // namespace confstate::report
