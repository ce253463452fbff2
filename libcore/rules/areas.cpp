#include "rules/areas.hpp"

namespace confstate::rules {

std::vector<std::span<const DocumentRule>> document_rules() {
  return {structure_rules(), state_rules(),    key_rules(),   uri_rules(),     description_rules(),
          user_rules(),      endpoint_rules(), media_rules(), sidebar_rules(), room_rules()};
}

}  // namespace confstate::rules
