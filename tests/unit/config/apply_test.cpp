#include "config/apply.hpp"

#include <doctest/doctest.h>

#include "config/file.hpp"
#include "config/glob.hpp"
#include "config/search.hpp"
#include "rules/config/config_rules.hpp"
#include "unit/config/cards.hpp"

namespace confstate::config {
namespace {

using tests::found;
using tests::kCards;
using tests::kStatus;
using tests::kUnique;

constexpr base::Date kToday{2026, 6, 15};

Configuration configured(const std::string& text) {
  auto source = std::make_shared<bytes::Source>("rooms/.confstate.json", text);
  std::vector<const diag::Card*> cards(kCards.begin(), kCards.end());
  for (const diag::Card& card : rules::config_cards()) {
    cards.push_back(&card);
  }
  const base::Result<Layer> layer = read_configuration(*source, "rooms", cards);
  REQUIRE(layer);
  base::Result<Configuration> out = configure({}, *layer, cards);
  REQUIRE(out);
  out->file = source;
  out->directory = "/work/rooms";
  out->current_directory = "/work";
  return std::move(*out);
}

Applied run(const Configuration& configuration, std::vector<diag::Diagnostic> diagnostics,
            const std::string& name = "rooms/a.xml") {
  return apply(std::move(diagnostics), "sip:c@example.com", bytes::Source(name, "<a/>"), configuration, kToday);
}

std::string kinds(const Configuration& configuration, const Uses& uses) {
  std::string out;
  for (const diag::Finding& finding : rules::judge_configuration(configuration, uses, kToday).findings) {
    out += std::string(finding.diagnostic.card->id) + ";";
  }
  return out;
}

TEST_CASE("a suppression hides the findings of its rule and keeps its reason") {
  const Configuration configuration =
      configured(R"({"suppressions": [{"rule": "user-entity-unique", "reason": "known", "until": "2026-06-15"}]})");
  const Applied applied = run(configuration, {found(kUnique), found(kStatus), found(kUnique)});
  REQUIRE(applied.findings.size() == 3);
  REQUIRE(applied.findings[0].suppressed);  // the last day counts
  CHECK(applied.findings[0].suppressed->by == "config");
  CHECK(applied.findings[0].suppressed->reason == "known");
  CHECK(applied.findings[0].suppressed->until == base::Date{2026, 6, 15});
  CHECK_FALSE(applied.findings[1].suppressed);
  CHECK(applied.findings[2].suppressed);
  CHECK(applied.findings[0].fingerprint != applied.findings[2].fingerprint);
  CHECK(kinds(configuration, applied.uses).empty());
}

TEST_CASE("path and file narrow a suppression") {
  const Configuration configuration = configured(R"({"suppressions": [
    {"rule": "info", "path": "/c/user[*]/@entity", "file": "old/**", "reason": "r"}]})");
  const auto hides = [&configuration](const std::string& path, const std::string& name) {
    return run(configuration, {found(kUnique, path)}, name).findings[0].suppressed.has_value();
  };
  CHECK(hides("/c/user[sip:a/b@example.com]/@entity", "rooms/old/x/a.xml"));
  CHECK(hides("/c/user[a]/@entity", "/work/rooms/old/a.xml"));
  CHECK(hides("/c/user[a]/@entity", "./rooms/../rooms/old/a.xml"));
  CHECK_FALSE(hides("/c/user[a]", "rooms/old/a.xml"));
  CHECK_FALSE(hides("/c/user[a]/@entity", "old/a.xml"));
  CHECK_FALSE(hides("/c/user[a]/@entity", "rooms/a.xml"));
  CHECK_FALSE(hides("", "rooms/old/a.xml"));
  CHECK_FALSE(hides("/c/user[a]/@entity", "<stdin>"));
}

TEST_CASE("an expired suppression hides nothing and is a finding in the file") {
  const Configuration configuration =
      configured("{\"suppressions\": [\n  {\"rule\": \"info\", \"reason\": \"r\", \"until\": \"2026-06-14\"}]}");
  const Applied applied = run(configuration, {found(kUnique)});
  CHECK_FALSE(applied.findings[0].suppressed);
  const diag::Outcome outcome = rules::judge_configuration(configuration, applied.uses, kToday);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.source.name() == "rooms/.confstate.json");
  CHECK(outcome.source.location(outcome.findings[0].diagnostic.span.begin).line == 2);
  CHECK(outcome.findings[0].diagnostic.message == "the suppression of `info` ended on 2026-06-14");
  CHECK(outcome.findings[0].fingerprint != 0);
}

TEST_CASE("a suppression is unused when an input in its reach was judged and nothing matched") {
  const Configuration configuration =
      configured(R"({"suppressions": [{"rule": "info/habit", "file": "b.xml", "reason": "r"}]})");
  Uses uses;
  CHECK(kinds(configuration, uses).empty());  // nothing was judged
  merge(uses, run(configuration, {found(kUnique)}, "rooms/a.xml").uses);
  CHECK(kinds(configuration, uses).empty());  // its file was not part of the run
  merge(uses, run(configuration, {found(kUnique)}, "rooms/b.xml").uses);
  CHECK(kinds(configuration, uses) == "unused-suppression;");
  merge(uses, run(configuration, {found(tests::kHabit)}, "rooms/b.xml").uses);
  CHECK(kinds(configuration, uses).empty());
}

