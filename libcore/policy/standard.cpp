#include <map>
#include <utility>
#include <vector>

#include "policy/fields.hpp"

namespace confstate::policy {
namespace {

// By the text in the table, which stays where it is.
using Trees = std::map<const char*, json::Tree>;

void add_standard(Trees& trees, std::string_view text) {
  if (tl::expected<json::Tree, json::Fault> tree = json::parse(text, {}); tree && !text.empty()) {
    trees.insert_or_assign(text.data(), std::move(*tree));
  }
}

Trees parse_standards() {
  Trees trees;
  std::vector<const Table*> work = {&policy_table()};
  while (!work.empty()) {
    const Table* table = work.back();
    work.pop_back();
    for (const Field& field : table->fields) {
      add_standard(trees, field.standard);
      if (field.members != nullptr) {
        work.push_back(field.members);
      }
    }
  }
  for (const ProfileValue& value : profile_values()) {
    add_standard(trees, value.standard);
  }
  return trees;
}

const json::Tree* find_standard(std::string_view text) {
  static const Trees trees = parse_standards();
  const auto found = trees.find(text.data());
  return text.empty() || found == trees.end() ? nullptr : &found->second;
}

}  // namespace

const json::Tree* standard_of(const Field& field) {
  return find_standard(field.standard);
}

const json::Tree* standard_of(const ProfileValue& value) {
  return find_standard(value.standard);
}

}  // namespace confstate::policy
