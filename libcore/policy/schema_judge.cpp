#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "policy/schema.hpp"

namespace confstate::policy {
namespace {

using PlainJson = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// valijson makes a std::regex for every pair of a key and one of patternProperties. The only such pattern is "^x-", and
// those keys are taken out of what it sees.
std::unique_ptr<valijson::Schema> parse_schema() {
  PlainJson text = PlainJson::parse(write_schema());
  text.erase("patternProperties");
  for (PlainJson& each : text["definitions"]) {
    each.erase("patternProperties");
    for (PlainJson& property : each["properties"]) {
      property.erase("patternProperties");
    }
  }
  for (PlainJson& property : text["properties"]) {
    property.erase("patternProperties");
  }
  auto schema = std::make_unique<valijson::Schema>();
  valijson::SchemaParser().populateSchema(Adapter(text), *schema);
  return schema;
}

PlainJson scalar_of(const json::Node& node) {
  switch (node.kind) {
    case json::Kind::boolean:
      return node.flag;
    case json::Kind::number:
      return node.whole ? PlainJson(node.integer) : PlainJson(0.5);
    case json::Kind::string:
      return node.text;
    case json::Kind::array:
      return PlainJson::array();
    case json::Kind::object:
      return PlainJson::object();
    case json::Kind::null:
      break;
  }
  return nullptr;
}

struct Pending {
  const json::Node* node;
  PlainJson* into;
};

void add_members(const json::Tree& tree, const Pending& whole, std::vector<Pending>& pending) {
  for (const json::Node* each = tree.first_of(*whole.node); each != nullptr; each = tree.next_of(*each)) {
    if (whole.node->kind == json::Kind::array) {
      whole.into->push_back(scalar_of(*each));
    } else if (each->key.substr(0, 2) != "x-") {
      const auto [member, is_new] = whole.into->emplace(each->key, scalar_of(*each));
      if (is_new) {
        pending.push_back({each, &*member});
      }
    }
  }
  std::size_t index = 0;  // elements stay where they are once all are there
  const bool list = whole.node->kind == json::Kind::array;
  for (const json::Node* each = tree.first_of(*whole.node); list && each != nullptr; each = tree.next_of(*each)) {
    pending.push_back({each, &(*whole.into)[index++]});
  }
}

// The tree as nlohmann keeps values, without what begins with "x-".
PlainJson value_of(const json::Tree& tree) {
  PlainJson out = scalar_of(tree.root());
  std::vector<Pending> pending = {{&tree.root(), &out}};
  while (!pending.empty()) {
    const Pending next = pending.back();
    pending.pop_back();
    add_members(tree, next, pending);
  }
  return out;
}

// The context of an offence, "<root>" and then "[key]" each, as a JSON pointer.
std::string pointer_of(const std::vector<std::string>& context) {
  std::string out;
  for (std::size_t index = 1; index < context.size(); ++index) {
    const std::string_view each = context[index];
    out = json::step(out, each.substr(1, each.size() < 2 ? 0 : each.size() - 2));
  }
  return out;
}

}  // namespace

SchemaVerdict judge_by_schema(const json::Tree& tree) {
  static const std::unique_ptr<const valijson::Schema> schema = parse_schema();
  const PlainJson value = value_of(tree);
  if (valijson::Validator().validate(*schema, Adapter(value), nullptr)) {
    return {};
  }
  valijson::ValidationResults results;
  valijson::Validator().validate(*schema, Adapter(value), &results);
  valijson::ValidationResults::Error error;
  results.popError(error);
  return {false, pointer_of(error.context), error.description};
}

}  // namespace confstate::policy
