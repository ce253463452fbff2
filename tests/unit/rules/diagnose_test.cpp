// A whole trace, judged: what a report is made of.
#include "rules/diagnose.hpp"

#include <memory>
#include <string>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "support/exchange.hpp"

using namespace confstate;

namespace {

// Findings of one rule in a trace.
std::vector<diag::Diagnostic> of_rule(const std::string& trace, std::string_view id) {
  std::vector<diag::Diagnostic> out;
  rules::DiagnosisSettings settings;
  settings.configuration = std::make_shared<const config::Configuration>();
  settings.names = {"trace"};
  settings.tell = [&](std::vector<diag::Outcome>&& outcomes) {
    for (diag::Outcome& outcome : outcomes) {
      for (diag::Finding& finding : outcome.findings) {
        if (diag::full_id(*finding.diagnostic.card) == id) {
          out.push_back(std::move(finding.diagnostic));
        }
      }
    }
  };
  rules::Diagnosis diagnosis(std::move(settings));
  dialog::Follower follower({}, diagnosis.followers());
  bytes::Stream stream(trace);
  REQUIRE(follower.read(stream, 0).has_value());
  follower.finish();
  diagnosis.finish();
  return out;
}

}  // namespace

TEST_CASE("a fault of every message of a subscription is shown three times and counted") {
  tests::Exchange exchange;
  exchange.subscribe(1).answer(1, "200 OK").told(1, "");
  for (unsigned i = 2; i < 9; ++i) {
    exchange.at(i * 10).notify(1, std::string(i, 'x'), "active", "f1", "text/plain").reply(1);
  }
  const std::vector<diag::Diagnostic> found = of_rule(exchange.trace(), "notify/body-not-accepted");
  REQUIRE(found.size() == 3);
  CHECK(found[1].note.empty());
  CHECK(found[2].note == "the same in 4 later messages of this subscription");
}

TEST_CASE("what only shows in the state that a partial document makes is told once") {
  const auto document = [](std::string_view state, unsigned version, std::string_view content) {
    return fmt::format(
        R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:board@example.com")"
        R"( state="{}" version="{}">{}</conference-info>)",
        state, version, content);
  };
  constexpr std::string_view kFull =
      "<conference-description><maximum-user-count>3</maximum-user-count></conference-description>"
      "<conference-state><user-count>2</user-count></conference-state><users/>";
  constexpr std::string_view kMore = "<conference-state><user-count>5</user-count></conference-state>";
  constexpr std::string_view kTopic = "<conference-description><subject>Late</subject></conference-description>";
  tests::Exchange exchange;
  exchange.begin(document("full", 1, kFull)).at(10).told(2, document("partial", 2, kMore));
  CHECK(of_rule(exchange.trace(), "info/user-count-over-maximum").size() == 1);
  exchange.at(20).told(3, document("partial", 3, kTopic));
  const std::vector<diag::Diagnostic> found = of_rule(exchange.trace(), "info/user-count-over-maximum");
  REQUIRE(found.size() == 1);
  CHECK(found[0].note.empty());
}

TEST_CASE("a large state under many small updates is judged a few times only") {
  const std::string users = [] {
    std::string out;
    for (int i = 0; i < 2000; ++i) {
      out += fmt::format(R"(<user entity="sip:u{}@example.com"/>)", i);
    }
    return out;
  }();
  constexpr std::string_view kHead =
      R"(<conference-info xmlns="urn:ietf:params:xml:ns:conference-info" entity="sip:board@example.com" )";
  tests::Exchange exchange;
  exchange.begin(fmt::format(R"({}state="full" version="1"><users>{}</users></conference-info>)", kHead, users));
  for (unsigned i = 2; i < 200; ++i) {
    exchange.at(i * 10).told(
        i, fmt::format(R"({}state="partial" version="{}"><conference-description><subject>{}</subject>)"
                       "</conference-description></conference-info>",
                       kHead, i, i));
  }
  rules::DiagnosisSettings settings;
  settings.configuration = std::make_shared<const config::Configuration>();
  rules::Diagnosis diagnosis(std::move(settings));
  dialog::Follower follower({}, diagnosis.followers());
  bytes::Stream stream(exchange.trace());
  REQUIRE(follower.read(stream, 0).has_value());
  CHECK(diagnosis.states() > 0);
  CHECK(diagnosis.states() < 30);
}
