#include "config/file.hpp"

#include <doctest/doctest.h>

#include <string>

#include "unit/config/cards.hpp"

namespace confstate::config {
namespace {

base::Result<Layer> read(const std::string& text, const std::string& directory = "rooms") {
  return read_configuration(bytes::Source("rooms/.confstate.json", text), directory, tests::kCards);
}

std::string failure(const std::string& text) {
  const base::Result<Layer> layer = read(text);
  REQUIRE_FALSE(layer);
  return layer.error().message + (layer.error().hint.empty() ? "" : " | " + layer.error().hint);
}

TEST_CASE("every key is read, with the place it was written at") {
  const base::Result<Layer> layer = read(R"({
  "$schema": "schemas/config.schema.json",
  "profile": "lenient",
  "fail-on": "never",
  "max-findings": 20,
  "select": ["info", "rooms/*"],
  "ignore": ["scheme"],
  "severity": {"info/habit": "warning", "rooms": "off"},
  "related-domain": ["example.com"],
  "room-same-domain": true,
  "room-matches-conference": false,
  "limit": {"depth": 300, "input": "64M"},
  "baseline": "known.json",
  "suppressions": [
    {"rule": "info/user-entity-unique", "path": "/conference-info/*", "file": "old/", "reason": "migration",
     "until": "2027-01-31"}
  ]
})");
  REQUIRE(layer);
  CHECK(layer->profile->value == diag::Profile::lenient);
  CHECK(layer->profile->origin.place == "rooms/.confstate.json:3:14");
  CHECK(layer->profile->origin.kind == OriginKind::file);
  CHECK(layer->fail_on->value == diag::Severity::off);
  CHECK(layer->max_findings->value == 20);
  CHECK(layer->max_findings->origin.place == "rooms/.confstate.json:5:19");
  REQUIRE(layer->select.size() == 2);
  CHECK(layer->select[1].value == "rooms/*");
  CHECK(layer->select[1].origin.place == "rooms/.confstate.json:6:22");
  CHECK(layer->severity.at("rooms").value == diag::Severity::off);
  CHECK(layer->related_domains[0].value == "example.com");
  CHECK(layer->room_same_domain->value);
  CHECK_FALSE(layer->room_matches_conference->value);
  CHECK(layer->limits.at("depth").value == 300);
  CHECK(layer->limits.at("input").value == 64ULL << 20U);
  CHECK(layer->limits.at("input").origin.place == "rooms/.confstate.json:12:36");
  CHECK(layer->baseline->value == "rooms/known.json");
  REQUIRE(layer->suppressions.size() == 1);
  const Suppression& entry = layer->suppressions[0];
  CHECK(entry.rule.value == "info/user-entity-unique");
  CHECK(entry.path == "/conference-info/*");
  CHECK(entry.file == "old/");
  CHECK(entry.reason == "migration");
  CHECK(entry.until == base::Date{2027, 1, 31});
  CHECK(entry.origin.place == "rooms/.confstate.json:15:5");
}

TEST_CASE("the smallest files are files, a byte order mark does not move places") {
  CHECK(read("{}"));
  CHECK(read(" \n{ }\n"));
  const auto layer = read("\xef\xbb\xbf{\"fail-on\":\"info\"}");
  REQUIRE(layer);
  CHECK(layer->fail_on->origin.span.begin == 14);
}

TEST_CASE("a baseline is looked for beside the file") {
  CHECK(read(R"({"baseline": "b.json"})", ".")->baseline->value == "b.json");
  CHECK(read(R"({"baseline": "b.json"})", "/")->baseline->value == "/b.json");
  CHECK(read(R"({"baseline": "/x/b.json"})")->baseline->value == "/x/b.json");
}

TEST_CASE("rules of the suite's other tools pass, as one file serves several") {
  CHECK(read(R"({"ignore": ["notify/version-gap", "policy", "sip/*"], "severity": {"focus/x": "off"},
                 "suppressions": [{"rule": "capture/torn", "reason": "r"}]})"));
}

TEST_CASE("unknown keys fail with their place and what was probably meant") {
  CHECK(failure("{\n  \"ingore\": []}") == "rooms/.confstate.json:2:3: unknown key `ingore` | did you mean `ignore`?");
  CHECK(failure(R"({"failOn": "error"})") ==
        "rooms/.confstate.json:1:2: unknown key `failOn` | did you mean `fail-on`?");
  CHECK(failure(R"({"zzz": 1})").find("the keys are $schema, profile, fail-on") != std::string::npos);
  CHECK(failure(R"({"suppressions": [{"rule": "scheme", "reson": "x"}]})").find("did you mean `reason`?") !=
        std::string::npos);
}

TEST_CASE("wrong types and values fail with their place") {
  CHECK(failure("[]") == "rooms/.confstate.json:1:1: a configuration is an object, not an array");
  CHECK(failure(R"({"profile": 1})") == "rooms/.confstate.json:1:13: `profile` is a string, not a number");
  CHECK(failure(R"({"profile": "strikt"})") ==
        "rooms/.confstate.json:1:13: `strikt` is not a profile | did you mean `strict`?");
  CHECK(failure(R"({"fail-on": "off"})").find("it is one of error, warning, info, never") != std::string::npos);
  CHECK(failure(R"({"max-findings": -1})").find("1:18: `max-findings` is a whole number") != std::string::npos);
  CHECK(failure(R"({"max-findings": 1.5})").find("whole number") != std::string::npos);
  CHECK(failure(R"({"select": "info"})") == "rooms/.confstate.json:1:12: `select` is an array, not a string");
  CHECK(failure(R"({"ignore": ["habit", null]})").find("list of strings") != std::string::npos);
  CHECK(failure(R"({"related-domain": [" "]})").find("not empty") != std::string::npos);
  CHECK(failure(R"({"room-same-domain": "yes"})").find("a boolean, not a string") != std::string::npos);
  CHECK(failure(R"({"severity": []})").find("an object, not an array") != std::string::npos);
  CHECK(failure(R"({"severity": {"scheme": "fatal"}})") ==
        "rooms/.confstate.json:1:25: `fatal` is not a severity | it is one of error, warning, info, off");
  CHECK(failure(R"({"limit": {"dept": 1}})").find("did you mean `depth`?") != std::string::npos);
  CHECK(failure(R"({"limit": {"depth": 99999}})").find("can be at most 10000") != std::string::npos);
  CHECK(failure(R"({"limit": {"depth": true}})").find("a limit is a whole number") != std::string::npos);
  CHECK(failure(R"({"baseline": ""})").find("`baseline` is empty") != std::string::npos);
  CHECK(failure(R"({"$schema": 7})").find("a string") != std::string::npos);
}

TEST_CASE("unknown and ambiguous rules fail with a suggestion") {
  CHECK(failure(R"({"ignore": ["info/user-entity-uniqe"]})") ==
        "rooms/.confstate.json:1:13: there is no rule `info/user-entity-uniqe` | did you mean "
        "`info/user-entity-unique`?");
  CHECK(failure(R"({"ignore": ["rooms/user-entity-unique"]})").find("did you mean `info/user-entity-unique`?") !=
        std::string::npos);
  CHECK(failure(R"({"select": ["habit"]})") ==
        "rooms/.confstate.json:1:13: `habit` is the name of several rules: info/habit, rooms/habit | name one with its "
        "area");
  CHECK(
      failure(R"({"severity": {"schema": "off"}})").find("1:15: there is no rule `schema` | did you mean `scheme`?") !=
      std::string::npos);
  CHECK(failure(R"({"suppressions": [{"rule": "nonsense-of-mine", "reason": "r"}]})").find("--list-rules") !=
        std::string::npos);
}

TEST_CASE("a suppression without rule, reason or a real day fails") {
  CHECK(failure(R"({"suppressions": [{"rule": "scheme"}]})") ==
        "rooms/.confstate.json:1:19: this suppression gives no `reason` | say why the finding is accepted");
  CHECK(failure(R"({"suppressions": [{"reason": "r"}]})").find("names no `rule`") != std::string::npos);
  CHECK(failure(R"({"suppressions": [{"rule": "scheme", "reason": " \t"}]})").find("`reason` is empty") !=
        std::string::npos);
  CHECK(failure(R"({"suppressions": [{"rule": "scheme", "reason": "r", "until": "2027-02-30"}]})")
            .find("`2027-02-30` is not a day | write it as YYYY-MM-DD") != std::string::npos);
  CHECK(failure(R"({"suppressions": ["scheme"]})").find("a suppression is an object") != std::string::npos);
  CHECK(failure(R"({"suppressions": {}})").find("an array, not an object") != std::string::npos);
}

TEST_CASE("what is not JSON fails where it stops being JSON") {
  CHECK(failure("{\n  // why\n}").find("rooms/.confstate.json:2:") == 0);
  CHECK(failure("{\n  // why\n}").find("JSON has no comments") != std::string::npos);
  CHECK(failure("{\"a\": 1,}").find("rooms/.confstate.json:1:9: this is not JSON") == 0);
  CHECK(failure("").find("rooms/.confstate.json:1:1: this is not JSON") == 0);
  CHECK(failure("{} {}").find("this is not JSON") != std::string::npos);
  CHECK(failure("{\"profile\": \"\xff\"}").find("this is not JSON") != std::string::npos);
  CHECK(failure("{\"max-findings\": 1e999}").find("a number is out of range") != std::string::npos);
  CHECK(failure("{\"profile\": \"strict\", \"profile\": \"lync\"}") ==
        "rooms/.confstate.json:1:23: the key `profile` stands here a second time");
}

TEST_CASE("nesting is limited, however deep the text goes") {
  CHECK(failure(std::string(1'000'000, '[')).find("more than 64 levels of JSON") != std::string::npos);
  CHECK(failure(std::string(64, '[') + std::string(64, ']')).find("an object, not an array") != std::string::npos);
  CHECK(failure(std::string(65, '[') + std::string(65, ']')).find("more than 64 levels") != std::string::npos);
}

TEST_CASE("places are right behind escapes, wide letters and other values") {
  CHECK(failure("{\"$schema\": \"a\\\"}\xc3\xa4\\\\\", \"max-findings\" :\t12, \"x\": 0}") ==
        "rooms/.confstate.json:1:45: unknown key `x` | the keys are $schema, profile, fail-on, max-findings, select, "
        "ignore, severity, related-domain, room-same-domain, room-matches-conference, limit, baseline, suppressions");
}

}  // namespace
}  // namespace confstate::config
