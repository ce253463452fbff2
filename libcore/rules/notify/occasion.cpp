#include "rules/notify/occasion.hpp"

namespace confstate::rules {

std::vector<std::span<const OccasionRule>> occasion_rules() {
  return {subscribe_rules(), delivery_rules(), content_rules(), course_rules()};
}

}  // namespace confstate::rules
