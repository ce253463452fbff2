// Our side of policy_schema_test.py: without names, policies with slips, else those files; one line of JSON each.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <nlohmann/json.hpp>

#include "policy/document.hpp"
#include "support/policies.hpp"
#include "support/rounds.hpp"

namespace {

void print(const nlohmann::json& policy, const std::string& text) {
  using confstate::policy::Document;
  const auto document = Document::read(std::make_shared<confstate::bytes::Source>("policy", text), {});
  nlohmann::json faults = nlohmann::json::array();
  for (const auto& fault : document->faults()) {
    if (fault.kind == confstate::policy::FormFaultKind::schema) {
      faults.push_back(fault.pointer + ": " + fault.message);
    }
  }
  std::printf("%s\n", nlohmann::json{{"policy", policy}, {"faults", faults}}.dump().c_str());
}

}  // namespace

int main(int argc, char** argv) {
  for (int index = 1; index < argc; ++index) {
    std::ifstream stream(argv[index], std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    print(nlohmann::json::parse(text, nullptr, false, true), text);
  }
  confstate::tests::Slips slips(2027);
  for (unsigned long round = 0; argc == 1 && round < confstate::tests::rounds(600); ++round) {
    const nlohmann::json policy = slips.next();
    print(policy, policy.dump());
  }
  return 0;
}
