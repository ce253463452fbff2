// Every card of a policy rule: its examples, its place, its repair; and the rows of the specification.
#include <cstdio>
#include <map>
#include <set>
#include <string>

#include "json/edit.hpp"
#include "unit/rules/policy_judged.hpp"

using namespace confstate;
using tests::judged_policy;
using tests::policy_ids;

namespace {

// What may be left in a mended policy: that it says what holds anyway.
std::string graver_ids(std::string_view policy, std::string_view options) {
  return policy_ids(policy, std::string(options) + " policy/default-written");
}

std::set<std::string> all_numbers() {
  const std::map<int, int> last = {{0, 11}, {1, 16}, {2, 16}, {3, 14}, {4, 17}, {5, 16}, {6, 10}, {7, 8}};
  std::set<std::string> rows;
  for (const auto& [section, most] : last) {
    for (int i = 1; i <= most; ++i) {
      rows.insert("CSP" + std::to_string(section * 100 + i + 1000).substr(1));
    }
  }
  return rows;
}

// The text after the repair that comes with a finding.
std::string repaired(const tests::JudgedPolicy& judged, const diag::Diagnostic& found) {
  std::vector<json::Change> changes;
  for (const diag::PatchOperation& step : found.patch) {
    const json::Operation operation = step.op == "add"      ? json::Operation::add
                                      : step.op == "remove" ? json::Operation::remove
                                                            : json::Operation::replace;
    changes.push_back({operation, step.pointer, step.value});
  }
  const base::Result<std::string> text = json::edit(judged.document->source().text(), changes);
  REQUIRE_MESSAGE(text.has_value(), text.error().message);
  return *text;
}

}  // namespace

TEST_CASE("every card of the area says what it is about, under a name of its own") {
  std::set<std::string> seen;
  for (const diag::Card* card : rules::policy_cards()) {
    CAPTURE(diag::full_id(*card));
    CHECK(card->area == "policy");
    CHECK(seen.insert(std::string(card->id)).second);
    CHECK_FALSE(card->spec.document.empty());
    CHECK_FALSE(card->spec.section.empty());
    CHECK_FALSE(card->title.empty());
    CHECK(card->title.find('\n') == std::string_view::npos);
    CHECK(card->title.back() != '.');
    CHECK(card->why.size() > 60);
    CHECK(card->why.back() == '.');
    CHECK(card->severity != diag::Severity::off);
  }
  CHECK(seen.size() == 113);
}

TEST_CASE("the rules cover every number of the specification, and no other") {
  std::set<std::string> covered;
  for (const diag::Card* card : rules::policy_cards()) {
    covered.insert(std::string(card->rows));
  }
  const std::set<std::string> wanted = all_numbers();
  CHECK(wanted.size() == 108);
  for (const std::string& row : wanted) {
    CAPTURE(row);
    CHECK(covered.contains(row));
  }
  for (const std::string& row : covered) {
    CAPTURE(row);
    CHECK(wanted.contains(row));
  }
}

TEST_CASE("the bad policy of every card gives exactly its finding") {
  for (const diag::Card* card : rules::policy_cards()) {
    CAPTURE(diag::full_id(*card));
    CHECK(policy_ids(card->bad, card->options) == diag::full_id(*card));
  }
}

TEST_CASE("the good policy of every card gives none") {
  for (const diag::Card* card : rules::policy_cards()) {
    CAPTURE(diag::full_id(*card));
    CHECK(graver_ids(card->good, card->options) == "");
  }
}

TEST_CASE("every finding about a policy says what and where") {
  for (const diag::Card* card : rules::policy_cards()) {
    CAPTURE(diag::full_id(*card));
    const tests::JudgedPolicy judged = judged_policy(card->bad);
    for (const diag::Diagnostic& found : judged.findings) {
      CAPTURE(found.message);
      CHECK_FALSE(found.message.empty());
      CHECK(found.message.back() != '.');
      CHECK(found.span.begin < found.span.end);
      CHECK(found.span.end <= judged.document->source().text().size());
      CHECK((found.path.empty() || found.path.front() == '/'));
      for (const diag::Related& related : found.related) {
        CHECK(related.span.begin < related.span.end);
      }
    }
  }
}

TEST_CASE("a repair of a bad policy takes its finding away and brings no other but what is written in vain") {
  std::size_t repairs = 0;
  for (const diag::Card* card : rules::policy_cards()) {
    CAPTURE(diag::full_id(*card));
    const tests::JudgedPolicy judged = judged_policy(card->bad);
    for (const diag::Diagnostic& found : judged.findings) {
      if (found.card == card && !found.patch.empty() && card->id != "plain-type-inherited") {
        ++repairs;
        CAPTURE(repaired(judged, found));
        CHECK(graver_ids(repaired(judged, found), card->options) == "");
      }
    }
  }
  CHECK(repairs >= 40);
}
