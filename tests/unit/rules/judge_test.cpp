// Documents that come again and again.
#include "rules/judge.hpp"

#include <string>

#include <doctest/doctest.h>

using namespace confstate;

namespace {

constexpr std::string_view kUsers = R"(<users><user entity="sip:b@example.com"/></users>)";

std::string document(std::string_view version, std::string_view users = kUsers) {
  return std::string(R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:a@example.com")") +
         R"( state="full" version=")" + std::string(version) + "\"><conference-description/>" + std::string(users) +
         "</conference-info>";
}

std::vector<std::string> words_of(const rules::Judged& judged) {
  std::vector<std::string> words;
  for (const diag::Finding& finding : judged.outcome.findings) {
    words.push_back(diag::full_id(*finding.diagnostic.card) + ": " + finding.diagnostic.message);
  }
  return words;
}

}  // namespace

TEST_CASE("a document that is remembered gives what it gave the first time, and its witness is called each time") {
  const config::Configuration configuration;
  rules::DocumentJudge judge(configuration, {});
  int seen = 0;
  const auto witness = [&](const change::Update& update, diag::Findings& /*out*/) {
    seen += update.document().entity() == "sip:a@example.com" ? 1 : 0;
  };
  for (int round = 0; round < 3; ++round) {
    for (const char* version : {"1", "2", "many"}) {
      const rules::Judged again = judge.judge("trace", document(version), witness);
      CHECK(words_of(again) == words_of(rules::judge("trace", document(version), configuration, {})));
      CHECK(words_of(again).empty() == (std::string_view(version) != "many"));
      CHECK(again.outcome.source.text().empty() == words_of(again).empty());
    }
  }
  CHECK(seen == 9);
}

TEST_CASE("what is not remembered is no other document") {
  const config::Configuration configuration;
  rules::DocumentJudge judge(configuration, {});
  int seen = 0;
  const auto witness = [&](const change::Update& /*update*/, diag::Findings& /*out*/) { ++seen; };
  const std::string large = document("1", std::string(70'000, ' ') + std::string(kUsers));
  CHECK(words_of(judge.judge("trace", large, witness)).empty());
  CHECK(!words_of(judge.judge("trace", "", witness)).empty());
  CHECK(words_of(judge.judge("trace", large, witness)).empty());
  CHECK(seen == 2);
  for (int i = 0; i < 20; ++i) {
    CHECK(words_of(judge.judge("trace", document(std::to_string(i)), witness)).empty());
  }
  CHECK(seen == 22);
}
