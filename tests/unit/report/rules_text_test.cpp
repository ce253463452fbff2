#include <doctest/doctest.h>

#include <algorithm>

#include <nlohmann/json.hpp>

#include "report/rules_text.hpp"
#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;

const Cards kCards{&kUnique, &kStatus, &kOwn};

TEST_CASE("--list-rules is a table with the severities of the profile") {
  CHECK(list_rules(kCards, diag::Profile::rfc4575, kStyle) ==
        "info/user-entity-unique       error    a user appears once in a roster\n"
        "info/endpoint-status-unknown  error    an endpoint status is one of nine\n"
        "rooms/odd-scheme              warning  a room has a scheme for rooms\n");
  CHECK(list_rules({&kUnique}, diag::Profile::lync, kStyle) ==
        "info/user-entity-unique  warning  a user appears once in a roster\n");
}

TEST_CASE("--explain tells the story of a rule") {
  CHECK(explain_rule(kUnique, kStyle) == R"(info/user-entity-unique: a user appears once in a roster

  severity  error (lenient: warning, lync: warning)
  section   RFC 4575 §4.5

Why
  Rows of a roster are told apart by their key. A subscriber that is sent two
  rows with one key keeps one of them, and nobody knows which.

Bad
  <users>
    <user entity="sip:bob@example.com"/>
  </users>

Good
  <users/>

How to silence it
  in one run:         conf-validate --ignore info/user-entity-unique
  in .confstate.json: {"suppressions": [{"rule": "info/user-entity-unique", "reason": "..."}]}
)");
}

TEST_CASE("--explain leaves out what a card does not have") {
  const std::string out = explain_rule(kOwn, kStyle);
  CHECK(out.find("section") == std::string::npos);
  CHECK(out.find("Bad") == std::string::npos);
  CHECK(out.find("\n  severity  warning\n\nWhy\n") != std::string::npos);
}

TEST_CASE("a rule about policies has a number besides its name") {
  diag::Card policy = kOwn;
  policy.area = "policy";
  policy.rows = "CSP308";
  CHECK(explain_rule(policy, kStyle).find("\n  severity  warning\n  number    CSP308\n") != std::string::npos);
  CHECK(write_rules_page({&policy}, "1").find("\nSeverity: warning.\nNumber: CSP308.\n") != std::string::npos);
  CHECK(explain_rule(kUnique, kStyle).find("number") == std::string::npos);
}

TEST_CASE("examples of hostile characters are shown without them") {
  diag::Card hostile = kOwn;
  hostile.bad = "<a>\x1b</a>\n<b>\xff</b>\n";
  CHECK(explain_rule(hostile, kStyle).find("\nBad\n  <a>\\u{001B}</a>\n  <b>\\xFF</b>\n") != std::string::npos);
  CHECK(write_rules_page({&hostile}, "1").find("\n<a>\\eu{001B}</a>\n<b>\\exFF</b>\n") != std::string::npos);
}

TEST_CASE("rules as JSON carry the severity of every profile") {
  const nlohmann::json read = nlohmann::json::parse(list_rules_json(kCards));
  REQUIRE(read.size() == 3);
  CHECK(read[0].at("profiles").dump() ==
        R"({"lenient":"warning","lync":"warning","rfc4575":"error","strict":"error"})");
  CHECK(read[2].at("bad").is_null());
  CHECK(list_rules_json({}) == "[]\n");
  CHECK(nlohmann::json::parse(explain_rule_json(kStatus)) == read[1]);
}

TEST_CASE("the manual page has every rule under its area, safe from roff") {
  diag::Card tricky = kOwn;
  tricky.why = ".begins like a request. Ends. 'So does \\ this, \xc2\xa7.";
  tricky.bad = ".x\n'y\n\\z\n";
  const std::string page = write_rules_page({&kUnique, &kStatus, &tricky}, "1.2.3");
  CHECK(page.find(".Dt CONF-RULES 7\n.Os confstate 1.2.3\n") != std::string::npos);
  CHECK(page.find(".Sh INFO RULES\n.Ss info/user-entity-unique\na user appears once in a roster.\n") !=
        std::string::npos);
  CHECK(page.find(".Sh ROOMS RULES\n.Ss rooms/odd-scheme\n") != std::string::npos);
  CHECK(page.find("\n\\&.begins like a request.\nEnds.\n\\&'So does \\e this, \\[u00A7].\n") != std::string::npos);
  CHECK(page.find("\n\\&.x\n\\&'y\n\\ez\n.Ed\n") != std::string::npos);
  CHECK(std::count(page.begin(), page.end(), '\t') == 0);
}

}  // namespace
}  // namespace confstate::report
