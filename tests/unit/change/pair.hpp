// Two documents ready to be compared, for tests of change.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "change/canonical.hpp"
#include "change/diff.hpp"
#include "unit/info/read_document.hpp"

namespace confstate::tests {

struct ComparedPair {
  ComparedPair(std::string before, std::string after, change::Form form = {})
      : old_document(std::move(before), xml::Reading::keeping),
        new_document(std::move(after), xml::Reading::keeping),
        old_form(*old_document, form),
        new_form(*new_document, form),
        changes(change::diff(old_form, new_form)) {}

  // "operation path: old -> new" for each change.
  [[nodiscard]] std::vector<std::string> told() const {
    std::vector<std::string> lines;
    for (const change::Change& each : changes) {
      lines.push_back(std::string(to_string(each.operation)) + " " + change::path_of(each) + ": " +
                      change::old_value(each).value_or("none") + " -> " + change::new_value(each).value_or("none"));
    }
    return lines;
  }

  ReadDocument old_document;
  ReadDocument new_document;
  change::Canonical old_form;
  change::Canonical new_form;
  std::vector<change::Change> changes;
};

using Told = std::vector<std::string>;

}  // namespace confstate::tests
