// A whole trace, judged: what a report is made of.
#include "rules/diagnose.hpp"

#include <memory>
#include <string>

#include <doctest/doctest.h>

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
