// Cards about subscriptions, tried by small traces.
#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "rules/notify/notify.hpp"
#include "support/occasions.hpp"

using namespace confstate;
using tests::ids_of;
using tests::judge_trace;

namespace {

using Ids = std::vector<std::string>;

std::vector<const diag::Card*> occasion_cards() {
  std::vector<const diag::Card*> cards;
  for (const std::span<const rules::OccasionRule> group : rules::occasion_rules()) {
    for (const rules::OccasionRule& rule : group) {
      cards.push_back(&rule.card);
    }
  }
  return cards;
}

std::string joined(const Ids& ids) {
  std::string out;
  for (const std::string& id : ids) {
    out += (out.empty() ? "" : " ") + id;
  }
  return out;
}

// A subscription that is not ended after its conference can only be one that the notifier left active.
Ids expected(const diag::Card& card) {
  const std::string id = diag::full_id(card);
  return id == "notify/no-unsubscribe-after-end" ? Ids{"notify/ended-but-active", id} : Ids{id};
}

}  // namespace

TEST_CASE("the bad trace of every card about subscriptions gives exactly its finding, the good one none") {
  for (const diag::Card* card : occasion_cards()) {
    CAPTURE(diag::full_id(*card));
    const std::vector<diag::Diagnostic> bad = judge_trace(card->bad);
    CHECK(joined(ids_of(bad)) == joined(expected(*card)));
    CHECK(joined(ids_of(judge_trace(card->good))).empty());
    for (const diag::Diagnostic& finding : bad) {
      INFO(finding.message << " | " << finding.help << " | " << finding.note);
      CHECK_FALSE(finding.message.empty());
      CHECK(finding.message.back() != '.');
      CHECK(finding.span.end <= card->bad.size());
    }
  }
}

TEST_CASE("cards about subscriptions have all that --explain shows, and names of their own") {
  std::set<std::string> seen;
  for (const auto group : rules::step_rules()) {
    for (const rules::StepRule& rule : group) {
      seen.insert(diag::full_id(rule.card));
    }
  }
  for (const diag::Card* card : occasion_cards()) {
    CAPTURE(diag::full_id(*card));
    CHECK(card->area == "notify");
    CHECK(seen.insert(diag::full_id(*card)).second);
    CHECK_FALSE(card->spec.document.empty());
    CHECK_FALSE(card->title.empty());
    CHECK(card->title.back() != '.');
    CHECK(card->why.size() > 60);
    CHECK(card->why.back() == '.');
  }
}
