// From the layers of a policy (defaults, profile, templates, file) to its effective values.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/tree.hpp"
#include "policy/form.hpp"
#include "policy/policy.hpp"

namespace confstate::policy {

struct Field;

// One text that writes fields; its bad values count as not written.
struct Layer {
  const json::Tree* tree = nullptr;
  const std::vector<bool>* bad = nullptr;  // by node
  Origin origin = Origin::file;
  std::string name;  // of the template
};

// One effective value that is no object.
struct Value {
  std::string pointer;
  const Field* field = nullptr;
  std::string text;  // as JSON, of a list of objects how many there are; empty where there is none
  Place place;
};

struct Effective {
  Policy policy;
  std::vector<Value> values;                         // in the order of the table, without what is within lists
  std::map<std::string, Place, std::less<>> places;  // of all that a layer above the defaults writes, by JSON pointer
};

// Puts the layers, the weakest first, over the defaults of the profile.
[[nodiscard]] Effective apply_layers(std::span<const Layer> layers, std::optional<Profile> profile);

}  // namespace confstate::policy
