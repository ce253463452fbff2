#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "unit/report/samples.hpp"

namespace confstate::report {
namespace {

using namespace samples;
using nlohmann::json;

const Cards kCards{&kUnique, &kStatus};

json run_of(std::initializer_list<const diag::Outcome*> outcomes) {
  const json log = json::parse(print(*make_sarif_printer(kStyle, kCards), outcomes));
  CHECK(log.at("version") == "2.1.0");
  REQUIRE(log.at("runs").size() == 1);
  return log.at("runs")[0];
}

json result_of(diag::Finding one, std::string name = "a.xml", std::string text = "<a/>") {
  const diag::Outcome only = outcome(std::move(name), std::move(text), {std::move(one)});
  return run_of({&only}).at("results").at(0);
}

TEST_CASE("a SARIF run describes its rules, and results point at them") {
  const diag::Outcome board = board_outcome();
  const json run = run_of({&board});
  const json& driver = run.at("tool").at("driver");
  CHECK(driver.at("name") == "conf-validate");
  CHECK(driver.at("version") == "1.2.3");
  REQUIRE(driver.at("rules").size() == 2);
  CHECK(driver.at("rules")[0].at("id") == "info/user-entity-unique");
  CHECK(driver.at("rules")[0].at("name") == "UserEntityUnique");
  CHECK(driver.at("rules")[0].at("defaultConfiguration").at("level") == "error");
  CHECK(run.at("columnKind") == "unicodeCodePoints");
  CHECK(run.at("invocations").dump() == R"([{"executionSuccessful":true}])");
  CHECK(run.at("results").at(1).at("ruleIndex") == 1);
  CHECK(run.at("results").at(1).at("ruleId") == "info/endpoint-status-unknown");
}

TEST_CASE("a SARIF result says where, what, since when, and what belongs to it") {
  const diag::Outcome board = board_outcome();
  const json run = run_of({&board});
  CHECK(run.at("results")[0] == json::parse(R"({
    "ruleId": "info/user-entity-unique", "ruleIndex": 0, "level": "error",
    "message": {"text": "user sip:bob@example.com appears twice in one roster"},
    "locations": [{
      "physicalLocation": {
        "artifactLocation": {"uri": "rooms/board.xml"},
        "region": {"startLine": 17, "startColumn": 9, "endLine": 17, "endColumn": 37,
                   "byteOffset": 704, "byteLength": 28}},
      "logicalLocations": [
        {"fullyQualifiedName": "/conference-info/users/user[sip:bob@example.com]#2/@entity"}]}],
    "relatedLocations": [{
      "physicalLocation": {
        "artifactLocation": {"uri": "rooms/board.xml"},
        "region": {"startLine": 9, "startColumn": 9, "endLine": 9, "endColumn": 37,
                   "byteOffset": 646, "byteLength": 28}},
      "message": {"text": "first seen here"}}],
    "partialFingerprints": {"confstate/v1": "b1997b5abf0fd469"},
    "suppressions": []})"));
}

TEST_CASE("a suppressed SARIF result says why; a rule the run does not list has no index") {
  json result = result_of(suppressed());
  CHECK(result.at("suppressions").dump() ==
        R"([{"justification":"known","kind":"external","properties":{"until":"2027-01-31"},"status":"accepted"}])");
  CHECK_FALSE(result.contains("ruleIndex"));
  CHECK(result.at("level") == "warning");
  diag::Finding known = suppressed();
  known.suppressed = diag::Suppressed{"baseline", "", std::nullopt};
  known.diagnostic.severity = diag::Severity::info;
  result = result_of(known);
  CHECK(result.at("suppressions")[0].at("justification") == "known to the baseline");
  CHECK(result.at("level") == "note");
}

TEST_CASE("file names become relative references") {
  const auto uri = [](std::string name) {
    return result_of(finding(kUnique, {0, 1}, "odd"), std::move(name))
        .at("locations")[0]
        .at("physicalLocation")
        .at("artifactLocation")
        .at("uri");
  };
  CHECK(uri("rooms/a b,c.xml") == "rooms/a%20b%2Cc.xml");
  CHECK(uri("http:x#y?z%.xml") == "http%3Ax%23y%3Fz%25.xml");
  CHECK(uri("//host/a.xml") == "/host/a.xml");
  CHECK(uri("<stdin>") == "%3Cstdin%3E");
  CHECK(uri("\xc3\xa9\xff") == "%C3%A9%FF");
}

TEST_CASE("a SARIF message holds no placeholder and no link that the input made up") {
  diag::Finding one = finding(kUnique, {0, 1}, "{0} [click](http://x) a[1]");
  CHECK(result_of(one).at("message").at("text") == "{{0}} [click\\](http://x) a[1]");
}

TEST_CASE("a fix is a replacement") {
  diag::Finding one = finding(kUnique, {0, 1}, "odd");
  one.diagnostic.help = "mend it";
  one.diagnostic.fix = diag::Fix{{1, 2}, "b"};
  CHECK(result_of(one).at("fixes") == json::parse(R"([{
    "description": {"text": "mend it"},
    "artifactChanges": [{
      "artifactLocation": {"uri": "a.xml"},
      "replacements": [{
        "deletedRegion": {"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 3,
                          "byteOffset": 1, "byteLength": 1},
        "insertedContent": {"text": "b"}}]}]}])"));
}

TEST_CASE("a run that could not judge an input says so, and one without findings has empty results") {
  diag::Outcome failed = outcome("c.xml", "");
  failed.failure = base::Failure{"cannot read c.xml", ""};
  const json run = run_of({&failed});
  CHECK(run.at("results") == json::array());
  CHECK(run.at("invocations").dump() == R"([{"executionSuccessful":false}])");
}

}  // namespace
}  // namespace confstate::report
