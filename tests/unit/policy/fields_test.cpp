#include "policy/fields.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "json/edit.hpp"
#include "policy/document.hpp"

namespace confstate::policy {
namespace {

struct Row {
  const Table* table;
  const Field* field;
};

std::vector<Row> all_rows() {
  std::vector<Row> rows;
  std::vector<const Table*> tables = {&policy_table()};
  for (std::size_t index = 0; index < tables.size(); ++index) {
    for (const Field& field : tables[index]->fields) {
      rows.push_back({tables[index], &field});
      if (field.members != nullptr && std::find(tables.begin(), tables.end(), field.members) == tables.end()) {
        tables.push_back(field.members);
      }
    }
  }
  return rows;
}

TEST_CASE("every field has a name of its own and says what it means") {
  std::set<std::pair<const Table*, std::string_view>> names;
  for (const Row& row : all_rows()) {
    CAPTURE(row.field->name);
    CHECK(names.emplace(row.table, row.field->name).second);
    CHECK(row.table->find(row.field->name) == row.field);
    CHECK(row.field->meaning.size() > 8);
    CHECK(row.field->meaning.back() == '.');
    CHECK((row.field->slot.store != nullptr) == !has_members(row.field->kind));
    CHECK((row.field->members != nullptr) == has_members(row.field->kind));
  }
  CHECK(names.size() == 166);
}

TEST_CASE("fields of words have a noun for messages, and a phrase for every word where they have phrases") {
  for (const Row& row : all_rows()) {
    CAPTURE(row.field->name);
    const Field& field = *row.field;
    const auto phrases = static_cast<std::size_t>(std::count(field.says.begin(), field.says.end(), '|')) + 1;
    CHECK(field.words.empty() == field.noun.empty());
    CHECK(field.says.find("||") == std::string_view::npos);
    if (field.says.empty()) {  // what stands in lists is put in words as a whole, and sections are headings
      CHECK((!row.table->layered || field.kind == FieldKind::object || field.kind == FieldKind::map));
    } else if (field.kind == FieldKind::word || field.kind == FieldKind::flag_word) {
      CHECK(phrases == field.words.size() + (field.standard.empty() ? 1 : 0));
    } else if (field.kind == FieldKind::boolean) {
      CHECK(phrases == 2);
    } else if (is_list(field.kind) || (field.standard.empty() && !field.required)) {
      CHECK(phrases == 2);
    }
  }
}

TEST_CASE("defaults are JSON, and right where they are written out") {
  for (const Row& row : all_rows()) {
    CAPTURE(row.field->name);
    CHECK((standard_of(*row.field) == nullptr) == row.field->standard.empty());
  }
  for (const ProfileValue& value : profile_values()) {
    CAPTURE(value.path);
    REQUIRE(standard_of(value) != nullptr);
  }
}

TEST_CASE("a policy with all its defaults written out is the same policy") {
  const auto read = [](const std::string& text) {
    return Document::read(std::make_shared<bytes::Source>("f", text), {});
  };
  std::string text =
      "{\n  // all\n  \"schemaVersion\": 1,\n  \"id\": \"a\",\n  \"conference\": {\"uri\": \"sip:a@b.example\"}\n}\n";
  const auto bare = read(text);
  for (const Value& value : bare->values()) {
    const std::string all = value.field->kind == FieldKind::objects ? "[]" : value.text;
    const json::Tree tree = json::parse(text, {.comments = true}).value();
    const std::vector<json::Change> changes = {json::set_value(tree, value.pointer, all)};
    text = all.empty() ? text : json::edit(text, changes).value();
  }
  const auto full = read(text);
  INFO(text);
  CHECK(full->faults().empty());
  CHECK(full->policy() == bare->policy());
  CHECK(full->is_written("/groupKeys/onFailure"));
  CHECK(text.find("// all") != std::string::npos);
}

TEST_CASE("pointers name fields") {
  CHECK(field_at("/media/osrtp")->name == "osrtp");
  CHECK(field_at("/media/keying/3")->name == "keying");
  CHECK(field_at("/membership/allow/0")->name == "allow");
  CHECK(field_at("/membership/allow/0/media/srtp/suites/1")->name == "suites");
  CHECK(field_at("/roles/chair/may/0")->name == "may");
  CHECK(field_at("/media/types/application~1bfcp/allow")->name == "allow");
  CHECK(field_at("/media/nothing") == nullptr);
  CHECK(field_at("") == nullptr);
}

}  // namespace
}  // namespace confstate::policy
