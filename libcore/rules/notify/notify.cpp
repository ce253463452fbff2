#include "rules/notify/notify.hpp"

namespace confstate::rules {

std::vector<std::span<const StepRule>> step_rules() {
  return {version_rules(), change_rules()};
}

std::vector<std::string_view> documents_of(std::string_view example) {
  std::vector<std::string_view> documents;
  while (true) {
    const std::size_t end = example.find(kNextDocument);
    documents.push_back(example.substr(0, end));
    if (end == std::string_view::npos) {
      return documents;
    }
    example.remove_prefix(end + kNextDocument.size());
  }
}

}  // namespace confstate::rules
