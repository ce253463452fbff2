#include "rules/notify/occasion.hpp"

namespace confstate::rules {

const std::vector<std::span<const OccasionRule>>& occasion_rules() {
  static const std::vector<std::span<const OccasionRule>> rules{subscribe_rules(), delivery_rules(), content_rules(),
                                                                course_rules()};
  return rules;
}

}  // namespace confstate::rules
