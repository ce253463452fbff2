// The three sample policies of the specification, where it is at hand.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "support/skip.hpp"
#include "unit/rules/policy_judged.hpp"

using namespace confstate;

namespace {

// The JSON blocks below the heading of the samples.
std::vector<std::string> samples_in(const std::string& text) {
  std::vector<std::string> samples;
  const std::size_t end = text.find("\n## 2.");
  std::size_t at = text.find("### 1.3 Sample policies");
  while (at < end) {
    const std::size_t begin = text.find("```json\n", at);
    const std::size_t close = text.find("\n```", begin);
    if (begin >= end || close == std::string::npos) {
      break;
    }
    samples.push_back(text.substr(begin + 8, close - begin - 7));
    at = close + 4;
  }
  return samples;
}

// Numbers of what was found, at least so severe.
std::multiset<std::string> numbers_in(const std::string& sample, diag::Severity least) {
  std::multiset<std::string> numbers;
  for (const diag::Diagnostic& found : tests::judged_policy(sample).findings) {
    if (found.severity >= least) {
      numbers.insert(std::string(diag::alias_of(*found.card)));
    }
  }
  return numbers;
}

std::vector<std::string> expected_in(const std::string& sample) {
  std::vector<std::string> numbers;
  for (std::size_t at = sample.find("\"CSP"); at != std::string::npos; at = sample.find("\"CSP", at + 1)) {
    numbers.push_back(sample.substr(at + 1, 6));
  }
  return numbers;
}

}  // namespace

TEST_CASE("the sample policies give the findings that the specification expects") {
  const std::filesystem::path path = tests::oracles_or_skip("spec/policy.md");
  if (path.empty()) {
    return;
  }
  std::ifstream stream(path, std::ios::binary);
  const std::vector<std::string> samples = samples_in({std::istreambuf_iterator<char>(stream), {}});
  REQUIRE(samples.size() == 3);
  using Numbers = std::multiset<std::string>;
  CHECK(numbers_in(samples[0], diag::Severity::warning) == Numbers{"CSP409"});
  CHECK(numbers_in(samples[1], diag::Severity::warning) == Numbers{"CSP104"});
  const Numbers found = numbers_in(samples[2], diag::Severity::warning);
  const std::vector<std::string> expected = expected_in(samples[2]);
  CHECK(expected.size() == 24);
  for (const std::string& number : expected) {
    CAPTURE(number);
    CHECK(found.contains(number));
  }
  CHECK(found.contains("CSP104"));
  CHECK(found.contains("CSP208"));
}
