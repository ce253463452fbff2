#include "config/selection.hpp"

#include <array>

#include <doctest/doctest.h>

#include "unit/config/cards.hpp"

namespace confstate::config {
namespace {

using diag::Severity;
using tests::kCards;

RuleName from_file(std::string name) {
  return {std::move(name), {OriginKind::file, "f:1:1", {}}};
}
RuleName from_option(std::string name) {
  return {std::move(name), option("--ignore")};
}

Selection select(const Settings& settings) {
  base::Result<Selection> selection = make_selection(settings, kCards);
  REQUIRE(selection);
  return std::move(*selection);
}

TEST_CASE("rules are found by full id, short id, area and area with a star") {
  CHECK(find_rules("info/habit", kCards)->size() == 1);
  CHECK(find_rules("scheme", kCards)->front() == &tests::kScheme);
  CHECK(find_rules("info", kCards)->size() == 3);
  CHECK(find_rules("rooms/*", kCards)->size() == 2);
  CHECK_FALSE(find_rules("habit", kCards));
  CHECK_FALSE(find_rules("", kCards));
  CHECK_FALSE(find_rules("/", kCards));
  CHECK_FALSE(find_rules("*", kCards));
  CHECK_FALSE(find_rules("xml/*", kCards));
  CHECK_FALSE(find_rules("INFO", kCards));
  CHECK(find_rules("infos", kCards).error().hint == "did you mean `info`?");
  CHECK(*find_rule("scheme", kCards) == &tests::kScheme);
  CHECK_FALSE(find_rule("info", kCards));
  CHECK_FALSE(find_rule("rooms/*", kCards));
}

TEST_CASE("a rule about policies is found by its number too, and two may share one") {
  constexpr diag::Card kOne{
      .area = "policy", .id = "one", .title = "t", .why = "w", .bad = "", .good = "", .rows = "CSP308"};
  constexpr diag::Card kTwo{
      .area = "policy", .id = "two", .title = "t", .why = "w", .bad = "", .good = "", .rows = "CSP308"};
  constexpr diag::Card kThree{
      .area = "policy", .id = "three", .title = "t", .why = "w", .bad = "", .good = "", .rows = "CSP101"};
  constexpr diag::Card kOther{
      .area = "info", .id = "other", .title = "t", .why = "w", .bad = "", .good = "", .rows = "D17"};
  const std::array<const diag::Card*, 4> cards{&kOne, &kTwo, &kThree, &kOther};
  CHECK(*find_rule("CSP101", cards) == &kThree);
  CHECK(find_rules("csp101", cards)->size() == 1);
  CHECK(find_rules("CSP308", cards)->size() == 2);
  CHECK(find_rule("CSP308", cards).error().message == "`CSP308` is the name of several rules: policy/one, policy/two");
  CHECK_FALSE(find_rules("CSP999", cards));
  CHECK_FALSE(find_rules("D17", cards));
  CHECK(belongs_to_another_tool("CSP101", kCards));
  CHECK_FALSE(belongs_to_another_tool("CSP999", cards));
}

TEST_CASE("without settings every rule has its own severity") {
  const Selection selection = select({});
  CHECK(selection.severities.size() == kCards.size());
  CHECK(selection.severities.at(&tests::kUnique) == Severity::error);
  CHECK(selection.severities.at(&tests::kHabit) == Severity::info);
}

TEST_CASE("select keeps only what it names, ignore takes out of that") {
  Settings settings;
  settings.select = {from_option("info")};
  settings.ignore = {from_option("user-entity-unique")};
  const Selection selection = select(settings);
  CHECK(selection.severities.at(&tests::kUnique) == Severity::off);
  CHECK(selection.severities.at(&tests::kStatus) == Severity::error);
  CHECK(selection.severities.at(&tests::kScheme) == Severity::off);
}

TEST_CASE("the rule beats its area and the option beats the file") {
  Settings settings;
  settings.severity["info/habit"] = {Severity::error, {OriginKind::file, "f:1:1", {}}};
  settings.severity["info"] = {Severity::warning, {OriginKind::file, "f:1:9", {}}};
  CHECK(select(settings).severities.at(&tests::kHabit) == Severity::error);
  CHECK(select(settings).severities.at(&tests::kUnique) == Severity::warning);
  settings.severity["info/*"] = {Severity::info, option("--severity")};
  CHECK(select(settings).severities.at(&tests::kHabit) == Severity::info);
}

TEST_CASE("under the profile strict a file cannot silence or lower an error, but an option can") {
  Settings settings;
  settings.profile.value = diag::Profile::strict;
  settings.ignore = {from_file("info")};
  settings.severity["endpoint-status-unknown"] = {Severity::info, {OriginKind::file, "f:2:2", {}}};
  const Selection selection = select(settings);
  CHECK(selection.severities.at(&tests::kUnique) == Severity::error);
  CHECK(selection.severities.at(&tests::kStatus) == Severity::error);
  CHECK(selection.severities.at(&tests::kHabit) == Severity::off);  // only errors are guarded
  REQUIRE(selection.refused.size() == 2);
  CHECK(selection.refused[0].value == "endpoint-status-unknown");
  CHECK(selection.refused[1].value == "info");
  settings.severity.clear();
  settings.ignore = {from_option("info")};
  CHECK(select(settings).severities.at(&tests::kUnique) == Severity::off);
  CHECK(select(settings).refused.empty());
}

TEST_CASE("unknown rules fail: always from an option, from a file unless another tool has them") {
  Settings settings;
  settings.ignore = {from_file("notify/version-gap")};
  CHECK(make_selection(settings, kCards));
  settings.ignore = {from_option("notify/version-gap")};
  REQUIRE_FALSE(make_selection(settings, kCards));
  CHECK(make_selection(settings, kCards).error().message == "--ignore: there is no rule `notify/version-gap`");
  settings.ignore = {from_file("info/none")};
  CHECK_FALSE(make_selection(settings, kCards));
  settings.ignore.clear();
  settings.select = {from_option("nothing-like-it")};
  CHECK_FALSE(make_selection(settings, kCards));
  settings.select.clear();
  settings.severity["nothing-like-it"] = {Severity::info, option("--severity")};
  CHECK_FALSE(make_selection(settings, kCards));
}

}  // namespace
}  // namespace confstate::config
