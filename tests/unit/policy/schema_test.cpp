#include "policy/schema.hpp"

#include <doctest/doctest.h>

#include <string>

#include "policy/structure.hpp"
#include "support/policies.hpp"
#include "support/rounds.hpp"

namespace confstate::policy {
namespace {

json::Tree tree_of(const std::string& text) {
  return json::parse(text, {.comments = true, .repeats = true}).value();
}

TEST_CASE("the table and valijson agree on a policy with every field") {
  const json::Tree tree = tree_of(std::string(tests::kFullPolicy));
  const Structure structure = check_structure(tree);
  CHECK(structure.faults.empty());
  const SchemaVerdict verdict = judge_by_schema(tree);
  INFO(verdict.pointer << " " << verdict.message);
  CHECK(verdict.valid);
}

TEST_CASE("the table finds a fault where, and only where, valijson finds the schema broken") {
  tests::Slips slips(11);
  unsigned long valid = 0;
  const unsigned long count = tests::rounds(200);
  for (unsigned long round = 0; round < count; ++round) {
    const std::string text = slips.next().dump();
    const json::Tree tree = tree_of(text);
    const Structure structure = check_structure(tree);
    const SchemaVerdict verdict = judge_by_schema(tree);
    INFO(text << "\n" << verdict.pointer << " " << verdict.message);
    INFO((structure.faults.empty() ? "" : structure.faults[0].pointer + " " + structure.faults[0].message));
    REQUIRE(structure.faults.empty() == verdict.valid);
    valid += verdict.valid ? 1 : 0;
  }
  CHECK(valid > count / 20);
  CHECK(valid < count - count / 20);
}

TEST_CASE("valijson says where the schema is broken") {
  const SchemaVerdict verdict = judge_by_schema(tree_of(
      R"({"schemaVersion": 1, "id": "a", "conference": {"uri": "sip:a@b"}, "media": {"keying": ["tls", "none"]}})"));
  CHECK_FALSE(verdict.valid);
  CHECK(verdict.pointer == "/media/keying/1");
  CHECK(verdict.message == "Failed to match against any enum values.");
}

TEST_CASE("the schema is read at any size of keys and lists") {
  std::string text = R"({"schemaVersion": 1, "id": "a", "conference": {"uri": "sip:a@b"}, "x-)";
  text += std::string(1000000, 'a') + R"(": 1, "validity": {"notBefore": ")" + std::string(1000000, '2') + "\"}}";
  CHECK_FALSE(judge_by_schema(tree_of(text)).valid);
}

}  // namespace
}  // namespace confstate::policy
