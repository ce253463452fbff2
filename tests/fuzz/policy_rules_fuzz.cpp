// Any bytes as a policy through every rule: each finding stands in the text, and each repair of JSON can be made.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "json/edit.hpp"
#include "rules/policy/policy_rules.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace confstate;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto document = policy::Document::read(std::make_shared<bytes::Source>("f", text), {});
  diag::Findings found(diag::Profile::rfc4575, 1000);
  rules::check_policy(*document, found);
  bool right = true;
  for (const diag::Diagnostic& each : found.all()) {
    std::vector<json::Change> changes;
    for (const diag::PatchOperation& step : each.patch) {
      const auto operation = step.op == "add" ? json::Operation::add : json::Operation::replace;
      changes.push_back({step.op == "remove" ? json::Operation::remove : operation, step.pointer, step.value});
    }
    right = right && each.span.begin <= each.span.end && each.span.end <= document->source().text().size();
    right = right && (document->is_yaml() || !document->faults().empty() || json::edit(text, changes));
  }
  return right ? 0 : (std::abort(), 0);
}
