#include "info/vocabulary.hpp"

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "xml/read.hpp"

using namespace confstate;
using info::AttributeName;
using info::KeyKind;
using info::Name;
using info::Type;

namespace {

std::string schema_text() {
  std::ifstream file(std::string(CONFSTATE_SOURCE_DIR) + "/schemas/conference-info.xsd");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string value_of(xml::Node node, std::string_view name, std::string_view otherwise = {}) {
  const xml::Attribute found = node.attribute({"", name});
  return std::string(found ? found.value() : otherwise);
}

// "users-type" for "ci:users-type"; built-in types keep their prefix.
std::string type_name(std::string name) {
  return name.starts_with("ci:") ? name.substr(3) : name;
}

// One complex type of the schema as a text: its children with occurrence, wildcards, attributes.
std::string schema_model(xml::Node type) {
  std::string model;
  for (xml::Node part = type.first_element(); part; part = part.next_element()) {
    if (part.name().local == "sequence" || part.name().local == "choice") {
      for (xml::Node row = part.first_element(); row; row = row.next_element()) {
        model += row.name().local == "any"
                     ? "any\n"
                     : value_of(row, "name") + " " + type_name(value_of(row, "type")) + " " +
                           value_of(row, "minOccurs", "1") + " " + value_of(row, "maxOccurs", "1") + "\n";
      }
    } else if (part.name().local == "attribute") {
      model += "@" + value_of(part, "name") + " " + type_name(value_of(part, "type")) + " " +
               value_of(part, "use", "optional") + "\n";
    } else if (part.name().local == "anyAttribute") {
      model += "@any\n";
    }
  }
  return model;
}

std::string table_model(Type type) {
  std::string model;
  for (const info::ChildRow& row : info::children_of(type)) {
    // The schema says of a branch of a choice that it is there; the table, that it need not be.
    const std::string at_least = type == Type::call ? "1" : std::to_string(row.at_least);
    model += std::string(to_string(row.name)) + " " + std::string(info::row_of(row.type).schema_name) + " " + at_least +
             " " + (row.at_most == info::kMany ? "unbounded" : "1") + "\n";
  }
  model += info::row_of(type).any_element ? "any\n" : "";
  for (const info::AttributeRow& row : info::attributes_of(type)) {
    model += "@" + std::string(to_string(row.name)) + " " + std::string(info::row_of(row.type).schema_name) + " " +
             (row.required ? "required" : "optional") + "\n";
  }
  return model + (info::row_of(type).any_attribute ? "@any\n" : "");
}

}  // namespace

TEST_CASE("the vocabulary table and the schema describe the same content models") {
  const std::string text = schema_text();
  const auto read = xml::read(text, xml::Reading::judging, base::Limits{});
  REQUIRE(read.has_value());
  REQUIRE(read->faults.empty());
  std::map<std::string, std::string> models;
  std::map<std::string, std::set<std::string>> enumerations;
  for (xml::Node type = read->tree.root().first_element(); type; type = type.next_element()) {
    const std::string name = value_of(type, "name");
    if (type.name().local == "complexType") {
      models[name] = schema_model(type);
    }
    for (xml::Node base = type.first_element(); base; base = base.next_element()) {
      for (xml::Node value = base.first_element(); base.name().local == "restriction" && value;
           value = value.next_element()) {
        enumerations[name].insert(value_of(value, "value"));
      }
    }
  }
  std::size_t complex = 0;
  for (std::size_t i = 0; i < info::kTypes; ++i) {
    const auto type = static_cast<Type>(i);
    const std::string name(info::row_of(type).schema_name);
    CAPTURE(name);
    CHECK(info::row_of(type).type == type);
    if (info::is_complex(type)) {
      ++complex;
      CHECK(models[name] == table_model(type));
    }
    const auto values = info::values_of(type);
    CHECK(enumerations[name] == std::set<std::string>(values.begin(), values.end()));
  }
  CHECK(models.size() == complex);
}

TEST_CASE("names and strings belong to each other") {
  for (std::size_t i = 0; i < info::kNames; ++i) {
    const auto name = static_cast<Name>(i);
    CHECK(info::name_of(to_string(name)) == name);
  }
  CHECK(info::name_of("Users") == Name::unknown);
  CHECK(to_string(Name::unknown).empty());
  CHECK(info::attribute_name_of("id") == AttributeName::id);
  CHECK_FALSE(info::attribute_name_of("ID"));
  CHECK(info::element_names().size() == info::kNames);
}

TEST_CASE("only elements with one type can be judged without their parent") {
  CHECK(info::only_type_of(Name::users) == Type::users);
  CHECK(info::only_type_of(Name::conference_info) == Type::conference);
  CHECK(info::only_type_of(Name::conf_uris) == Type::uris);
  CHECK_FALSE(info::only_type_of(Name::entry));
  CHECK_FALSE(info::only_type_of(Name::status));
  CHECK_FALSE(info::only_type_of(Name::unknown));
}

TEST_CASE("the partial notification mechanism works on the elements that section 4.4 lists") {
  CHECK(info::is_stateful(Name::users, Type::users));
  CHECK(info::is_stateful(Name::sidebars_by_ref, Type::uris));
  CHECK(info::is_stateful(Name::entry, Type::conference));
  CHECK_FALSE(info::is_stateful(Name::conf_uris, Type::uris));
  CHECK_FALSE(info::is_stateful(Name::media, Type::media));
  CHECK_FALSE(info::is_stateful(Name::unknown, Type::foreign));
}

TEST_CASE("rows are told apart by the keys of section 4.5") {
  CHECK(info::row_of(Type::user).key == KeyKind::entity);
  CHECK(info::row_of(Type::endpoint).key == KeyKind::entity);
  CHECK(info::row_of(Type::media).key == KeyKind::id);
  CHECK(info::row_of(Type::medium).key == KeyKind::label);
  CHECK(info::row_of(Type::uri).key == KeyKind::uri_child);
  CHECK(info::row_of(Type::conference).key == KeyKind::entity);
}

TEST_CASE("global attributes are known by namespace and name together") {
  CHECK(info::global_attribute_of(info::kXmlNamespace, "lang") == info::GlobalAttribute::xml_lang);
  CHECK(info::global_attribute_of(info::kSchemaInstanceNamespace, "type") == info::GlobalAttribute::xsi_type);
  CHECK_FALSE(info::global_attribute_of("", "lang"));
  CHECK_FALSE(info::global_attribute_of(info::kXmlNamespace, "type"));
}

TEST_CASE("what has no place has no rows") {
  CHECK(info::children_of(Type::foreign).empty());
  CHECK(info::attributes_of(Type::foreign).empty());
  CHECK(info::children_of(Type::string).empty());
  CHECK(info::find_child(Type::user, Name::media) == nullptr);
  CHECK(info::find_attribute(Type::media, AttributeName::state) == nullptr);
}
