// Judging an example policy with all rules: what the tests of policy rules share.
#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "rules/notify/notify.hpp"
#include "rules/policy/policy_rules.hpp"

namespace confstate::tests {

// A policy and what all rules say about it, in the order of the report.
struct JudgedPolicy {
  std::shared_ptr<const policy::Document> document;
  std::vector<diag::Diagnostic> findings;

  [[nodiscard]] std::string at(base::Span span) const {
    return std::string(document->source().text().substr(span.begin, span.end - span.begin));
  }
};

[[nodiscard]] inline std::shared_ptr<const policy::Document> read_policy(std::string_view text,
                                                                         const policy::Templates& templates = {}) {
  return policy::Document::read(std::make_shared<bytes::Source>("policy.json", std::string(text)), templates);
}

// Of several texts between lines of dashes the last one is judged; the others are templates.
[[nodiscard]] inline JudgedPolicy judged_policy(std::string_view example) {
  std::vector<std::string_view> texts = rules::documents_of(example);
  policy::Templates templates;
  for (std::size_t i = 0; i + 1 < texts.size(); ++i) {
    const auto document = read_policy(texts[i], templates);
    templates.emplace(document->policy().id, document);
  }
  JudgedPolicy out{read_policy(texts.back(), templates), {}};
  diag::Findings found(diag::Profile::rfc4575, base::Limits().findings);
  rules::check_policy(*out.document, found);
  found.sort();
  out.findings = std::move(found.all());
  return out;
}

// Ids of what was found, without those that a card's options ignore ("--ignore policy/x").
[[nodiscard]] inline std::string policy_ids(std::string_view example, std::string_view options = {}) {
  std::string ids;
  for (const diag::Diagnostic& found : judged_policy(example).findings) {
    const std::string id = diag::full_id(*found.card);
    if (options.find(id) == std::string_view::npos) {
      ids += (ids.empty() ? "" : " ") + id;
    }
  }
  return ids;
}

}  // namespace confstate::tests
