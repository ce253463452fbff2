// The rows of the specification's table of statements, each covered by a card or given up with a reason.
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "rules/notify/occasion.hpp"
#include "rules/rooms/verdict.hpp"
#include "unit/rules/judged.hpp"

using namespace confstate;
using tests::all_cards;

namespace {

const std::map<std::string, std::string>& not_checkable() {
  static const std::map<std::string, std::string> reasons = {
      {"D22", "it says how keys are compared, which no document can violate; the other rules compare them so"},
      {"D47", "that an endpoint aggregates several sessions cannot be seen in a document"},
      {"D63", "it says what the format can express"},
      {"T5", "it allows a room at the URI of the conference; no rule reports that"},
      {"T10", "it says that the comparisons of rooms are suggestions; they are off by default and never errors"},
      {"S1", "which notifications are of one subscription is known from their dialogs, not from documents"},
      {"S7", "it says what a subscriber does, and the one here does so"},
      {"S9", "it says what a subscriber does, and the one here does so"},
      {"S12", "it says what a subscriber does, and the one here does so; info/deleted-not-empty names such documents"},
      {"S13", "it says what a subscriber must be able to do, and the one here is"},
      {"S15", "what happened in the conference besides what was reported is not known from documents"},
      {"S16", "who receives a notification is not known from documents"},
      {"S17", "who receives a notification is not known from documents"},
      {"S20", "which users could still be let in when a conference was locked is not known from documents"},
      {"S21", "a user who leaves while a sidebar changes may have left for another reason"},
      {"M4", "it allows other types besides; no rule reports that"},
      {"M20", "who asked for privacy, and who granted it, is not said in the messages of a subscription"},
      {"S22", "it says that subscriptions may differ; each is judged by itself"},
  };
  return reasons;
}

std::set<std::string> all_rows() {
  std::set<std::string> rows = {"D25b", "D27b"};
  for (int i = 1; i <= 64; ++i) {
    rows.insert("D" + std::to_string(i));
  }
  for (int i = 1; i <= 14; ++i) {
    rows.insert("T" + std::to_string(i));
  }
  for (int i = 1; i <= 22; ++i) {
    rows.insert("S" + std::to_string(i));
  }
  for (int i = 1; i <= 23; ++i) {
    rows.insert("M" + std::to_string(i));
  }
  for (int i = 1; i <= 12; ++i) {
    rows.insert("C" + std::to_string(i));  // of chat rooms under a policy
  }
  return rows;
}

std::set<std::string> covered_rows() {
  std::set<std::string> rows;
  std::vector<const diag::Card*> cards = all_cards();
  for (const auto group : rules::occasion_rules()) {
    for (const rules::OccasionRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  for (const diag::Card& card : rules::verdict_cards()) {
    cards.push_back(&card);
  }
  for (const diag::Card* card : cards) {
    for (const std::string_view row : base::split_list(card->rows)) {
      rows.insert(std::string(row));
    }
  }
  return rows;
}

}  // namespace

TEST_CASE("every statement about documents and messages is checked, or there is a reason why not") {
  const std::set<std::string> covered = covered_rows();
  for (const std::string& row : all_rows()) {
    CAPTURE(row);
    CHECK(covered.contains(row) != not_checkable().contains(row));
  }
}

TEST_CASE("no card claims a statement that does not exist") {
  const std::set<std::string> rows = all_rows();
  for (const std::string& row : covered_rows()) {
    CAPTURE(row);
    CHECK(rows.contains(row));
  }
  for (const auto& entry : not_checkable()) {
    CAPTURE(entry.first);
    CHECK(rows.contains(entry.first));
    CHECK_FALSE(entry.second.empty());
  }
}
