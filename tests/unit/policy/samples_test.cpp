#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "policy/document.hpp"
#include "policy/explain.hpp"

namespace confstate::policy {
namespace {

std::shared_ptr<const Document> sample(const std::string& name) {
  std::ifstream stream(CONFSTATE_SOURCE_DIR "/testdata/policies/" + name, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  return Document::read(std::make_shared<bytes::Source>(name, text), {});
}

std::vector<std::string> sentences(const Document& document) {
  std::vector<std::string> out;
  for (const ExplainSection& section : explain(document)) {
    for (const ExplainRow& row : section.rows) {
      out.push_back(row.pointer + " = " + row.value + ": " + row.sentence);
    }
  }
  return out;
}

std::string row_of(const Document& document, std::string_view pointer) {
  for (const ExplainSection& section : explain(document)) {
    for (const ExplainRow& row : section.rows) {
      if (row.pointer == pointer) {
        return row.value + " | " + row.origin + " | " + row.sentence;
      }
    }
  }
  return "";
}

TEST_CASE("the shipped policies have the form of policies") {
  for (const std::string name : {"open.json", "secure.json", "secure.yaml", "misconfigured.json"}) {
    CAPTURE(name);
    const auto document = sample(name);
    CHECK(document->is_usable());
    CHECK(document->faults().empty());
    CHECK(document->is_yaml() == (name == "secure.yaml"));
  }
}

TEST_CASE("JSON and YAML of the same policy are the same policy") {
  const auto json = sample("secure.json");
  const auto yaml = sample("secure.yaml");
  CHECK(json->policy() == yaml->policy());
  CHECK(sentences(*json) == sentences(*yaml));
  CHECK(json->policy().membership.allow.size() == 4);
}

TEST_CASE("each value is explained with who said it") {
  const auto document = sample("secure.yaml");
  CHECK(row_of(*document, "/membership/mode") == "\"closed\" | secure.yaml:13:9 | Only listed users may take part.");
  CHECK(row_of(*document, "/membership/allow/3") ==
        "phone | secure.yaml:18:7 | Rule phone allows the number +31205550142, by dial-in and dial-out only.");
  CHECK(row_of(*document, "/membership/bans/durationSec") == "0 | default | A ban lasts for ever.");
  CHECK(row_of(*document, "/conference/maxLegsPerUser") ==
        "1 | default | One user has at most 1 call in the conference.");
  CHECK(
      row_of(*document, "/identity/trust/0") ==
      "core | secure.yaml:36:7 | The word of core (198.51.100.16/28 and core.example.net) over tls with a certificate "
      "of its own counts in requests and responses about example.net and +3120.");
  CHECK(row_of(*document, "/roles/moderator/may") ==
        "[\"invite\", \"kick\", \"ban\", \"lock\", \"end\"] | secure.yaml:72:10 | moderator: Its users have the rights "
        "invite, kick, ban, lock and end.");
  CHECK(row_of(*document, "/validity/windows") == "0 | default | People may come in at any time of the week.");
  CHECK(row_of(*document, "/lock/afterCount") == " | default | It does not lock itself by number.");
  CHECK(row_of(*document, "/profile") == " | default | The defaults are those of this language.");
}

TEST_CASE("every row of every explanation is a sentence") {
  for (const std::string name : {"open.json", "secure.json", "misconfigured.json"}) {
    for (const ExplainSection& section : explain(*sample(name))) {
      CHECK_FALSE(section.heading.empty());
      for (const ExplainRow& row : section.rows) {
        CAPTURE(row.pointer);
        CHECK(row.sentence.find("{}") == std::string::npos);
        CHECK(row.sentence.size() > 10);
        CHECK(row.sentence.back() == '.');
        CHECK_FALSE(row.origin.empty());
      }
    }
  }
}

}  // namespace
}  // namespace confstate::policy
