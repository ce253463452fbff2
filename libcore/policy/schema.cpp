#include "policy/schema.hpp"

#include <algorithm>
#include <vector>

#include <nlohmann/json.hpp>

#include "policy/fields.hpp"
#include "policy/text_form.hpp"

namespace confstate::policy {
namespace {

using Json = nlohmann::ordered_json;

// "a member rule" as "member-rule".
std::string definition_name(const Table& table) {
  std::string name(table.name.substr(table.name.substr(0, 2) == "a " ? 2 : 0));
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

Json reference(const Table& table) {
  return {{"$ref", "#/definitions/" + definition_name(table)}};
}

// A closed object: its own members, and those that begin with "x-".
Json closed_object() {
  return {{"type", "object"}, {"additionalProperties", false}, {"patternProperties", {{"^x-", Json::object()}}}};
}

Json map_of(const Field& field) {
  Json out = closed_object();
  if (field.keys.empty()) {
    out["additionalProperties"] = reference(*field.members);
  }
  for (const std::string_view key : field.keys) {
    out["properties"][std::string(key)] = reference(*field.members);
  }
  return out;
}

Json words_of_field(const Field& field) {
  Json out = Json::array();
  for (const std::string_view word : field.words) {
    const bool flag = field.kind == FieldKind::flag_word && (word == "true" || word == "false");
    out.push_back(flag ? Json(word == "true") : Json(word));
  }
  return {{"enum", out}};
}

Json text_of_field(const Field& field) {
  Json out = {{"type", "string"}};
  if (field.form != TextForm::any) {
    out["pattern"] = pattern_of(field.form);
  }
  return out;
}

// What the value of a field must be, without what it means.
Json shape_of(const Field& field) {
  switch (field.kind) {
    case FieldKind::boolean:
      return {{"type", "boolean"}};
    case FieldKind::whole:
      return {{"type", "integer"}, {"minimum", field.least}, {"maximum", field.most}};
    case FieldKind::text:
      return text_of_field(field);
    case FieldKind::word:
    case FieldKind::flag_word:
      return words_of_field(field);
    case FieldKind::truth:
      return {{"enum", {true}}};
    case FieldKind::texts:
      return {{"type", "array"}, {"items", {{"type", "string"}}}};
    case FieldKind::words:
      return {{"type", "array"}, {"items", words_of_field(field)}};
    case FieldKind::roles:
      return {{"type", {"string", "array"}}, {"items", {{"type", "string"}}}};
    case FieldKind::objects:
      return {{"type", "array"}, {"items", reference(*field.members)}};
    case FieldKind::map:
      return map_of(field);
    case FieldKind::object:
      break;
  }
  return reference(*field.members);
}

Json described(std::string description, const Json& shape) {
  Json out = {{"description", std::move(description)}};
  out.update(shape);
  return out;
}

std::string unit_of(const Field& field) {
  return field.unit.empty() ? "" : " In " + std::string(field.unit) + ".";
}

Json properties_of(const Table& table) {
  Json out = Json::object();
  for (const Field& field : table.fields) {
    const std::string name(field.name);
    out[name] = described(std::string(field.meaning) + unit_of(field), shape_of(field));
    if (!field.standard.empty()) {
      out[name]["default"] = Json::parse(field.standard);
    }
    if (table.layered && is_list(field.kind)) {
      out["+" + name] =
          described("Added to " + name + " of the template, the profile or the defaults.", shape_of(field));
    }
  }
  return out;
}

// What must stand beside what.
void add_demands(Json& object, const Table& table) {
  for (const Field& field : table.fields) {
    if (field.required) {
      object["required"].push_back(field.name);
    }
    if (field.alternative) {
      object["oneOf"].push_back({{"required", {field.name}}});
    }
    if (!field.needs.empty()) {
      object["dependencies"][std::string(field.name)] = {field.needs};
    }
  }
}

Json object_of(const Table& table) {
  Json out = closed_object();
  out["properties"] = properties_of(table);
  add_demands(out, table);
  return out;
}

// All tables but the whole one, in the order in which they are met.
std::vector<const Table*> tables_below() {
  std::vector<const Table*> all = {&policy_table()};
  for (std::size_t index = 0; index < all.size(); ++index) {
    for (const Field& field : all[index]->fields) {
      if (field.members != nullptr && std::find(all.begin(), all.end(), field.members) == all.end()) {
        all.push_back(field.members);
      }
    }
  }
  all.erase(all.begin());
  return all;
}

}  // namespace

std::string write_schema() {
  Json out = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"title", "conference security policy"},
      {"description",
       "What conf-lint and conf-rooms read as the policy of a conference or as a template; conf-policy(5) tells "
       "more. Keys that begin with x- mean nothing to them."}};
  out.update(object_of(policy_table()));
  for (const Table* table : tables_below()) {
    out["definitions"][definition_name(*table)] = object_of(*table);
  }
  return out.dump(2) + "\n";
}

}  // namespace confstate::policy