TEST_CASE("a suppression for a rule that does not run here is not called unused") {
  for (const char* text : {R"({"ignore": ["info"], "suppressions": [{"rule": "info/habit", "reason": "r"}]})",
                           R"({"suppressions": [{"rule": "notify/version-gap", "reason": "r"}]})"}) {
    const Configuration configuration = configured(text);
    CHECK(kinds(configuration, run(configuration, {}).uses).empty());
  }
}

TEST_CASE("a second suppression for the same findings is unused, as the first has them all") {
  const Configuration configuration =
      configured(R"({"suppressions": [{"rule": "info/habit", "reason": "a"}, {"rule": "info/habit", "reason": "b"}]})");
  const Applied applied = run(configuration, {found(tests::kHabit)});
  CHECK(applied.findings[0].suppressed->reason == "a");
  CHECK(kinds(configuration, applied.uses) == "unused-suppression;");
}

TEST_CASE("under the profile strict errors stay, and each attempt to silence one is a finding") {
  const Configuration configuration = configured(R"({"profile": "strict", "ignore": ["endpoint-status-unknown"],
    "suppressions": [{"rule": "info", "reason": "r"}, {"rule": "rooms", "reason": "r"}]})");
  const Applied applied = run(configuration, {found(kUnique), found(tests::kHabit), found(tests::kScheme)});
  CHECK_FALSE(applied.findings[0].suppressed);
  CHECK(applied.findings[1].suppressed);
  CHECK(applied.findings[2].suppressed);
  CHECK(kinds(configuration, applied.uses) == "suppression-refused;suppression-refused;");
}

TEST_CASE("the notices of a file can be configured like any rule") {
  const Configuration configuration = configured(R"({"ignore": ["config/unused-suppression"],
    "severity": {"config/expired-suppression": "error"},
    "suppressions": [{"rule": "info", "reason": "r"}, {"rule": "rooms", "reason": "r", "until": "2020-01-01"}]})");
  const diag::Outcome outcome = rules::judge_configuration(configuration, run(configuration, {}).uses, kToday);
  REQUIRE(outcome.findings.size() == 1);
  CHECK(outcome.findings[0].diagnostic.severity == diag::Severity::error);
  CHECK(rules::judge_configuration(Configuration{}, {}, kToday).findings.empty());
}

TEST_CASE("the bad example of every card gives exactly its finding, the good one none") {
  for (const diag::Card& card : rules::config_cards()) {
    CAPTURE(card.id);
    const Configuration bad = configured(std::string(card.bad));
    CHECK(kinds(bad, run(bad, {}).uses) == std::string(card.id) + ";");
    const Configuration good = configured(std::string(card.good));
    CHECK(kinds(good, run(good, {}).uses).empty());
    CHECK_FALSE(card.title.empty());
    CHECK_FALSE(card.why.empty());
    CHECK_FALSE(card.spec.section.empty());
  }
}

TEST_CASE("a star in a file pattern stops at a slash, two do not") {
  CHECK(covers_file("*.xml", "a.xml"));
  CHECK(covers_file("*.xml", "deep/below/a.xml"));  // without a slash: the last step
  CHECK(covers_file("rooms/*.xml", "rooms/a.xml"));
  CHECK_FALSE(covers_file("rooms/*.xml", "rooms/old/a.xml"));
  CHECK(covers_file("rooms/**.xml", "rooms/old/a.xml"));
  CHECK(covers_file("rooms/**/a*.xml", "rooms/old/b/a1.xml"));
  CHECK(covers_file("**/a.xml", "a.xml"));
  CHECK(covers_file("**/old/*.xml", "x/y/old/a.xml"));
  CHECK_FALSE(covers_file("**/old/*.xml", "x/y/old/z/a.xml"));
  CHECK(covers_file("old/", "old/x/y.xml"));
  CHECK_FALSE(covers_file("old/", "older/x.xml"));
  CHECK(covers_file("./a/b.xml", "a/b.xml"));
  CHECK(covers_file("r?/a", "r1/a"));
  CHECK_FALSE(covers_file("r?a", "r/a"));
  CHECK_FALSE(covers_file("a.xml", "b.xml"));
}

TEST_CASE("in a path pattern brackets stand for themselves and a star is any text") {
  CHECK(covers_path("/a/user[sip:b@x]/@entity", "/a/user[sip:b@x]/@entity"));
  CHECK(covers_path("*@entity", "/a/user[x/y]/@entity"));
  CHECK(covers_path("/a/*", "/a/b/c"));
  CHECK(covers_path("*", ""));
  CHECK(covers_path("a*b*c", "axxbyybzzc"));
  CHECK_FALSE(covers_path("a*b*c", "axxbyybzz"));
  CHECK_FALSE(covers_path("/a", "/a/b"));
  CHECK_FALSE(covers_path("", "/a"));
  CHECK_FALSE(covers_path(std::string(40, '*') + "x", std::string(100'000, 'y')));  // and quickly
}

}  // namespace
}  // namespace confstate::config
